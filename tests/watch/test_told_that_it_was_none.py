"""Whoever was told of a death hears that it was none, however mails and the stop crossed (P3)."""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household
from untilthen.domain import acts, keeper_acts
from untilthen.domain.states import State
from untilthen.letters.at_the_door import door_of
from untilthen.outbox.actions import mark_accepted
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.links import Link, LinkKind
from untilthen.watch.notice import notice

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def knock_under_way(ana: Household) -> Message:
    """Return Finn's knock, owed and just leaving."""
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    return Message.objects.get(about="knock")


def told_finn(ana: Household) -> int:
    """Return how many words that Ana lives are owed or were sent to Finn."""
    words = Message.objects.filter(about="came_back", person=ana.people["Finn"].number)
    return words.exclude(state=Message.CANCELLED).count()


def test_a_knock_that_left_during_the_stop(ana: Household) -> None:
    knock = knock_under_way(ana)
    ana.does(acts.press_stop)
    mark_accepted(knock, ana.clock.at)
    notice(ana.clock.at)
    link = Link(LinkKind.DOOR, ana.plan.pk, ana.people["Finn"].number, 1)
    assert door_of(link).shut == "stopped"
    assert told_finn(ana) == 0
    ana.does(acts.sign_in)
    assert told_finn(ana) == 1
    assert door_of(link).shut == "came_back"


def test_a_knock_whose_answer_came_after_the_sign_in(ana: Household) -> None:
    knock = knock_under_way(ana)
    ana.does(acts.sign_in)
    notice(ana.clock.at)
    assert told_finn(ana) == 0
    mark_accepted(knock, ana.clock.at)
    notice(ana.clock.at)
    assert told_finn(ana) == 1


def test_an_unconfirmed_stop_that_a_keeper_ends_later(ana: Household) -> None:
    knock_under_way(ana)
    ana.let_pass(DAY)
    ana.does(acts.press_stop)
    ana.let_pass(9 * DAY)
    ana.does(keeper_acts.says_alive, person=ana.people["Ben"].number)
    assert ana.switch.state is State.PAUSED
    assert told_finn(ana) == 1
    ana.does(acts.sign_in)
    assert told_finn(ana) == 1, "once a release"


def test_the_thanks_name_who_said_it(ana: Household) -> None:
    ana.let_pass(45 * DAY)
    ana.does(keeper_acts.says_alive, person=ana.people["Ben"].number)
    words = {
        each.person: write_parcel(each, ana.clock.at).text
        for each in Message.objects.filter(about__in=("thanks", "paused"), state=Message.OWED)
    }
    assert "Ben told us" in words[0]
    assert "Ben told us" in words[ana.people["Chidi"].number]
    assert "You told us" in words[ana.people["Ben"].number]


def test_keepers_hear_it_though_she_checks_in_at_once(ana: Household) -> None:
    ana.let_pass(45 * DAY)
    ana.does(keeper_acts.says_alive, person=ana.people["Ben"].number)
    ana.does(acts.check_in)
    thanks = Message.objects.filter(about="thanks", state=Message.OWED)
    assert thanks.count() == 2
