"""The report for an owner who came back: who said what, who was told, and why it got this
far (S8).
"""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household
from untilthen.domain import acts
from untilthen.domain.letter import DeliveryState as S
from untilthen.domain.states import State
from untilthen.handover.actions import name_duty, take
from untilthen.journal.actions import Entry, write
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery
from untilthen.letters.release import addressed, move
from untilthen.watch.actions import record
from untilthen.watch.models import Press
from untilthen.watch.presses import note_press
from untilthen.watch.rearming import rearm
from untilthen.watch.report import report
from untilthen.watch.said import tick_told

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def released(ana: Household) -> Household:
    """Ana's plan, whose only duty is offered, on the day of a release that was a mistake."""
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, ())
    ana.let_pass(timedelta(days=45))
    for name in ("Ben", "Chidi"):
        words = {"how_known": f"{name} heard it"}
        ana.are_sure(name, words=words)
    ben, finn = ana.people["Ben"].number, ana.people["Finn"].number
    tick_told(ana.plan.pk, ana.switch.vigil, ben, [finn], ana.clock.at)
    ana.let_pass(timedelta(days=9))
    assert ana.switch.state in (State.DELIVERING, State.GOODBYES)
    return ana


def come_back(home: Household) -> None:
    """Let the owner press stop, and sign in a quarter of an hour later."""
    now = home.clock.at
    record(home.plan.pk, lambda switch: acts.press_stop(switch, now), now)
    home.clock.at = later = now + timedelta(minutes=15)
    record(home.plan.pk, lambda switch: acts.sign_in(switch, later), later)


def test_the_report_says_who_was_asked_and_why(released: Household) -> None:
    take(released.plan.pk, 1, released.people["Ben"].number, released.clock.at)
    stopped = released.clock.at
    come_back(released)
    said = report(released.plan.pk, released.switch)
    assert said is not None
    assert (said["stopped_at"], said["stopped_how"]) == (stopped, "pressed_stop")
    asked = {row["name"]: (row["answer"], row["how_known"]) for row in said["asked"]}
    assert asked == {"Ben": ("sure", "Ben heard it"), "Chidi": ("sure", "Chidi heard it")}
    assert [(row["name"], row["by"]) for row in said["told"]] == [("Finn", "Ben")]
    assert said["duties"] == [{"name": "Duty 1", "state": "taken", "by": "Ben", "at": stopped}]
    assert said["first"] == ["Finn"]
    words = [row["what"] for row in said["reasons"]]
    assert words[0].startswith("Your check-in day passed")
    assert "We asked your keepers." in words
    assert words[-2:] == ["Somebody pressed stop in your mail.", "You signed in."]


def test_a_second_sign_in_changes_nothing_in_the_report(released: Household) -> None:
    come_back(released)
    before = report(released.plan.pk, released.switch)
    released.clock.at += timedelta(days=1)
    now = released.clock.at
    record(released.plan.pk, lambda switch: acts.sign_in(switch, now), now)
    assert report(released.plan.pk, released.switch) == before


def test_letters_are_read_knocked_or_never_left(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita", "Ben")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    at = ana.clock.at
    rows = {each.person: each for each in Delivery.objects.all()}
    for name, states in (("Finn", (S.KNOCKED, S.OPENED)), ("Gita", (S.KNOCKED,))):
        for state in states:
            move(rows[ana.people[name].number], state, at)
    come_back(ana)
    said = report(ana.plan.pk, ana.switch)
    assert said is not None
    found = [(row["number"], row["name"], row["state"]) for row in said["letters"]]
    assert found == [(1, "Finn", "opened"), (1, "Gita", "knocked"), (1, "Ben", "never")]
    assert said["first"] == ["Finn", "Gita"]


def read_by_finn(ana: Household) -> str:
    """Come back after Finn read his letter; returns the id of its delivery."""
    ana.writes("Finn")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    delivery = Delivery.objects.get()
    move(delivery, S.KNOCKED, ana.clock.at)
    move(delivery, S.OPENED, ana.clock.at)
    come_back(ana)
    return delivery.public_id


def test_a_letter_once_read_goes_out_again_only_if_ticked(ana: Household) -> None:
    ticked = read_by_finn(ana)
    rearm(ana.plan.pk, (), ana.clock.at)
    assert addressed(ana.plan, ana.switch.release + 1) == []
    Delivery.objects.filter(public_id=ticked).update(again=True)
    again = addressed(ana.plan, ana.switch.release + 1)
    assert [to.person for _letter, to in again] == [ana.people["Finn"].number]


def test_beginning_again_keeps_what_was_ticked_and_writes_it_down(ana: Household) -> None:
    ticked = read_by_finn(ana)
    rearm(ana.plan.pk, [ticked, "not an id"], ana.clock.at)
    assert Delivery.objects.get(again=True).public_id == ticked
    assert Line.objects.get(event="sent_again").facts["letters"][0][1] == ana.people["Finn"].number


def test_the_report_stays_until_the_next_round(ana: Household) -> None:
    read_by_finn(ana)
    before = report(ana.plan.pk, ana.switch)
    rearm(ana.plan.pk, (), ana.clock.at)
    at = ana.clock.at
    for _ in range(2):
        ana.clock.at += timedelta(days=1)
        record(ana.plan.pk, lambda switch: acts.sign_in(switch, ana.clock.at), ana.clock.at)
        after = report(ana.plan.pk, ana.switch)
        assert after is not None
        assert after["rearmed_at"] == at
        assert after["reasons"] == before["reasons"]  # type: ignore[index]
    ana.let_pass(timedelta(days=31))
    assert report(ana.plan.pk, ana.switch) is None


def test_mails_that_did_not_arrive_and_outages_are_named(ana: Household) -> None:
    ana.let_pass(timedelta(days=45))
    now, eli = ana.clock.at, ana.people["Chidi"].number
    write(ana.plan.pk, Entry(now, "mail_refused_for_good", who=0))
    write(ana.plan.pk, Entry(now, "mail_refused_for_good", who=eli))
    come_back(ana)
    said = report(ana.plan.pk, ana.switch)
    assert said is not None
    words = [row["what"] for row in said["reasons"]]
    assert "Our mail to you was refused for good." in words
    assert "Our mail to Chidi was refused for good." in words


def test_few_presses_are_kept_sealed_and_only_those_of_this_silence_are_told(
    ana: Household,
) -> None:
    for _ in range(30):
        note_press(ana.plan.pk, "an old browser" + "x" * 500, ana.clock.at)
    assert Press.objects.count() == 20
    assert not any(b"old browser" in bytes(row.sealed) for row in Press.objects.all())
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(minutes=7)
    note_press(ana.plan.pk, "Firefox", ana.clock.at)
    come_back(ana)
    said = report(ana.plan.pk, ana.switch)
    assert said is not None
    told = [(row["agent"], row["minutes"]) for row in said["presses"]]
    assert told == [("Firefox", 7 + 25 * 60)]  # asked on the day the clocks had changed
