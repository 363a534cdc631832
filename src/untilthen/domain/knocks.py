"""When each recipient is knocked: once, ten minutes apart, in the daytime of where they live (R7,
10.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from untilthen.domain.calendar import HOUR, MINUTE, at_hour, hour_after

FIRST_HOUR = 10
APART = 10 * MINUTE
AFTER_SHEETS = HOUR
EARLIEST_HOUR, LATEST_HOUR = 8, 21


@dataclass(frozen=True)
class Recipient:
    """Somebody to be knocked, in order of first appearance in the letters."""

    person: int
    zone: str


def first_knock(release_day: date, sheets_accepted: datetime | None, zone: str) -> datetime:
    """Return when knocking begins: 10:00 in the owner's zone, and an hour after the last duty
    sheet.
    """
    ten = at_hour(release_day, zone, FIRST_HOUR)
    return ten if sheets_accepted is None else max(ten, sheets_accepted + AFTER_SHEETS)


def knock_times(start: datetime, recipients: Iterable[Recipient]) -> dict[int, datetime]:
    """Return each recipient's knock; who would be woken waits alone for 08:00 there."""
    return {
        recipient.person: in_daytime(start + place * APART, recipient.zone)
        for place, recipient in enumerate(recipients)
    }


def in_daytime(at: datetime, zone: str) -> datetime:
    """Return `at`, or the next 08:00 in `zone` if it is night there."""
    local = at.astimezone(ZoneInfo(zone))
    if timedelta(hours=EARLIEST_HOUR) <= since_midnight(local) < timedelta(hours=LATEST_HOUR):
        return at
    return hour_after(at, zone, EARLIEST_HOUR)


def since_midnight(local: datetime) -> timedelta:
    """Return the time of day as a span."""
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
