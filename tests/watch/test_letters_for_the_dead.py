"""A letter for somebody whose death was reported: it waits, goes to a keeper who did not report it,
or is brought after all (10.4).
"""

from datetime import timedelta

import pytest

from tests.people_in_tests import Household
from untilthen.domain.reports import confirm_report, report_death, undo_report
from untilthen.domain.states import State
from untilthen.letters.models import Delivery
from untilthen.outbox.models import Message

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def released(ana: Household) -> Household:
    """The morning of the release; Ben told us last week that Finn has died."""
    ana.reader("Finn")
    ana.reader("Gita")
    ana.writes("Finn")
    ana.writes("Gita")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    says(ana, report_death, "Ben", "Finn")
    ana.let_pass(9 * DAY)
    return ana


def says(home: Household, act: object, who: str, about: str) -> None:
    """Let a keeper say something of somebody else."""
    assert callable(act)
    numbers = home.people[who].number, home.people[about].number
    home.does(lambda switch, at: act(switch, *numbers, at))


def finns(home: Household) -> Delivery:
    """Return the delivery of Finn's letter."""
    return Delivery.objects.get(person=home.people["Finn"].number)


def knocked(home: Household, name: str) -> int:
    """Return how many knocks reached somebody."""
    mails = Message.objects.filter(person=home.people[name].number, about="knock")
    return mails.filter(state=Message.ACCEPTED).count()


def test_his_letter_waits_while_gitas_is_brought(released: Household) -> None:
    assert knocked(released, "Gita") == 1
    assert knocked(released, "Finn") == 0
    assert released.switch.state is State.DELIVERING


def test_once_it_is_certain_it_goes_to_a_keeper_who_did_not_report_it(released: Household) -> None:
    says(released, confirm_report, "Chidi", "Finn")
    released.let_pass(12 * DAY)
    assert finns(released).state == "queued"
    released.let_pass(4 * DAY)
    assert finns(released).state == "with_keeper"
    assert finns(released).kept_by == released.people["Chidi"].number
    assert knocked(released, "Finn") == 0
    assert released.switch.state is State.GOODBYES


def test_without_a_second_word_it_is_brought_after_two_weeks(released: Household) -> None:
    released.let_pass(16 * DAY)
    assert finns(released).state == "knocked"
    assert released.switch.state is State.GOODBYES


def test_where_it_was_a_mistake_it_is_brought_at_once(released: Household) -> None:
    says(released, undo_report, "Chidi", "Finn")
    released.let_pass(DAY)
    assert finns(released).state == "knocked"
