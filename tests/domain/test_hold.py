"""On hold: nobody knows, so nothing happens, and at last the owner's last word (R8, section 3)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.domain.people import ANA, BEN, CHIDI, DARA, EVERYBODY, Life, vigil
from untilthen.domain.acts import sign_in
from untilthen.domain.effects import HandOver, Release
from untilthen.domain.keeper_acts import is_sure, says_alive, step_down
from untilthen.domain.states import Event, State


def on_hold(*keepers: int, **chosen: Any) -> Life:  # noqa: ANN401
    """Return Ana's life up to 28 April 2027, when a vigil without a quorum ended."""
    ana = vigil(*keepers, **chosen).until("2027-04-28 09:00")
    assert ana.state is State.ON_HOLD
    return ana


def test_keepers_are_asked_on_days_30_60_150_240_330_and_nothing_leaves() -> None:
    ana = on_hold().until("2028-04-27 08:59")
    assert [line for line in ana.mails_to(BEN) if "hold" in line] == [
        "28 May 09:00 hold",
        "27 Jun 09:00 hold",
        "25 Sep 09:00 hold",
        "24 Dec 09:00 hold",
        "23 Mar 09:00 hold",
    ]
    assert [line for line in ana.mails_to(ANA) if "hold" in line] == ["28 Apr 09:00 hold"]
    assert ana.state is State.ON_HOLD


def test_answers_of_the_vigil_lapse_and_answers_on_hold_add_up() -> None:
    ana = vigil().when("2027-04-20 10:00", is_sure, BEN).until("2027-05-01 10:00")
    assert ana.when("2027-06-01 10:00", is_sure, CHIDI).state is State.ON_HOLD
    assert ana.when("2027-12-01 10:00", is_sure, DARA).state is State.QUIET_WAIT
    assert ana.until("2027-12-09 09:00").when_was(Event.QUIET_OVER) == ["9 Dec 09:00"]


def test_on_day_365_the_last_word_begins_with_thirty_days_of_waiting() -> None:
    ana = on_hold().until("2028-08-01 09:00")
    assert ana.when_was(Event.HOLD_OVER) == ["27 Apr 09:00"]
    assert ana.mails_to(ANA)[-3:] == [
        "27 Apr 09:00 quiet_wait",
        "13 May 09:00 quiet_wait",
        "26 May 09:00 quiet_wait",
    ]
    assert ana.when_was(Event.HANDED_OVER) == ["27 May 09:00"]
    assert ana.states()[-3:] == [
        "27 May 09:00 delivering",
        "27 May 10:40 goodbyes",
        "26 Jun 09:00 closed",
    ]


@pytest.mark.parametrize(
    ("last_word", "held_here", "owed", "state"),
    [
        ("hand_over", 2, HandOver(), State.DELIVERING),
        ("release", 2, Release(), State.DELIVERING),
        ("release", 1, HandOver(), State.DELIVERING),  # our own parts would open nothing
        ("let_go", 2, None, State.CLOSED),
    ],
)
def test_the_owner_chose_the_last_word(
    last_word: str, held_here: int, owed: object, state: State
) -> None:
    ana = on_hold(*EVERYBODY, last_word=last_word, hold_days=90)
    ana.switch = replace(ana.switch, parts_needed=2, hold_copy=held_here)
    ana.until("2027-08-26 09:00")
    assert ana.states()[-2:] == ["27 Jul 09:00 quiet_wait", f"26 Aug 09:00 {state}"]
    given = [each for each in ana.outcomes[-1].effects if isinstance(each, Release | HandOver)]
    assert given == ([owed] if owed else [])


def test_one_alive_on_hold_pauses_and_a_sign_in_ends_it() -> None:
    assert on_hold().when("2027-06-01 10:00", says_alive, BEN).state is State.PAUSED
    assert on_hold().when("2027-06-01 10:00", sign_in).state is State.CAME_BACK


def test_a_hold_with_nobody_left_still_ends() -> None:
    ana = vigil(BEN, CHIDI).when("2027-04-15 10:00", step_down, BEN)
    ana.when("2027-04-15 11:00", step_down, CHIDI).until("2028-12-01 09:00")
    assert ana.when_was(Event.HOLD_OVER) == ["14 Apr 09:00"]
    assert ana.state is State.CLOSED


def test_a_long_hold_is_asked_about_every_ninety_days() -> None:
    ana = on_hold(*EVERYBODY, hold_days=600).until("2028-12-18 09:00")
    assert len(ana.when_was(Event.ASK_DAY)) == len((30, 60, 150, 240, 330, 420, 510))
    assert ana.when_was(Event.HOLD_OVER) == ["18 Dec 09:00"]


def test_where_enough_were_sure_after_all_the_death_is_not_unknown() -> None:
    ana = on_hold().until("2028-05-01 09:00")
    assert ana.switch.death_unknown
    ana = ana.when("2028-05-01 10:00", is_sure, BEN)
    assert ana.switch.death_unknown
    assert not ana.when("2028-05-02 10:00", is_sure, CHIDI).switch.death_unknown
