"""Parts of the key, as far as the rules know them: proven, asked after once a year, and counted
only with the word that comes with them (10.4, 10.5).
"""

from dataclasses import replace

import pytest

from tests.domain.people import (
    BEN,
    CHIDI,
    DARA,
    EVERYBODY,
    Life,
    at,
    hold_parts,
    plan,
    vigil,
)
from untilthen.domain.acts import check_in
from untilthen.domain.keeper import Answer
from untilthen.domain.keeper_acts import is_sure, step_down
from untilthen.domain.parts import cannot_open, part_proven, set_in_force
from untilthen.domain.states import State
from untilthen.domain.switch import Outcome, Switch


def sure_without_part(switch: Switch, person: int, now: object) -> tuple[Outcome, ...]:
    return is_sure(switch, person, now, with_part=False)  # type: ignore[arg-type]


def on_hold() -> Life:
    """Return Ana's plan on hold since 28 April, nobody having answered; two parts open it."""
    ana = Life(plan(*EVERYBODY, one_keeper_after_days=180))
    ana.switch = replace(ana.switch, parts_needed=2)
    ana.until("2027-04-28 09:00")
    assert ana.state is State.ON_HOLD
    return ana


def test_a_new_set_takes_the_place_of_the_old_one() -> None:
    switch = plan(*EVERYBODY)
    after = hold_parts(switch, BEN, DARA, now=at("2027-03-02 10:00"))[-1].switch
    assert [each.person for each in after.keepers if each.holds_part] == [BEN, DARA]
    assert after.state is State.LIVING
    assert after.parts_needed == 2


def test_a_keeper_who_proves_a_part_later_holds_one_too() -> None:
    switch = hold_parts(plan(*EVERYBODY), BEN, DARA, now=at("2027-03-02 10:00"))[-1].switch
    after = part_proven(switch, CHIDI, at("2027-03-05 10:00")).switch
    assert [each.person for each in after.keepers if each.holds_part] == [BEN, CHIDI, DARA]


def test_whoever_left_proves_nothing() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-02 10:00", step_down, BEN)
    assert ana.refused("2027-03-03 10:00", part_proven, BEN) == "no_promise_stands"


def test_sure_without_a_part_is_written_down_and_does_not_count() -> None:
    ana = vigil().when("2027-04-15 10:00", sure_without_part, BEN)
    ana.when("2027-04-15 11:00", is_sure, CHIDI)
    assert ana.state is State.VIGIL
    assert ana.switch.keepers[0].answer is Answer.SURE_WITHOUT_PART
    assert ana.when("2027-04-15 12:00", is_sure, DARA).state is State.QUIET_WAIT


def test_with_the_part_found_the_same_keeper_counts() -> None:
    ana = vigil().when("2027-04-15 10:00", sure_without_part, BEN)
    ana.when("2027-04-15 11:00", is_sure, CHIDI).when("2027-04-15 12:00", is_sure, BEN)
    assert ana.state is State.QUIET_WAIT


def test_as_many_must_be_sure_as_have_parts_enough_to_open() -> None:
    ana = vigil()
    ana.switch = replace(ana.switch, parts_needed=3)
    ana.when("2027-04-15 10:00", is_sure, BEN).when("2027-04-15 11:00", is_sure, CHIDI)
    assert ana.state is State.VIGIL
    assert ana.when("2027-04-15 12:00", is_sure, DARA).state is State.QUIET_WAIT


def test_once_a_year_each_keeper_is_asked_whether_all_is_still_right() -> None:
    ana = Life(plan(BEN, CHIDI))  # who proved their parts 40 days before, on 20 January
    for month in range(4, 13):
        ana.when(f"2027-{month:02d}-01 08:00", check_in)
    ana.when("2028-01-01 08:00", check_in)
    ana.switch = part_proven(ana.switch, CHIDI, at("2028-01-10 10:00")).switch
    ana.until("2028-01-29 08:00")
    asked = [mail for mail in ana.mails_to(BEN) if "yearly" in mail]
    assert asked == ["20 Jan 09:00 yearly"]
    assert [mail for mail in ana.mails_to(CHIDI) if "yearly" in mail] == []


@pytest.mark.parametrize(
    ("held_here", "when", "state"),
    [
        (1, "2027-10-24 10:00", State.ON_HOLD),  # day 179
        (1, "2027-10-25 10:00", State.QUIET_WAIT),
        (0, "2027-10-25 10:00", State.ON_HOLD),  # no hold copy: one part would open nothing
    ],
)
def test_late_in_a_hold_one_keeper_may_be_enough(held_here: int, when: str, state: State) -> None:
    ana = on_hold()
    ana.switch = replace(ana.switch, hold_copy=held_here)
    ana.when(when, is_sure, BEN)
    assert ana.state is state


def test_one_keeper_alone_begins_a_wait_of_thirty_days() -> None:
    ana = on_hold()
    ana.switch = replace(ana.switch, hold_copy=1)
    ana.when("2027-11-01 10:00", is_sure, BEN).until("2027-12-31 12:00")
    assert ana.states()[-3:] == [
        "1 Nov 10:00 quiet_wait",
        "2 Dec 09:00 delivering",
        "2 Dec 10:40 goodbyes",
    ]


def test_a_release_that_cannot_be_opened_is_tried_for_a_month_then_given_sealed() -> None:
    ana = vigil().when("2027-04-15 10:00", is_sure, BEN).when("2027-04-15 11:00", is_sure, DARA)
    assert ana.until("2027-04-23 08:59").state is State.QUIET_WAIT
    tried = cannot_open(ana.switch, at("2027-04-23 09:00"))
    assert tried.postponed_to == at("2027-04-24 09:00")
    assert tried.wait is not None
    assert tried.wait.then == "release"
    given_up = cannot_open(tried, at("2027-05-23 09:00"))
    assert given_up.wait is not None
    assert given_up.wait.then == "hand_over"


def test_a_draft_with_too_few_parts_stays_one() -> None:
    now = at("2027-03-02 10:00")
    begun = replace(plan(*EVERYBODY), state=State.DRAFT)
    assert set_in_force(begun, {BEN: now}, 2, 0, now)[-1].switch.state is State.DRAFT
    assert set_in_force(begun, {BEN: now, DARA: now}, 2, 0, now)[-1].switch.state is State.LIVING
