"""A round of check-ins: what Ana is written, and when, while she only is late (R1, R2, 10.1)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.domain.people import ANA, BEN, CHIDI, EVERYBODY, Life, plan
from untilthen.domain.acts import check_in, pause, press_stop, rearm, sign_in
from untilthen.domain.keeper_acts import says_alive
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Switch

Act = Callable[[Switch, datetime], Outcome]


def test_ana_is_written_ahead_on_the_day_and_three_times_after_it() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-14 08:59")
    assert ana.mails_to(ANA) == [
        "28 Mar 09:00 check_in",
        "31 Mar 09:00 check_in",
        "3 Apr 09:00 reminder_1",
        "7 Apr 09:00 reminder_2",
        "12 Apr 09:00 reminder_3",
    ]
    assert ana.states() == ["31 Mar 09:00 due", "3 Apr 09:00 overdue"]
    assert not ana.mails_to(BEN)


@pytest.mark.parametrize("act", [check_in, press_stop, sign_in])
@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2027-03-10 10:00", "9 Apr 09:00"),
        ("2027-03-31 10:00", "30 Apr 09:00"),
        ("2027-04-05 10:00", "5 May 09:00"),
    ],
)
def test_any_sign_of_life_begins_a_new_round(act: Act, moment: str, then: str) -> None:
    ana = Life(plan(*EVERYBODY)).when(moment, act)
    assert ana.state is State.LIVING
    assert ana.until("2027-05-06 09:00").when_was(Event.DUE_DAY)[-1] == then


def test_a_check_in_from_bed_at_half_past_eight_counts_thirty_days_from_that_day() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-11 08:30", check_in).until("2027-04-10 09:00")
    assert ana.states() == ["10 Apr 09:00 due"]


def test_keepers_hear_nothing_while_ana_checks_in() -> None:
    ana = Life(plan(*EVERYBODY))
    for day in ("2027-03-31 12:00", "2027-05-02 12:00", "2027-06-05 12:00", "2027-07-10 12:00"):
        ana.when(day, check_in)
    assert not [mail for mail in ana.mails if mail.person != ANA]


def test_another_rhythm_has_its_own_dates_and_numbers() -> None:
    ana = Life(
        plan(
            BEN,
            CHIDI,
            check_in_days=14,
            mail_ahead_days=0,
            reminder_days=(1, 2, 5, 9),
            grace_days=10,
        )
    ).until("2027-03-25 09:00")
    assert ana.mails_to(ANA) == [
        "15 Mar 09:00 check_in",
        "16 Mar 09:00 reminder_1",
        "17 Mar 09:00 reminder_2",
        "20 Mar 09:00 reminder_3",
        "24 Mar 09:00 reminder_4",
        "25 Mar 09:00 owner_warning",
    ]


def test_a_sign_of_life_is_remembered_with_its_time() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-10 10:00", check_in)
    assert ana.switch.heard_at == ana.switch.since
    later = ana.switch.since
    ana.until("2027-04-20 10:00")
    assert ana.switch.heard_at == later


def test_a_pause_ends_as_if_its_last_day_were_the_due_day() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-20 10:00", pause, date(2027, 5, 14))
    ana.until("2027-05-28 09:00")
    assert ana.mails_to(ANA)[:5] == [
        "11 May 09:00 check_in",
        "14 May 09:00 check_in",
        "17 May 09:00 reminder_1",
        "21 May 09:00 reminder_2",
        "26 May 09:00 reminder_3",
    ]
    assert ana.states()[1:] == ["14 May 09:00 due", "17 May 09:00 overdue", "28 May 09:00 vigil"]


def test_a_pause_of_a_year_is_the_longest_and_yesterday_is_none() -> None:
    ana = Life(plan(*EVERYBODY))
    assert ana.refused("2027-03-10 10:00", pause, date(2027, 3, 10)) == "pause_out_of_range"
    assert ana.refused("2027-03-10 10:00", pause, date(2028, 3, 10)) == "pause_out_of_range"
    assert ana.when("2027-03-10 10:00", pause, date(2028, 3, 9)).state is State.PAUSED


def test_a_short_pause_writes_only_on_its_last_day() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-10 10:00", pause, date(2027, 3, 12))
    assert ana.until("2027-03-13 09:00").mails_to(ANA) == ["12 Mar 09:00 check_in"]


def test_only_arming_again_brings_ana_back_to_living() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-04-14 12:00", sign_in)
    assert ana.state is State.CAME_BACK
    assert ana.refused("2027-04-15 12:00", check_in) == "nothing_to_stop"
    ana.when("2027-05-02 11:00", rearm).until("2027-06-01 09:00")
    assert ana.states()[-2:] == ["2 May 11:00 living", "1 Jun 09:00 due"]


def test_a_pause_that_ana_sets_is_a_sign_of_life_and_one_her_keeper_brings_is_not() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-20 10:00", pause, date(2027, 5, 14))
    assert ana.switch.heard_at == ana.switch.since
    heard, vouched = ana.switch.heard_at, ana.until("2027-05-28 09:00")
    vouched.when("2027-05-28 12:00", says_alive, BEN)
    assert (vouched.state, vouched.switch.heard_at) == (State.PAUSED, heard)
