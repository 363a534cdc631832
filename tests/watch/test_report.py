"""The report for an owner who came back: who said what, who was told, and why it got this
far (S8).
"""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household
from untilthen.domain import acts
from untilthen.domain.states import State
from untilthen.handover.actions import name_duty, take
from untilthen.letters.models import Addressing, Delivery, Letter
from untilthen.outbox.models import Message
from untilthen.watch.actions import record
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
    assert said["stopped_at"] == stopped
    asked = {row["name"]: (row["answer"], row["how_known"]) for row in said["asked"]}
    assert asked == {"Ben": ("sure", "Ben heard it"), "Chidi": ("sure", "Chidi heard it")}
    assert [(row["name"], row["by"]) for row in said["told"]] == [("Finn", "Ben")]
    assert said["duties"] == [{"name": "Duty 1", "state": "taken"}]
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


def test_letters_are_read_knocked_or_never_left(released: Household) -> None:
    now, finn = released.clock.at, released.people["Finn"].number
    times = ((now, now), (now, None), (None, None))
    for place, (settled, opened) in enumerate(times):
        letter = Letter.objects.create(
            plan=released.plan, public_id=f"l{place}", position=place, changed_at=now
        )
        Addressing.objects.create(letter=letter, person=finn)
        Delivery.objects.create(
            plan=released.plan,
            letter=letter,
            person=finn,
            release=released.switch.release,
            public_id=f"d{place}",
            settled_at=settled,
            opened_at=opened,
        )
    Message.objects.create(
        plan=released.plan.pk,
        person=finn,
        about="knock",
        occasion="release",
        message_id="<knock@example.org>",
        state=Message.ACCEPTED,
        facts={"round": released.switch.release},
        owed_at=now,
        try_at=now,
    )
    rows = report(released.plan.pk, released.switch)["letters"]
    assert [row["state"] for row in rows] == ["opened", "knocked", "never"]
