"""Time that was not Ana's silence: our own outages (R10, story S6) and mails that came late (R11,
story S7).
"""

from dataclasses import replace

from tests.domain.people import ANA, BEN, CHIDI, DARA, EVERYBODY, Life, at, plan, vigil
from untilthen.domain.acts import check_in, press_stop
from untilthen.domain.away import settled, were_away
from untilthen.domain.calendar import DAY, HOUR
from untilthen.domain.keeper_acts import invite, is_sure, keep_vigil
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import Event, State


def waiting() -> Life:
    """Return Ana's life in the quiet wait of story S1, which would end on 24 April at 20:30."""
    return vigil().when("2027-04-16 11:00", is_sure, BEN).when("2027-04-17 20:30", is_sure, DARA)


def test_s6_three_weeks_away_move_every_date_by_21_days() -> None:
    ana = Life(plan(*EVERYBODY)).away("2027-03-20 02:00", "2027-04-10 02:00")
    ana.until("2027-05-05 09:00")
    assert ana.mails_to(ANA) == [
        "10 Apr 09:00 outage_note",
        "18 Apr 09:00 check_in",
        "21 Apr 09:00 check_in",
        "24 Apr 09:00 reminder_1",
        "28 Apr 09:00 reminder_2",
        "3 May 09:00 reminder_3",
        "5 May 09:00 owner_warning",
    ]


def test_s6_a_check_in_after_our_return_begins_a_plain_round() -> None:
    ana = Life(plan(*EVERYBODY)).away("2027-03-20 02:00", "2027-04-10 02:00")
    ana.when("2027-04-10 09:30", check_in).until("2027-05-10 09:00")
    assert ana.when_was(Event.DUE_DAY) == ["10 May 09:00"]


def test_s6_in_the_quiet_wait_nothing_is_released_for_seven_days_after_our_return() -> None:
    ana = waiting().away("2027-04-23 02:00", "2027-05-14 02:00").until("2027-05-22 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["21 May 09:00"]
    assert ana.mails_to(ANA)[-3:] == [
        "21 Apr 09:00 quiet_wait",
        "14 May 09:00 outage_note",
        "20 May 09:00 quiet_wait",
    ]
    assert "14 May 09:00 outage_note" in ana.mails_to(CHIDI)


def test_an_outage_after_the_eve_brings_another_eve() -> None:
    ana = waiting().away("2027-04-24 10:00", "2027-05-15 10:00").until("2027-05-24 09:00")
    assert ana.mails_to(ANA)[-1] == "22 May 09:00 quiet_wait"
    assert ana.when_was(Event.QUIET_OVER) == ["23 May 09:00"]


def test_less_than_a_day_away_moves_nothing() -> None:
    ana = Life(plan(*EVERYBODY)).away("2027-03-20 02:00", "2027-03-21 01:59")
    assert ana.until("2027-03-28 09:00").mails_to(ANA) == ["28 Mar 09:00 check_in"]
    other = Life(plan(*EVERYBODY)).away("2027-03-20 02:00", "2027-03-21 02:00")
    assert other.until("2027-03-30 09:00").mails_to(ANA)[-1] == "29 Mar 09:00 check_in"


def test_a_step_missed_in_a_short_gap_fires_at_the_next_nine() -> None:
    switch = plan(*EVERYBODY)
    late = at("2027-03-28 10:30")
    switch, outcomes = silence(switch, late)
    assert not outcomes
    assert wake_at(switch) == at("2027-03-29 09:00")
    switch, outcomes = silence(switch, at("2027-03-29 09:00"))
    assert [each.event for each in outcomes] == [Event.AHEAD_DAY]


def test_a_step_missed_costs_nothing_once_its_mail_is_accepted() -> None:
    ana = Life(silence(plan(*EVERYBODY), at("2027-03-28 10:30"))[0]).until("2027-04-14 09:00")
    assert ana.mails_to(ANA)[:2] == ["29 Mar 09:00 check_in", "31 Mar 09:00 check_in"]
    assert ana.state is State.VIGIL


def test_steps_of_two_days_never_fire_together() -> None:
    switch = plan(BEN, CHIDI, reminder_days=(1, 2, 3), grace_days=7)
    ana = Life(switch).until("2027-04-01 09:00")
    ana.switch, outcomes = silence(ana.switch, at("2027-04-03 08:00"))
    assert not outcomes
    ana.now = at("2027-04-03 08:00")
    ana.until("2027-04-07 09:00")
    assert ana.mails_to(ANA)[-3:] == [
        "3 Apr 09:00 reminder_2",
        "4 Apr 09:00 reminder_3",
        "7 Apr 09:00 owner_warning",
    ]


def test_s7_a_reminder_accepted_four_days_late_moves_the_rest_by_five() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:59")
    ana.accepting = False
    ana.until("2027-04-07 10:44")
    assert ana.mails_to(ANA)[-1] == "3 Apr 09:00 reminder_1"
    ana.accepting = True
    ana.accepted("2027-04-07 10:45").until("2027-04-19 09:00")
    assert ana.mails_to(ANA)[-3:] == [
        "12 Apr 09:00 reminder_2",
        "17 Apr 09:00 reminder_3",
        "19 Apr 09:00 owner_warning",
    ]


def test_twelve_hours_late_costs_nothing_and_a_minute_more_a_day() -> None:
    for accepted, then in (("21:00", "7 Apr"), ("21:01", "8 Apr")):
        ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:59")
        ana.accepting = False
        ana.until("2027-04-03 09:00").accepted(f"2027-04-03 {accepted}")
        ana.accepting = True
        assert ana.until("2027-04-08 09:00").mails_to(ANA)[-1] == f"{then} 09:00 reminder_2"


def test_the_release_waits_for_the_mail_of_the_eve() -> None:
    ana = waiting().until("2027-04-24 08:00")
    ana.accepting = False
    ana.until("2027-04-26 12:00")
    assert ana.state is State.QUIET_WAIT
    ana.accepting = True
    ana.accepted("2027-04-26 12:00").until("2027-04-29 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["28 Apr 09:00"]


def test_a_late_eve_while_the_release_is_held_does_not_keep_it_for_ever() -> None:
    ana = waiting().away("2027-04-22 02:00", "2027-04-23 12:00").until("2027-04-30 08:00")
    ana.accepting = False
    ana.until("2027-04-30 22:00")
    assert ana.mails_to(ANA)[-1] == "30 Apr 09:00 quiet_wait"
    ana.accepting = True
    ana.accepted("2027-04-30 22:00").until("2027-05-05 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["1 May 09:00"]


def test_a_mail_that_never_arrives_is_waited_for_thirty_days() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:00")
    ana.accepting = False
    ana.until("2027-05-07 08:59")
    assert ana.mails_to(ANA)[-1] == "3 Apr 09:00 reminder_1"
    assert ana.when_was(Event.WAITED_ENOUGH) == ["3 May 09:00"]
    assert ana.until("2027-05-07 09:00").mails_to(ANA)[-1] == "7 May 09:00 reminder_2"


def test_our_own_absence_is_not_waiting_for_a_mail() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:00")
    ana.accepting = False
    ana.until("2027-04-03 09:00").away("2027-04-05 09:00", "2027-05-15 09:00")
    assert ana.until("2027-06-14 08:59").when_was(Event.WAITED_ENOUGH) == []
    assert ana.until("2027-06-14 09:00").when_was(Event.WAITED_ENOUGH) == ["14 Jun 09:00"]


def test_a_late_mail_and_our_outage_at_the_same_time_count_once() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:00")
    ana.accepting = False
    ana.until("2027-04-03 09:00").away("2027-04-04 09:00", "2027-04-06 09:00")
    ana.accepted("2027-04-06 09:05")
    ana.accepting = True
    assert ana.until("2027-04-12 09:00").mails_to(ANA)[-1] == "11 Apr 09:00 reminder_2"


def test_two_outages_within_one_late_mail_count_once() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 08:00")
    ana.accepting = False
    ana.until("2027-04-03 09:00").away("2027-04-04 09:00", "2027-04-06 09:00")
    ana.away("2027-04-07 09:00", "2027-04-09 09:00").accepted("2027-04-12 09:00")
    ana.accepting = True
    assert ana.until("2027-04-16 09:00").mails_to(ANA)[-1] == "16 Apr 09:00 reminder_2"


def test_two_outages_apart_are_two() -> None:
    switch, start = plan(*EVERYBODY), at("2027-03-10 02:00")
    for number in (1, 2):
        begins = start + number * 3 * DAY
        switch = were_away(switch, begins, begins + 30 * HOUR, number, begins + 30 * HOUR).switch
    assert switch.anchor == at("2027-04-04 09:00")


def test_an_outage_is_seen_once_and_not_by_a_plan_that_began_after_it() -> None:
    switch = plan(*EVERYBODY)
    before = were_away(switch, at("2027-02-01 09:00"), at("2027-03-01 09:00"), 7, switch.since)
    assert before.switch == replace(switch, outages_seen=7)


def test_within_seven_days_of_our_return_mails_may_leave_but_nothing_moves_on() -> None:
    ana = Life(plan(*EVERYBODY)).until("2027-04-03 10:00")
    ana.away("2027-04-11 08:00", "2027-04-12 09:00").until("2027-04-30 09:00")
    assert ana.mails_to(ANA)[-4:] == [
        "12 Apr 09:00 outage_note",
        "14 Apr 09:00 reminder_3",
        "19 Apr 09:00 owner_warning",
        "26 Apr 09:00 owner_warning",
    ]


def test_people_may_act_within_those_seven_days() -> None:
    ana = vigil().away("2027-04-15 08:00", "2027-04-16 09:00")
    ana.when("2027-04-16 10:00", is_sure, BEN).when("2027-04-16 11:00", is_sure, DARA)
    assert ana.state is State.QUIET_WAIT
    assert ana.when("2027-04-16 12:00", press_stop).state is State.STOPPED


def test_a_vigil_kept_and_an_invitation_are_moved_too() -> None:
    ana = vigil(BEN, CHIDI).when("2027-04-15 10:00", keep_vigil, BEN)
    ana.when("2027-04-15 11:00", invite, DARA, "address 3")
    ana.away("2027-04-16 10:00", "2027-04-18 10:00").until("2027-04-20 09:59")
    assert ana.when_was(Event.VIGIL_LAPSED) == []
    ana.until("2027-04-24 11:00")
    assert ana.when_was(Event.VIGIL_LAPSED) == ["20 Apr 10:00"]
    assert ana.when_was(Event.INVITATION_REMINDED) == ["24 Apr 11:00"]


def test_a_press_that_holds_is_moved_too() -> None:
    switch = replace(vigil().switch, pressed_until=at("2027-04-17 10:00"))
    away = were_away(switch, at("2027-04-15 10:00"), at("2027-04-17 10:00"), 1, switch.since)
    assert away.switch.pressed_until == at("2027-04-19 10:00")


def test_an_older_steps_receipt_changes_nothing() -> None:
    switch = Life(plan(*EVERYBODY), accepting=False).until("2027-03-28 09:00").switch
    late = settled(switch, switch.step - 1, at("2027-04-20 09:00"), at("2027-04-20 09:00"))
    assert late.switch == switch


def test_the_notice_of_a_lapse_waits_as_long_as_we_were_away() -> None:
    ana = vigil().when("2027-04-14 10:00", keep_vigil, BEN).until("2027-04-17 10:00")
    ana.away("2027-04-17 11:00", "2027-04-18 12:00").until("2027-04-20 09:00")
    assert ana.when_was(Event.LAPSE_TOLD) == ["20 Apr 09:00"]
