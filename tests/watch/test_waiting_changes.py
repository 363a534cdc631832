"""Changes that begin seven days later, in the open: asked, told, taken back, begun (10.2)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from tests.people_in_tests import PASSWORD, Household, quiet_outbox
from untilthen.domain import keeper_acts
from untilthen.domain.keeper import Promise
from untilthen.domain.states import State
from untilthen.journal.models import Line
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.queries import OWNER, person
from untilthen.people.waiting import Kind, waiting
from untilthen.watch import deeds
from untilthen.watch.waitingchanges import ask, ask_pause, change_settings, take_back

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


@pytest.fixture
def three(ana: Household) -> Household:
    """Ana's plan with a third keeper, Dara, and no mail owed."""
    ana.invite("Dara")
    ana.promise("Dara")
    quiet_outbox()
    return ana


def told(home: Household) -> dict[str, list[str]]:
    """Return the mails owed, by whom they are for, in words."""
    found: dict[str, list[str]] = {}
    for message in Message.objects.order_by("pk"):
        parcel = write_parcel(message, home.clock.at)
        found.setdefault(parcel.name, []).append(parcel.text)
    return found


def promise_of(home: Household, name: str) -> Promise:
    """Return how far somebody's promise has come."""
    number = home.people[name].number
    return next(each.promise for each in home.switch.keepers if each.person == number)


def events(home: Household) -> list[str]:
    """Return what the journal says of changes."""
    lines = Line.objects.filter(plan=home.plan.pk, event__startswith="change_").order_by("number")
    return [line.event for line in lines]


def test_a_keeper_is_taken_off_after_seven_days_and_all_are_told(three: Household) -> None:
    dara = three.people["Dara"].number
    ask(three.plan.pk, Kind.KEEPER, three.clock.at, subject=dara)
    mails = told(three)
    assert set(mails) == {"Ana Berg", "Ben", "Chidi", "Dara"}
    assert "asked that Dara be taken off" in mails["Ana Berg"][0]
    assert "Ana Berg asked to take Dara off the keepers" in mails["Ben"][0]
    assert "Ana Berg asked to take you off the keepers" in mails["Dara"][0]
    assert "Monday 8 March 2027" in mails["Dara"][0]
    three.let_pass(WEEK - HOUR)
    assert promise_of(three, "Dara") is Promise.PROMISED
    quiet_outbox()
    three.let_pass(2 * HOUR)
    assert promise_of(three, "Dara") is Promise.STEPPED_DOWN
    mails = told(three)
    assert set(mails) == {"Ana Berg", "Dara"}
    assert "You are no longer one of Ana Berg" in mails["Dara"][0]
    assert "Dara is no longer your keeper, as you asked" in mails["Ana Berg"][0]
    assert events(three) == ["change_asked", "change_begun"]


def test_asking_twice_waits_from_the_first_time_and_writes_once(three: Household) -> None:
    dara = three.people["Dara"].number
    first = ask(three.plan.pk, Kind.KEEPER, three.clock.at, subject=dara)
    again = ask(three.plan.pk, Kind.KEEPER, three.clock.at + HOUR, subject=dara)
    assert again.begins_at == first.begins_at
    assert Message.objects.count() == 4


def test_what_is_taken_back_never_begins_and_whoever_was_told_hears_it(three: Household) -> None:
    dara = three.people["Dara"].number
    change = ask(three.plan.pk, Kind.KEEPER, three.clock.at, subject=dara)
    quiet_outbox()
    assert take_back(three.plan.pk, change.pk, three.clock.at)
    assert not take_back(three.plan.pk, change.pk, three.clock.at)
    mails = told(three)
    assert set(mails) == {"Ana Berg", "Ben", "Chidi", "Dara"}
    assert "was taken back" in mails["Dara"][0]
    three.let_pass(WEEK + HOUR)
    assert promise_of(three, "Dara") is Promise.PROMISED


def test_no_change_begins_while_silence_is_counted(three: Household) -> None:
    three.let_pass(timedelta(days=28))
    ask(three.plan.pk, Kind.KEEPER, three.clock.at, subject=three.people["Dara"].number)
    three.let_pass(timedelta(days=17))
    assert three.switch.state is State.VIGIL
    assert promise_of(three, "Dara") is Promise.PROMISED
    assert waiting(three.plan.pk)


def test_a_keepers_own_step_down_acts_at_once_and_what_waited_is_dropped(three: Household) -> None:
    dara = three.people["Dara"].number
    ask(three.plan.pk, Kind.KEEPER, three.clock.at, subject=dara)
    three.does(keeper_acts.step_down, person=dara)
    assert promise_of(three, "Dara") is Promise.STEPPED_DOWN
    three.let_pass(WEEK + HOUR)
    assert events(three) == ["change_asked", "change_dropped"]
    assert not waiting(three.plan.pk)


def test_a_long_pause_begins_after_seven_days_and_all_keepers_know(ana: Household) -> None:
    ana.clock.at += timedelta(days=2)
    quiet_outbox()
    ask_pause(ana.plan.pk, date(2027, 9, 1), ana.clock.at)
    assert ana.switch.heard_at == ana.clock.at
    mails = told(ana)
    assert set(mails) == {"Ana Berg", "Ben", "Chidi"}
    assert "until Wednesday 1 September 2027" in mails["Ben"][0]
    ana.let_pass(WEEK - HOUR)
    assert ana.switch.state.value == "living"
    ana.let_pass(2 * HOUR)
    assert ana.switch.state.value == "paused"
    assert str(ana.switch.anchor.date()) == "2027-09-01"


def test_shorter_waits_are_told_to_the_owner_only(ana: Household) -> None:
    quiet_outbox()
    change_settings(ana.plan.pk, {"quiet_wait_days": 3}, ana.clock.at)
    assert set(told(ana)) == {"Ana Berg"}


def test_an_address_moves_after_seven_days_and_the_old_one_hears_of_it(ana: Household) -> None:
    quiet_outbox()
    ask(ana.plan.pk, Kind.ADDRESS, ana.clock.at, secret="ana@new.example.org")
    owners = Message.objects.get(person=OWNER)
    parcel = write_parcel(owners, ana.clock.at)
    assert parcel.address == "ana@example.org"
    assert not any("new.example.org" in text for mails in told(ana).values() for text in mails)
    ana.let_pass(WEEK + HOUR)
    assert person(ana.plan.pk, OWNER).details.address == "ana@new.example.org"


def test_an_address_that_somebody_took_meanwhile_is_dropped(ana: Household) -> None:
    ask(ana.plan.pk, Kind.ADDRESS, ana.clock.at, secret="eve@example.org")
    User.objects.create_user("eve", "eve@example.org", PASSWORD)
    ana.let_pass(WEEK + HOUR)
    assert person(ana.plan.pk, OWNER).details.address == "ana@example.org"
    assert events(ana) == ["change_asked", "change_dropped"]


def test_what_a_change_holds_is_sealed(ana: Household) -> None:
    ask(ana.plan.pk, Kind.ADDRESS, ana.clock.at, secret="ana@new.example.org")
    ask(ana.plan.pk, Kind.PASSWORD, ana.clock.at, secret=make_password(PASSWORD))
    for change in waiting(ana.plan.pk):
        kept = bytes(change.sealed) + str(change.values).encode()
        assert b"example.org" not in kept
        assert b"argon2" not in kept


def test_before_a_plan_watches_changes_begin_at_once(mallory: Household) -> None:
    ask(mallory.plan.pk, Kind.ADDRESS, mallory.clock.at, secret="m@new.example.org")
    assert person(mallory.plan.pk, OWNER).details.address == "m@new.example.org"
    assert not Message.objects.exists()


def test_an_invitation_taken_back_sends_no_more_mail(ana: Household) -> None:
    ana.invite("Dara")
    dara = ana.people["Dara"].number
    deeds.withdraw(ana.plan.pk, dara, ana.clock.at)
    ana.let_pass(timedelta(days=20))
    assert not Message.objects.filter(person=dara, state=Message.ACCEPTED).exists()
    assert person(ana.plan.pk, dara).details.address == ""
