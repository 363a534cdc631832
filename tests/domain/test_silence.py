"""Silence: the next dated step, once a day, at 09:00, and never in a hurry (R1, 10.3)."""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.domain.people import ANA, BEN, CHIDI, EVERYBODY, Life, at, plan
from untilthen.domain.acts import draft, sign_in
from untilthen.domain.settings import Settings
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import Event, State
from untilthen.domain.timetable import timetable

ZONES = [
    "Europe/Berlin",
    "Africa/Lagos",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]


def test_silence_alone_never_releases_a_plan_with_keepers_within_a_year() -> None:
    ana = Life(plan(*EVERYBODY)).until("2028-04-01 09:00")
    assert ana.state is State.ON_HOLD


@pytest.mark.parametrize("zone", ZONES)
def test_every_step_of_a_silent_life_falls_at_nine_where_ana_lives(zone: str) -> None:
    ana = Life(plan(*EVERYBODY, zone=zone), knocking=True)
    ana.until("2029-01-01 09:00")
    assert ana.state is State.CLOSED
    for outcome in ana.outcomes:
        local = outcome.at.astimezone(ZoneInfo(zone))
        hour = "10:40" if outcome.event is Event.ALL_KNOCKED else "09:00"
        assert f"{local:%H:%M}" == hour


@pytest.mark.parametrize("zone", ZONES)
def test_two_steps_never_fall_on_one_day(zone: str) -> None:
    ana = Life(plan(*EVERYBODY, zone=zone)).until("2029-01-01 09:00")
    steps = [each.at for each in ana.outcomes if each.event is not Event.ALL_KNOCKED]
    assert all(later - sooner > timedelta(hours=22) for sooner, later in pairwise(steps))


def test_before_the_hour_nothing_falls() -> None:
    switch = plan(*EVERYBODY)
    assert wake_at(switch) == at("2027-03-28 09:00")
    assert silence(switch, at("2027-03-28 08:59")) == (switch, ())


def test_a_step_within_the_hour_falls_at_once() -> None:
    _, outcomes = silence(plan(*EVERYBODY), at("2027-03-28 09:59"))
    assert [outcome.event for outcome in outcomes] == [Event.AHEAD_DAY]


def test_nothing_more_falls_while_mails_of_the_last_step_are_owed() -> None:
    ana = Life(plan(*EVERYBODY), accepting=False).until("2027-04-27 08:59")
    assert ana.mails_to(ANA) == ["28 Mar 09:00 check_in"]


def test_closed_is_for_good() -> None:
    ana = Life(plan(*EVERYBODY)).until("2029-01-01 09:00")
    assert wake_at(ana.switch) is None
    assert silence(ana.switch, at("2060-01-01 09:00")) == (ana.switch, ())


def test_a_draft_is_reminded_once_a_year_and_closed_after_three_years_and_thirty_days() -> None:
    begun = draft(Settings(zone="Europe/Berlin"), at("2027-03-01 09:00"))
    ana = Life(begun).until("2031-01-01 09:00")
    assert ana.mails_to(ANA) == [
        "29 Feb 09:00 yearly",
        "28 Feb 09:00 yearly",
        "28 Feb 09:00 yearly",
    ]
    assert ana.states() == ["30 Mar 09:00 closed"]


def test_a_sign_in_begins_the_three_years_again() -> None:
    begun = draft(Settings(zone="Europe/Berlin"), at("2027-03-01 09:00"))
    ana = Life(begun).when("2030-03-10 10:00", sign_in).until("2033-04-01 09:00")
    assert ana.state is State.DRAFT
    back = Life(plan(BEN, CHIDI)).when("2027-04-15 10:00", sign_in)
    back.when("2029-04-15 10:00", sign_in).until("2032-05-13 09:00")
    assert back.state is State.CAME_BACK
    assert back.until("2032-05-14 09:00").state is State.CLOSED


def test_the_notice_before_a_resting_plan_closes_must_arrive() -> None:
    begun = draft(Settings(zone="Europe/Berlin"), at("2027-03-01 09:00"))
    ana = Life(begun).until("2030-02-28 08:00")
    ana.accepting = False
    ana.until("2030-03-20 10:00")
    ana.accepting = True
    ana.accepted("2030-03-20 10:00").until("2031-01-01 09:00")
    assert ana.states() == ["20 Apr 09:00 closed"]


def test_a_state_without_dates_has_no_timetable() -> None:
    ana = Life(plan(BEN, CHIDI)).until("2029-01-01 09:00")
    assert timetable(ana.switch) == ()
