"""What lies with a keeper or guardian for others: kept letters, shared goodbyes, young people."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.people_in_tests import Household
from tests.web.doors import door, knocks, page, release, with_you
from tests.web.everything import every_row
from untilthen.domain import acts
from untilthen.letters.models import Delivery, Goodbye
from untilthen.outbox.actions import mark_accepted, mark_refused
from untilthen.outbox.context import context_for, template_of
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.outbox.rendering import render
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.links import LinkKind
from untilthen.people.models import Report
from untilthen.people.queries import people, person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def guarded(home: Household, guardian: str, until: str = "") -> None:
    """Make somebody Finn's guardian."""
    finn = person(home.plan.pk, home.people["Finn"].number)
    number = home.people[guardian].number
    details = replace(finn.details, guardian=number, guardian_until=until)
    change_person(home.plan.pk, finn.number, details)


def states() -> list[str]:
    """Return how every delivery stands."""
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_ben_keeps_a_letter_for_finn_and_has_it_brought_again(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    assert "Ben keeps it for you." in finns.presses("gives_to_keeper")
    assert states() == ["with_keeper"]
    bens = with_you(ana, "Ben")
    assert "A letter you keep for Finn" in bens.looks()
    assert "Something lies with you for others" in page(ana, LinkKind.VIGIL, "Ben").looks()
    assert "Something lies with you for others" not in page(ana, LinkKind.VIGIL, "Chidi").looks()
    finn = ana.people["Finn"].number
    with_you(ana, "Chidi").presses("gives_back", person=finn)
    assert len(knocks("Finn", ana)) == 1
    assert "Nothing lies with you now." in bens.presses("gives_back", person=finn)
    before = every_row()
    bens.presses("gives_back", person=finn)
    assert every_row() == before
    again = knocks("Finn", ana)[-1]
    written = write_parcel(again, ana.clock.at)
    assert "Ben kept the letter from Ana Berg for you, unread" in " ".join(written.text.split())
    ana.let_pass(timedelta(hours=1))
    assert "Ask Ben to keep it for me" in finns.looks()
    finns.presses("reads")
    assert states() == ["opened"]


def test_no_keeper_finds_a_letter_or_its_key_on_that_page(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("gives_to_keeper")
    shown = with_you(ana, "Ben").looks()
    assert ana.token(LinkKind.DOOR, "Finn", ana.switch.release) not in shown
    assert Delivery.objects.get().public_id not in shown
    assert "data-token" not in shown


def test_a_goodbye_is_read_by_the_keeper_who_was_chosen_and_taken_back(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("reads")
    goodbye = replace(finns, path=f"{finns.path}goodbye/")
    chidi = ana.people["Chidi"].number
    assert "Nobody reads it, unless you choose somebody here who may." in goodbye.looks()
    said = goodbye.presses("says_goodbye", text="Bye, Mum.", shares=chidi)
    assert "Chidi can read it; nobody else." in said
    assert "Bye, Mum." in with_you(ana, "Chidi").looks()
    assert "Bye, Mum." not in with_you(ana, "Ben").looks()
    assert "Nobody reads it." in goodbye.presses("says_goodbye", text="Bye, Mum.", shares="")
    assert "Bye, Mum." not in with_you(ana, "Chidi").looks()
    stranger = goodbye.presses("says_goodbye", text="Bye, Mum, once more.", shares=99)
    assert "Please choose one of the answers offered." in stranger
    assert "Bye, Mum, once more." in stranger


def test_a_goodbye_stays_finns_when_ana_comes_back(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("reads")
    goodbye = replace(finns, path=f"{finns.path}goodbye/")
    goodbye.presses("says_goodbye", text="Bye, Mum.", shares=ana.people["Ben"].number)
    ana.does(acts.press_stop)
    assert "not available just now" in goodbye.looks()
    ana.does(acts.sign_in)
    shut = finns.looks()
    assert "It is all right to tell Ana Berg." in shut
    assert "The goodbye you wrote stays yours." in shut
    kept = goodbye.looks()
    assert "Bye, Mum." in kept
    assert "has not seen it" in kept
    assert "Bye, Mum." not in with_you(ana, "Ben").looks()
    goodbye.presses("shreds")
    assert Goodbye.objects.count() == 0


def test_ben_knows_first_and_can_have_finns_letter_wait(ana: Household) -> None:
    ana.writes("Finn")
    guarded(ana, "Ben")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    finn = ana.people["Finn"].number
    assert "Something lies with you for others" in page(ana, LinkKind.VIGIL, "Ben").looks()
    bens = with_you(ana, "Ben")
    assert "For Finn, whose guardian you are" in bens.looks()
    assert "It waits, as you wished" in bens.presses("not_yet", person=finn)
    before = every_row()
    bens.presses("not_yet", person=finn)
    assert every_row() == before
    ana.comes_to_release()
    ana.let_pass(timedelta(days=13))
    assert states() == ["queued"]
    assert "If you say nothing more, we write to Finn on" in bens.looks()
    ana.let_pass(timedelta(days=2))
    assert states() == ["knocked"]
    assert ana.switch.state.value == "goodbyes"
    assert "Finn has our mail." in bens.looks()


def test_ben_lets_it_come_after_all(ana: Household) -> None:
    ana.writes("Finn")
    guarded(ana, "Ben")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    bens, finn = with_you(ana, "Ben"), ana.people["Finn"].number
    bens.presses("not_yet", person=finn)
    ana.comes_to_release()
    ana.let_pass(timedelta(days=3))
    assert states() == ["queued"]
    bens.presses("now", person=finn)
    ana.let_pass(timedelta(hours=24))
    assert states() == ["knocked"]
    (knock,) = knocks("Finn", ana)
    assert knock.facts["keeper"] == ana.people["Ben"].number


def test_only_the_guardian_can_have_it_wait(ana: Household) -> None:
    ana.writes("Finn")
    guarded(ana, "Ben")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    before = every_row()
    with_you(ana, "Chidi").presses("not_yet", person=ana.people["Finn"].number)
    assert every_row() == before


def test_a_guardian_who_is_no_keeper_gets_a_mail_a_day_before(ana: Household) -> None:
    gita = ana.reader("Gita")
    ana.writes("Finn")
    guarded(ana, "Gita")
    release(ana, days=0)
    ana.let_pass(timedelta(hours=20))
    assert not knocks("Finn", ana) or knocks("Finn", ana)[0].state == "owed"
    (telling,) = knocks("Gita", ana)
    assert (telling.state, template_of(telling)) == ("accepted", "guardian")
    words = render("guardian", context_for(telling, people(ana.plan.pk)), "en")
    assert words.subject == "A letter from Ana Berg for Finn"
    assert "you hear of it first" in " ".join(words.text.split())
    assert states() == ["queued"]
    ana.let_pass(timedelta(days=2))
    assert states() == ["knocked"]
    (knock,) = knocks("Finn", ana)
    assert telling.settled_at
    assert knock.try_at - telling.settled_at >= timedelta(days=1)
    assert knock.facts["keeper"] == gita.number
    assert ana.switch.state.value == "goodbyes"


def test_where_the_guardian_cannot_be_reached_finn_is_not_kept_waiting(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn")
    guarded(ana, "Gita")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    gita = ana.people["Gita"].number

    def refused(now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            (mark_refused if message.person == gita else mark_accepted)(message, now)
        return len(messages)

    ana.let_pass(timedelta(days=2), refused)
    assert states() == ["knocked"]
    (knock,) = knocks("Finn", ana)
    assert knock.facts["keeper"] == ana.people["Ben"].number


def test_a_guardian_of_a_child_is_not_asked_about_a_grown_up(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn")
    guarded(ana, "Gita", until="2027-04-01")
    release(ana)
    assert not knocks("Gita", ana)
    assert states() == ["knocked"]


def test_a_guardian_who_was_told_hears_that_ana_is_alive(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn")
    guarded(ana, "Gita")
    release(ana, days=0)
    ana.let_pass(timedelta(hours=3))
    ana.does(acts.press_stop)
    ana.does(acts.sign_in)
    ana.let_pass(timedelta(hours=1))
    told = Message.objects.filter(about="came_back", state=Message.ACCEPTED)
    gitas = told.get(person=ana.people["Gita"].number)
    assert "has gone back to Ana Berg" in " ".join(write_parcel(gitas, ana.clock.at).text.split())
    assert "Ana Berg is alive." in door(ana, "Gita").looks()
    assert ana.people["Gita"].number in {each.person for each in told}
    assert ana.people["Finn"].number not in {each.person for each in told}


def test_one_person_who_is_keeper_reader_and_guardian_has_each_page(ana: Household) -> None:
    ana.writes("Finn", "Ben")
    guarded(ana, "Ben")
    release(ana)
    own = door(ana, "Ben")
    assert "a letter from Ana Berg is here for you" in own.looks()
    assert "Chidi knows about this" in own.looks()
    own.presses("gives_to_keeper")
    assert "A letter you keep for Ben" in with_you(ana, "Chidi").looks()
    keepers = page(ana, LinkKind.VIGIL, "Ben")
    assert "not finished" in keepers.looks()
    assert "Finn has our mail." in with_you(ana, "Ben").looks()
    own.presses("reads")
    assert states() == ["knocked", "opened"]


def test_what_frightens_finn_is_shut_away_and_one_keeper_hears_of_it(ana: Household) -> None:
    ana.writes("Finn", "Ben")
    release(ana)
    finns = door(ana, "Finn")
    finns.presses("reports_harassment", confirmed="yes")
    told = Message.objects.filter(about="keeper_change").exclude(person=0)
    assert [each.person for each in told] == [ana.people["Ben"].number]
    words = " ".join(write_parcel(told[0], ana.clock.at).text.split())
    assert "Finn told us that a letter from Ana Berg is frightening" in words
    assert list(Report.objects.values_list("what", flat=True)) == ["frightened"]
    before = every_row()
    finns.presses("reports_harassment", confirmed="yes")
    assert every_row() == before
    door(ana, "Ben").presses("reports_harassment", confirmed="yes")
    told = Message.objects.filter(about="keeper_change").exclude(person=0).order_by("pk")
    assert told[1].person == ana.people["Chidi"].number


def test_keepers_see_finished_and_never_that_somebody_refused(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    release(ana)
    door(ana, "Finn").presses("refuses", confirmed="yes")
    door(ana, "Gita").presses("reads")
    shown = page(ana, LinkKind.VIGIL, "Ben").looks()
    assert shown.count("finished") == 2
    assert "not finished" not in shown
    assert "refused" not in shown
