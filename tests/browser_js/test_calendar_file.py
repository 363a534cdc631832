"""The calendar file of a duty, made in the browser and read by another calendar library."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

NOW = datetime(2027, 4, 25, 8, tzinfo=UTC)
DAILY: dict[str, Any] = {
    "name": "Coffee; on the landing, 06:30 \\ daily",
    "why_it_matters": "It is how the day of Finn starts.\nEvery day.",
    "steps": ["Grind 18 g", "Moka pot, two cups"],
    "when": "daily",
    "time": "06:30",
    "zone": "Europe/Berlin",
}


def made(modules: Page, duty: dict[str, Any], now: datetime = NOW) -> str:
    """Return the file the browser makes, "" for none."""
    call = "([duty, at]) => modules.calendarOf(duty, '77777777-2222-4333-8444-555555555555', at)"
    text: str = modules.evaluate(call, [duty, now.timestamp() * 1000])
    return text


def event_in(text: str) -> Any:  # noqa: ANN401  icalendar's own component
    """Return the one event in a file, as another library reads it."""
    [event] = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_a_daily_duty_stands_at_its_time_where_it_is_done(modules: Page) -> None:
    text = made(modules, DAILY)
    event = event_in(text)
    begins = event.decoded("DTSTART")
    assert begins.replace(tzinfo=None) == datetime(2027, 4, 25, 6, 30)  # noqa: DTZ001
    assert str(event["SUMMARY"]) == DAILY["name"]
    words = "It is how the day of Finn starts.\nEvery day.\n\n1. Grind 18 g\n2. Moka pot, two cups"
    assert str(event["DESCRIPTION"]) == words
    assert event["RRULE"].to_ical() == b"FREQ=DAILY"
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Asia/Kolkata", "America/Toronto", "Africa/Lagos", "Pacific/Chatham"]
)
def test_the_clocks_of_the_place_change_as_they_do_there(modules: Page, zone: str) -> None:
    [found] = Calendar.from_ical(made(modules, DAILY | {"zone": zone})).walk("VTIMEZONE")
    theirs = found.to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    for year in range(2027, 2037):
        for month in range(1 if year > 2027 else 5, 13):
            shown = datetime.combine(date(year, month, 15), time(6, 30))
            offset = shown.replace(tzinfo=ZoneInfo(zone)).utcoffset()
            assert shown.replace(tzinfo=theirs).utcoffset() == offset, shown


def test_a_weekly_duty_begins_on_the_next_of_its_days_and_ends_when_it_should(
    modules: Page,
) -> None:
    duty = DAILY | {"when": "weekly", "weekdays": ["mo", "we"], "until": "2027-06-30"}
    event = event_in(made(modules, duty))
    assert event.decoded("DTSTART").date() == date(2027, 4, 26)
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270630T215900Z;BYDAY=MO,WE"


def test_a_duty_of_one_day_without_a_time_is_a_whole_day(modules: Page) -> None:
    text = made(modules, {"name": "Choir domain", "when": "date", "date": "2031-05-02"})
    assert event_in(text).decoded("DTSTART") == date(2031, 5, 2)
    assert "RRULE" not in text
    assert "VTIMEZONE" not in text


@pytest.mark.parametrize(
    "duty", [{}, {"when": "weekly"}, {"when": "date"}, {"when": "date", "date": "x"}, {"when": 5}]
)
def test_without_times_there_is_no_file(modules: Page, duty: dict[str, Any]) -> None:
    assert made(modules, {"name": "Any day"} | duty) == ""


@pytest.mark.parametrize(
    "name",
    ["ü" * 100, "☕👩‍👧 " * 30, "a,b;c\\n d\\\\", "x" * 74, "שלום " * 40, "line\nline", "7"],
)
def test_any_name_comes_back_and_no_line_is_too_long(modules: Page, name: str) -> None:
    text = made(modules, DAILY | {"name": name})
    assert str(event_in(text)["SUMMARY"]) == name
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
