"""The quiet wait: its hours, its mails, its 09:00 (R5, R6; stories S1 and S3)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.domain.people import ANA, BEN, CHIDI, DARA, EVERYBODY, Life, plan, vigil
from untilthen.domain.acts import all_knocked, cannot_be_reached, check_in, press_stop, sign_in
from untilthen.domain.calendar import MINUTE
from untilthen.domain.effects import Release, TakeBack
from untilthen.domain.keeper_acts import is_sure, says_alive, step_down
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Switch

Act = Callable[[Switch, datetime], Outcome]


def s1() -> Life:
    """Return Ana's life up to the quiet wait of story S1."""
    ana = vigil().when("2027-04-16 11:00", is_sure, BEN).when("2027-04-17 20:30", is_sure, DARA)
    assert ana.state is State.QUIET_WAIT
    return ana


def test_s1_is_lived_to_the_minute() -> None:
    ana = s1().until("2027-05-25 09:00")
    assert ana.mails_to(ANA) == [
        "28 Mar 09:00 check_in",
        "31 Mar 09:00 check_in",
        "3 Apr 09:00 reminder_1",
        "7 Apr 09:00 reminder_2",
        "12 Apr 09:00 reminder_3",
        "14 Apr 09:00 owner_warning",
        "17 Apr 20:30 quiet_wait",
        "21 Apr 09:00 quiet_wait",
        "24 Apr 09:00 quiet_wait",
    ]
    assert ana.states()[-4:] == [
        "17 Apr 20:30 quiet_wait",
        "25 Apr 09:00 delivering",
        "25 Apr 10:40 goodbyes",
        "25 May 09:00 closed",
    ]
    assert ana.mails_to(CHIDI) == [
        "14 Apr 09:00 vigil",
        "17 Apr 09:00 vigil_reminder",
        "17 Apr 20:30 told_list",
        "18 May 09:00 closing_notice",
        "25 May 09:00 closed",
    ]
    keepers = [mail.about for mail in ana.mails if mail.person != ANA]
    assert [keepers.count(about) for about in dict.fromkeys(keepers)] == [4, 3, 4, 4, 4]


def test_nothing_is_released_before_the_whole_wait_is_over() -> None:
    ana = s1().until("2027-04-25 08:59")
    assert ana.state is State.QUIET_WAIT
    assert not [each for each in ana.outcomes if Release() in each.effects]
    ana.until("2027-04-25 09:00")
    assert [each.event for each in ana.outcomes if Release() in each.effects] == [Event.QUIET_OVER]
    assert ana.switch.release == 1


@pytest.mark.parametrize(
    ("days", "mails", "released"),
    [
        (3, ["17 Apr 20:30", "19 Apr 09:00", "20 Apr 09:00"], "21 Apr 09:00"),
        (4, ["17 Apr 20:30", "20 Apr 09:00", "21 Apr 09:00"], "22 Apr 09:00"),
        (10, ["17 Apr 20:30", "23 Apr 09:00", "27 Apr 09:00"], "28 Apr 09:00"),
    ],
)
def test_other_waits_have_their_own_days(days: int, mails: list[str], released: str) -> None:
    ana = vigil(*EVERYBODY, quiet_wait_days=days).when("2027-04-16 11:00", is_sure, BEN)
    ana.when("2027-04-17 20:30", is_sure, DARA).until("2027-05-01 09:00")
    assert [line for line in ana.mails_to(ANA) if "quiet_wait" in line] == [
        f"{mail} quiet_wait" for mail in mails
    ]
    assert ana.when_was(Event.QUIET_OVER) == [released]


def test_two_mails_for_one_day_are_one() -> None:
    ana = vigil(*EVERYBODY, quiet_wait_days=3).when("2027-04-16 11:00", is_sure, BEN)
    ana.when("2027-04-17 08:30", is_sure, DARA).until("2027-04-30 09:00")
    assert [line for line in ana.mails_to(ANA) if "quiet_wait" in line] == [
        "17 Apr 08:30 quiet_wait",
        "19 Apr 09:00 quiet_wait",
    ]
    assert ana.when_was(Event.QUIET_OVER) == ["20 Apr 09:00"]


def test_the_wait_is_hours_not_days_when_the_clocks_go_back() -> None:
    ana = Life(plan(*EVERYBODY, when="2027-09-10 09:00")).until("2027-10-24 09:00")
    ana.when("2027-10-26 09:20", is_sure, BEN).when("2027-10-26 09:30", is_sure, DARA)
    ana.until("2027-11-10 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["2 Nov 09:00"]


def test_one_alive_ends_the_wait_with_a_pause_of_thirty_days() -> None:
    ana = s1().when("2027-04-20 12:05", says_alive, CHIDI)
    assert ana.state is State.PAUSED
    assert ana.switch.pause_until == date(2027, 5, 20)
    assert ana.mails_to(ANA)[-1] == "20 Apr 12:05 paused"
    assert ana.mails_to(DARA)[-1] == "20 Apr 12:06 thanks"
    assert TakeBack() in ana.outcomes[-1].effects


@pytest.mark.parametrize("act", [press_stop, check_in])
def test_a_press_in_the_wait_stops_everything(act: Act) -> None:
    assert s1().when("2027-04-20 12:00", act).state is State.STOPPED


def test_a_strong_sign_in_in_the_wait_brings_ana_back() -> None:
    ana = s1().when("2027-04-20 12:00", sign_in).until("2027-06-01 09:00")
    assert ana.state is State.CAME_BACK
    assert ana.mails_to(BEN)[-1] == "20 Apr 12:01 came_back"


def test_where_ana_cannot_be_reached_the_wait_is_twice_as_long() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-04-10 10:00", cannot_be_reached)
    ana.until("2027-04-14 09:00").when("2027-04-16 11:00", is_sure, BEN)
    ana.when("2027-04-17 20:30", is_sure, DARA).until("2027-05-30 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["2 May 09:00"]


def test_a_keeper_leaving_does_not_shorten_the_wait() -> None:
    ana = s1().when("2027-04-18 10:00", step_down, BEN).until("2027-04-25 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["25 Apr 09:00"]


def test_a_plan_without_keepers_waits_thirty_days_and_writes_each_week() -> None:
    ana = Life(plan()).until("2027-07-01 09:00")
    assert len(ana.mails_to(ANA)) == 10
    assert ana.mails_to(ANA)[5:] == [
        "14 Apr 09:00 quiet_wait",
        "21 Apr 09:00 quiet_wait",
        "28 Apr 09:00 quiet_wait",
        "5 May 09:00 quiet_wait",
        "13 May 09:00 quiet_wait",
    ]
    assert ana.when_was(Event.QUIET_OVER) == ["14 May 09:00"]
    assert ana.states()[-1] == "13 Jun 09:00 closed"


def test_once_ana_is_heard_her_waits_are_single_again() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-10 10:00", cannot_be_reached)
    assert not ana.when("2027-03-11 10:00", check_in).switch.owner_unreachable


def test_closing_counts_from_the_last_knock_not_from_when_it_was_noticed() -> None:
    ana = s1()
    ana.knocking = False
    ana.until("2027-04-25 12:00")
    knocked = ana.switch.since + 100 * MINUTE
    ana.when("2027-04-27 12:00", all_knocked, knocked).until("2027-06-01 09:00")
    assert ana.states()[-1] == "25 May 09:00 closed"
