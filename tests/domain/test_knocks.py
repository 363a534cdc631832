"""Knocks: one for each person, ten minutes apart, and nobody is woken (R7, 10.3)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from tests.domain.people import BERLIN, at
from untilthen.domain.knocks import (
    QUIET_AT_MOST,
    Recipient,
    first_knock,
    in_daytime,
    is_quiet,
    knock_times,
)

FINN, GITA, HANA, IVO, BEN = (
    Recipient(11, BERLIN),
    Recipient(12, "Asia/Kolkata"),
    Recipient(13, "Asia/Tokyo"),
    Recipient(14, "Europe/Lisbon"),
    Recipient(1, BERLIN),
)
SUNDAY = date(2027, 4, 25)


def test_s1_five_knocks_from_ten_o_clock() -> None:
    times = knock_times(
        first_knock(SUNDAY, at("2027-04-25 09:00"), BERLIN), [FINN, GITA, HANA, IVO, BEN]
    )
    assert list(times) == [11, 12, 13, 14, 1]
    assert list(times.values()) == [
        at(f"2027-04-25 10:{minute}") for minute in ("00", "10", "20", "30", "40")
    ]


def test_s7_knocks_wait_an_hour_after_the_last_duty_sheet() -> None:
    assert first_knock(SUNDAY, at("2027-04-30 10:45"), BERLIN) == at("2027-04-30 11:45")
    assert first_knock(SUNDAY, at("2027-04-25 09:01"), BERLIN) == at("2027-04-25 10:01")


def test_without_duties_knocking_begins_at_ten_all_the_same() -> None:
    assert first_knock(SUNDAY, None, BERLIN) == at("2027-04-25 10:00")
    assert first_knock(SUNDAY, None, "Pacific/Kiritimati") == at(
        "2027-04-25 10:00", "Pacific/Kiritimati"
    )


def test_who_would_be_woken_waits_alone_for_eight_o_clock() -> None:
    honolulu = Recipient(15, "Pacific/Honolulu")
    times = knock_times(at("2027-04-25 10:00"), [FINN, honolulu, HANA])
    assert times[11] == at("2027-04-25 10:00")
    assert times[15] == at("2027-04-25 08:00", "Pacific/Honolulu")
    assert times[13] == at("2027-04-25 10:20")


def test_eight_is_daytime_and_nine_in_the_evening_is_not() -> None:
    assert in_daytime(at("2027-04-25 08:00"), BERLIN) == at("2027-04-25 08:00")
    assert in_daytime(at("2027-04-25 20:59:59"), BERLIN) == at("2027-04-25 20:59:59")
    assert in_daytime(at("2027-04-25 21:00"), BERLIN) == at("2027-04-26 08:00")
    assert in_daytime(at("2027-04-25 07:59:59"), BERLIN) == at("2027-04-25 08:00")


@given(
    some.datetimes(datetime(2027, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001
    some.sampled_from(["Asia/Tokyo", "America/Toronto", "Pacific/Kiritimati", "Asia/Kathmandu"]),
)
def test_nobody_is_knocked_at_night_or_kept_waiting_over_a_day(naive: datetime, zone: str) -> None:
    start = naive.replace(tzinfo=ZoneInfo("UTC"))
    knocked = in_daytime(start, zone)
    assert time(8) <= knocked.astimezone(ZoneInfo(zone)).time() < time(21)
    assert timedelta(0) <= knocked - start <= timedelta(hours=12)


def test_on_gitas_birthday_nobody_knocks_and_the_others_keep_their_slots() -> None:
    gita = Recipient(12, "Asia/Kolkata", frozenset({"04-25", "2027-04-26"}))
    times = knock_times(at("2027-04-25 10:00"), [FINN, gita, HANA])
    assert times[12] == at("2027-04-27 08:00", "Asia/Kolkata")
    assert (times[11], times[13]) == (at("2027-04-25 10:00"), at("2027-04-25 10:20"))


def test_a_quiet_date_is_a_day_where_its_person_lives() -> None:
    evening = at("2027-12-23 20:00")
    assert in_daytime(evening, "Asia/Tokyo", frozenset({"12-24"})) == at(
        "2027-12-25 08:00", "Asia/Tokyo"
    )
    assert in_daytime(evening, BERLIN, frozenset({"12-24"})) == evening


def test_a_date_with_a_year_is_quiet_once() -> None:
    easter = frozenset({"2031-04-13"})
    assert is_quiet(date(2031, 4, 13), easter)
    assert not is_quiet(date(2032, 4, 13), easter)


def test_who_is_born_on_29_february_has_two_quiet_days_in_other_years() -> None:
    leap = frozenset({"02-29"})
    assert in_daytime(at("2027-02-28 12:00"), BERLIN, leap) == at("2027-03-02 08:00")
    assert in_daytime(at("2028-02-28 12:00"), BERLIN, leap) == at("2028-02-28 12:00")
    assert in_daytime(at("2028-02-29 12:00"), BERLIN, leap) == at("2028-03-01 08:00")


def test_quiet_dates_keep_nobody_waiting_for_more_than_fourteen_days() -> None:
    all_december = frozenset(f"12-{day:02}" for day in range(1, 32))
    assert in_daytime(at("2027-12-01 10:00"), BERLIN, all_december) == at("2027-12-15 08:00")


def test_a_zone_that_leaves_a_day_out_has_no_quiet_date_on_it() -> None:
    apia = "Pacific/Apia"
    knocked = in_daytime(at("2011-12-29 10:00", apia), apia, frozenset({"12-29"}))
    assert knocked == at("2011-12-31 08:00", apia)
    both = frozenset({"12-29", "12-31"})
    assert in_daytime(at("2011-12-29 10:00", apia), apia, both) == at("2012-01-01 08:00", apia)


def test_eight_o_clock_is_eight_o_clock_on_the_day_the_clocks_change() -> None:
    eve = frozenset({"03-27"})
    assert in_daytime(at("2027-03-27 12:00"), BERLIN, eve) == at("2027-03-28 08:00")


@given(
    some.datetimes(datetime(2027, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001
    some.sampled_from(["Asia/Tokyo", "America/Toronto", "Pacific/Kiritimati", BERLIN]),
    some.frozensets(some.dates(date(2027, 1, 1), date(2029, 1, 1)).map(lambda day: f"{day:%m-%d}")),
)
def test_whatever_is_quiet_a_knock_comes_by_day_and_within_the_bound(
    naive: datetime, zone: str, quiet: frozenset[str]
) -> None:
    start = naive.replace(tzinfo=ZoneInfo("UTC"))
    knocked = in_daytime(start, zone, quiet)
    assert time(8) <= knocked.astimezone(ZoneInfo(zone)).time() < time(21)
    assert timedelta(0) <= knocked - start <= QUIET_AT_MOST + timedelta(hours=12)
