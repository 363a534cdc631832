"""Asking somebody to be a keeper: twice at most, and no is no (R13, 10.4; story S4)."""

from typing import Any

import pytest

from tests.domain.people import ANA, BEN, BERLIN, CHIDI, DARA, ELI, EVERYBODY, Life, at, plan
from untilthen.domain.acts import arm, draft, press_stop
from untilthen.domain.keeper import Promise
from untilthen.domain.keeper_acts import (
    become_unreachable,
    decline,
    invite,
    is_sure,
    keep_vigil,
    promise,
    remind,
    step_down,
    take_off,
    withdraw_invitation,
)
from untilthen.domain.plain import from_plain
from untilthen.domain.settings import Settings
from untilthen.domain.states import State

FARAH = 9


def four_invited(**chosen: object) -> Life:
    """Return Ana's draft on 1 February 2027, when she asked four people."""
    begun = draft(from_plain(Settings, {"zone": BERLIN, **chosen}), at("2027-02-01 09:00"))
    ana = Life(begun, now=at("2027-02-01 09:00"))
    for person in EVERYBODY:
        ana.when("2027-02-01 10:00", invite, person, f"address {person}")
    return ana


def test_s4_three_promise_one_declines_and_one_never_answers() -> None:
    ana = four_invited().when("2027-02-01 12:00", promise, BEN)
    assert ana.state is State.DRAFT
    ana.when("2027-02-02 12:00", promise, CHIDI)
    assert ana.state is State.DRAFT, "two promises, and nobody holds a part yet"
    ana.seals("2027-02-02 12:00", BEN, CHIDI)
    assert ana.states() == ["2 Feb 12:00 living"]
    ana.when("2027-02-03 12:00", promise, DARA).when("2027-02-04 18:00", decline, ELI)
    ana.when("2027-02-06 10:00", invite, FARAH, "address 9").until("2027-03-01 09:00")
    assert ana.mails_to(FARAH) == ["6 Feb 10:00 invitation", "13 Feb 10:00 invitation_reminder"]
    assert ana.mails_to(ELI) == ["1 Feb 10:00 invitation"]
    assert ana.mails_to(BEN) == ["1 Feb 10:00 invitation", "1 Feb 12:00 promise_receipt"]
    assert ana.mails_to(ANA)[:5] == [
        "1 Feb 12:00 keeper_change",
        "2 Feb 12:00 keeper_change",
        "3 Feb 12:00 keeper_change",
        "4 Feb 18:00 keeper_change",
        "20 Feb 10:00 keeper_change",
    ]
    assert ana.switch.keepers[-1].promise is Promise.EXPIRED


def test_nobody_is_asked_a_second_time() -> None:
    ana = four_invited().when("2027-02-04 18:00", decline, ELI)
    assert ana.refused("2027-02-05 10:00", invite, ELI, "address 4") == "already_asked"
    assert ana.refused("2027-02-05 10:00", promise, ELI) == "not_invited"
    assert ana.refused("2027-02-05 10:00", decline, ELI) == "not_invited"
    assert ana.refused("2027-02-05 10:00", promise, FARAH) == "not_a_keeper"


def test_an_invitation_that_ran_out_cannot_be_taken() -> None:
    ana = four_invited()
    assert ana.refused("2027-02-15 10:00", promise, BEN) == "not_invited"


def test_two_with_one_address_do_not_arm_a_plan() -> None:
    begun = draft(Settings(zone=BERLIN), at("2027-02-01 09:00"))
    ana = Life(begun, now=at("2027-02-01 09:00"))
    for person in (BEN, CHIDI):
        ana.when("2027-02-01 10:00", invite, person, "one address")
        ana.when("2027-02-01 11:00", promise, person)
    assert ana.seals("2027-02-01 11:30", BEN, CHIDI).state is State.DRAFT
    assert ana.refused("2027-02-01 12:00", arm) == "too_few_keepers"
    ana.when("2027-02-02 10:00", invite, DARA, "another")
    ana.when("2027-02-02 11:00", promise, DARA)
    assert ana.seals("2027-02-02 11:00", BEN, CHIDI, DARA).state is State.LIVING


def test_three_must_promise_where_three_must_be_sure() -> None:
    ana = four_invited(sure_needed=3).when("2027-02-01 12:00", promise, BEN)
    ana.when("2027-02-02 12:00", promise, CHIDI)
    assert ana.seals("2027-02-02 12:00", BEN, CHIDI).state is State.DRAFT
    ana.when("2027-02-03 12:00", promise, DARA)
    assert ana.seals("2027-02-03 12:00", BEN, CHIDI, DARA).state is State.LIVING


def test_a_plan_without_keepers_is_armed_only_by_choice() -> None:
    now = at("2027-02-01 09:00")
    assert arm(draft(Settings(zone=BERLIN, solo=True), now), now).switch.state is State.LIVING
    keeperless = Life(draft(Settings(zone=BERLIN), now), now=now)
    assert keeperless.refused("2027-02-02 09:00", arm) == "too_few_keepers"


def test_a_living_plan_never_goes_back_to_draft() -> None:
    ana = Life(plan(BEN, CHIDI)).when("2027-03-05 10:00", step_down, BEN)
    ana.when("2027-03-05 11:00", step_down, CHIDI)
    assert ana.state is State.LIVING
    assert ana.mails_to(ANA) == ["5 Mar 10:00 keeper_change", "5 Mar 11:00 keeper_change"]


def test_an_address_that_fails_is_noted_once() -> None:
    ana = Life(plan(BEN, CHIDI)).when("2027-03-05 10:00", become_unreachable, BEN)
    ana.when("2027-03-05 11:00", become_unreachable, BEN)
    assert ana.mails_to(ANA) == ["5 Mar 10:00 keeper_change"]
    assert ana.switch.keepers[0].promise is Promise.UNREACHABLE


def test_whose_invitation_is_open_is_neither_asked_nor_counted() -> None:
    ana = Life(plan(BEN, CHIDI)).when("2027-04-10 10:00", invite, DARA, "address 3")
    ana.until("2027-04-14 09:00")
    assert ana.mails_to(DARA) == ["10 Apr 10:00 invitation"]
    for act in (is_sure, keep_vigil, step_down):
        assert ana.refused("2027-04-14 10:00", act, DARA) == "no_promise_stands"


def test_after_a_release_nobody_is_invited_reminded_or_sworn_in() -> None:
    ana = Life(plan(BEN, CHIDI)).until("2027-04-14 10:00").when("2027-04-14 10:00", is_sure, BEN)
    ana.when("2027-04-14 11:00", is_sure, CHIDI)
    ana.when("2027-04-20 12:00", invite, DARA, "address 3").until("2027-05-10 12:00")
    assert ana.state is State.GOODBYES
    assert ana.mails_to(DARA) == ["20 Apr 12:00 invitation"]
    assert ana.refused("2027-05-10 12:00", promise, DARA) == "too_late"
    assert ana.refused("2027-05-10 12:00", invite, ELI, "address 4") == "too_late"


@pytest.mark.parametrize("act", [step_down, promise, decline, become_unreachable, is_sure])
def test_a_closed_plan_takes_nothing_more(act: Any) -> None:  # noqa: ANN401
    ana = Life(plan(BEN, CHIDI)).until("2029-01-01 09:00")
    assert ana.refused("2029-01-02 09:00", act, BEN) == "too_late"
    assert ana.refused("2029-01-02 09:00", press_stop) == "nothing_to_stop"


def test_nobody_hears_of_an_open_invitation_to_a_closed_plan() -> None:
    ana = Life(plan(BEN, CHIDI, last_word="let_go")).until("2028-05-20 12:00")
    ana.when("2028-05-20 12:00", invite, DARA, "address 3").until("2030-01-01 09:00")
    assert ana.mails_to(DARA) == ["20 May 12:00 invitation"]
    assert ana.states()[-2:] == ["27 Apr 09:00 quiet_wait", "27 May 09:00 closed"]


def test_ten_invitations_can_be_open_at_a_time() -> None:
    ana = Life(plan(BEN, CHIDI), now=at("2027-03-01 09:00"))
    for person in range(20, 30):
        ana.when("2027-03-01 10:00", invite, person, f"address {person}")
    assert ana.refused("2027-03-01 11:00", invite, 30, "address 30") == "too_many_invitations"
    ana.when("2027-03-01 12:00", withdraw_invitation, 20)
    ana.when("2027-03-01 12:01", invite, 30, "address 30")


def test_an_address_that_said_no_is_not_asked_again_under_another_name() -> None:
    ana = four_invited().when("2027-02-04 18:00", decline, ELI)
    assert ana.refused("2027-02-05 10:00", invite, FARAH, "address 4") == "already_asked"


def test_the_one_reminder_can_come_earlier_and_never_twice() -> None:
    ana = four_invited().when("2027-02-03 10:00", remind, BEN)
    assert ana.refused("2027-02-04 10:00", remind, BEN) == "reminded_already"
    ana.until("2027-02-20 09:00")
    assert ana.mails_to(BEN) == ["1 Feb 10:00 invitation", "3 Feb 10:00 invitation_reminder"]


def test_a_keeper_who_is_taken_off_no_longer_counts_and_both_are_told() -> None:
    ana = Life(plan(*EVERYBODY), now=at("2027-03-01 09:00"))
    ana.when("2027-03-08 09:00", take_off, DARA)
    dara = ana.switch.keepers[2]
    assert (dara.promise, dara.counts) == (Promise.STEPPED_DOWN, False)
    assert ana.mails_to(DARA) == ana.mails_to(ANA) == ["8 Mar 09:00 keeper_change"]
    assert ana.mails_to(BEN) == []
    assert ana.refused("2027-03-09 09:00", take_off, DARA) == "no_promise_stands"
