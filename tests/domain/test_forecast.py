"""What would happen: every date in advance, exactly as it would then come (P7)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.people import BEN, BERLIN, DARA, EVERYBODY, Life, at, plan, vigil
from untilthen.domain.acts import draft
from untilthen.domain.forecast import forecast
from untilthen.domain.keeper_acts import is_sure
from untilthen.domain.settings import Settings
from untilthen.domain.states import State
from untilthen.domain.switch import Outcome, Switch


def both_sure(switch: Switch, now: datetime) -> tuple[Outcome, ...]:
    """Let Ben and Dara both be sure."""
    first = is_sure(switch, BEN, now)
    return (*first, *is_sure(first[-1].switch, DARA, now))


def test_silence_is_foretold_to_the_end_as_it_then_comes() -> None:
    switch = plan(*EVERYBODY)
    told = forecast(switch, switch.since, last_knock=lambda each: at("2028-05-27 10:40"))
    lived = Life(switch).until("2029-01-01 09:00")
    assert [(each.at, each.event) for each in told.outcomes if each.event != "all_knocked"] == [
        (each.at, each.event) for each in lived.outcomes if each.event != "all_knocked"
    ]
    assert told.closed_at == at("2028-06-26 09:00")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", BERLIN])
def test_a_release_is_foretold_for_ten_o_clock_of_its_day(zone: str) -> None:
    switch = plan(zone=zone)
    told = forecast(switch, switch.since)
    (knocked,) = [each.at for each in told.outcomes if each.event == "all_knocked"]
    assert knocked == at("2027-05-14 10:00", zone)
    assert told.closed_at is not None
    assert f"{told.closed_at.astimezone(ZoneInfo(zone)):%d %b %H:%M}" == "13 Jun 09:00"


def test_people_may_answer_on_the_way() -> None:
    switch = plan(*EVERYBODY)
    told = forecast(switch, switch.since, ((State.VIGIL, 3, both_sure),))
    assert told.closed_at == at("2027-05-24 09:00")
    assert [each.switch.state for each in told.outcomes].count(State.QUIET_WAIT) >= 1


def test_a_forecast_changes_nothing_and_is_the_same_twice() -> None:
    switch = vigil().switch
    now = at("2027-04-15 10:00")
    assert forecast(switch, now) == forecast(switch, now)


def test_a_forecast_made_late_begins_today_and_still_reaches_the_end() -> None:
    late = at("2027-04-20 15:00")
    told = forecast(plan(*EVERYBODY), late)
    assert told.outcomes[0].at == at("2027-04-21 09:00")
    assert told.closed_at is not None
    assert all(each.at >= late for each in told.outcomes)


def test_a_forecast_takes_the_mails_still_owed_as_accepted() -> None:
    waiting = Life(plan(*EVERYBODY), accepting=False).until("2027-03-28 09:00").switch
    told = forecast(waiting, at("2027-03-28 10:00"))
    assert told.outcomes[0].at == at("2027-03-31 09:00")


def test_a_draft_rests_for_three_years_and_the_forecast_says_so() -> None:
    now = at("2027-03-01 09:00")
    assert forecast(draft(Settings(zone=BERLIN), now), now).closed_at == at("2030-03-30 09:00")


def test_the_longest_plan_is_foretold_too() -> None:
    switch = plan(*EVERYBODY, hold_days=1825, goodbye_days=365, check_in_days=365)
    assert forecast(switch, switch.since).closed_at is not None
