"""Days and hours where somebody lives: summer time in both directions, zones without it, the first
and the last place on earth to see a day, and 29 February (R1).
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.domain.people import at
from untilthen.domain.calendar import (
    DAY,
    HOUR,
    at_hour,
    days_rounded_up,
    hour_after,
    hour_at_or_after,
    local_day,
    shifted,
)

INSTANTS = some.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)
ZONES = some.sampled_from(
    [
        "Europe/Berlin",
        "Europe/Lisbon",
        "America/Toronto",
        "America/St_Johns",
        "Asia/Tokyo",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ]
)


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2027, 3, 27), "Europe/Berlin", "2027-03-27T08:00"),
        (date(2027, 3, 28), "Europe/Berlin", "2027-03-28T07:00"),
        (date(2027, 10, 30), "Europe/Berlin", "2027-10-30T07:00"),
        (date(2027, 10, 31), "Europe/Berlin", "2027-10-31T08:00"),
        (date(2027, 7, 1), "Asia/Tokyo", "2027-07-01T00:00"),
        (date(2027, 7, 1), "Asia/Kathmandu", "2027-07-01T03:15"),
        (date(2027, 7, 1), "Pacific/Kiritimati", "2027-06-30T19:00"),
        (date(2027, 7, 1), "Pacific/Pago_Pago", "2027-07-01T20:00"),
        (date(2028, 2, 29), "Europe/Berlin", "2028-02-29T08:00"),
    ],
)
def test_nine_o_clock_is_nine_o_clock_there(day: date, zone: str, instant: str) -> None:
    assert at_hour(day, zone) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_one_instant_has_two_dates_on_earth() -> None:
    noon = datetime(2027, 3, 1, 11, tzinfo=UTC)
    assert local_day(noon, "Pacific/Kiritimati") == date(2027, 3, 2)
    assert local_day(noon, "Pacific/Pago_Pago") == date(2027, 3, 1)


def test_a_year_later_may_be_29_february() -> None:
    assert date(2027, 3, 1) + 365 * DAY == date(2028, 2, 29)
    assert shifted(at("2028-02-28 09:00"), 1, "Europe/Berlin") == at("2028-02-29 09:00")
    assert shifted(at("2028-02-29 09:00"), 365, "Europe/Berlin") == at("2029-02-28 09:00")


def test_a_shift_keeps_the_time_of_day_over_summer_time() -> None:
    assert shifted(at("2027-03-20 20:30"), 21, "Europe/Berlin") == at("2027-04-10 20:30")
    assert shifted(at("2027-10-20 20:30"), 21, "Europe/Berlin") == at("2027-11-10 20:30")
    assert shifted(at("2027-03-27 02:30"), 1, "Europe/Berlin") == at("2027-03-28 03:30")


def test_nine_itself_counts_for_at_or_after_and_not_for_after() -> None:
    nine = at("2027-04-25 09:00")
    assert hour_at_or_after(nine, "Europe/Berlin") == nine
    assert hour_after(nine, "Europe/Berlin") == nine + DAY
    assert hour_at_or_after(nine + timedelta(seconds=1), "Europe/Berlin") == nine + DAY


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (timedelta(0), 0),
        (-HOUR, 0),
        (timedelta(seconds=1), 1),
        (DAY, 1),
        (DAY + timedelta(microseconds=1), 2),
        (20 * DAY + 23 * HOUR, 21),
        (4 * DAY + timedelta(hours=1, minutes=45), 5),
    ],
)
def test_spans_are_rounded_up_to_days(span: timedelta, days: int) -> None:
    assert days_rounded_up(span) == days


@given(INSTANTS, ZONES)
def test_the_next_nine_is_within_25_hours_and_in_order(instant: datetime, zone: str) -> None:
    first, later = hour_at_or_after(instant, zone), hour_after(instant, zone)
    assert instant <= first <= later
    assert instant < later <= instant + 25 * HOUR
    assert at_hour(local_day(first, zone), zone) == first


@given(INSTANTS, ZONES, some.integers(0, 400), some.integers(0, 400))
def test_a_longer_shift_is_never_earlier(instant: datetime, zone: str, one: int, two: int) -> None:
    sooner, later = sorted((one, two))
    assert instant <= shifted(instant, sooner, zone) + HOUR
    assert (
        local_day(shifted(instant, sooner, zone), zone) == local_day(instant, zone) + sooner * DAY
    )
    assert shifted(instant, sooner, zone) <= shifted(instant, later, zone)
