"""Knocks: one for each person, ten minutes apart, and nobody is woken (R7, 10.3)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from tests.domain.people import BERLIN, at
from untilthen.domain.knocks import Recipient, first_knock, in_daytime, knock_times

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
