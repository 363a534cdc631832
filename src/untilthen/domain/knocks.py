"""When each recipient is knocked: once, ten minutes apart, in the daytime of where they live and
on none of their quiet dates (R7, 10.3, domain 4.2).
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from untilthen.domain.calendar import DAY, HOUR, MINUTE, at_hour, hour_after, local_day

FIRST_HOUR = 10
APART = 10 * MINUTE
AFTER_SHEETS = HOUR
EARLIEST_HOUR, LATEST_HOUR = 8, 21
QUIET_AT_MOST = 14 * DAY
"""How long quiet dates, or a guardian's "not yet", can keep a knock waiting."""
GUARDIAN_FIRST = DAY
"""How long a guardian knows before we knock at the young person's door."""
LEAP_DAY, BESIDE_LEAP_DAY = "02-29", ("02-28", "03-01")


@dataclass(frozen=True)
class Recipient:
    """Somebody to be knocked, in order of first appearance in the letters. `quiet` are their quiet
    dates: "12-24" in every year, or "2031-04-13" once.
    """

    person: int
    zone: str
    quiet: frozenset[str] = frozenset()


def first_knock(release_day: date, sheets_accepted: datetime | None, zone: str) -> datetime:
    """Return when knocking begins: 10:00 in the owner's zone, and an hour after the last duty
    sheet.
    """
    ten = at_hour(release_day, zone, FIRST_HOUR)
    return ten if sheets_accepted is None else max(ten, sheets_accepted + AFTER_SHEETS)


def knock_times(start: datetime, recipients: Iterable[Recipient]) -> dict[int, datetime]:
    """Return each recipient's knock; who would be woken, or has a quiet date, waits alone."""
    return {
        recipient.person: in_daytime(start + place * APART, recipient.zone, recipient.quiet)
        for place, recipient in enumerate(recipients)
    }


def in_daytime(at: datetime, zone: str, quiet: frozenset[str] = frozenset()) -> datetime:
    """Return `at`, or the next 08:00 in `zone` on a day that is not quiet, if it is night there or
    the day is; after fourteen days of quiet dates they count no longer.
    """
    if not is_daytime(at, zone):
        at = hour_after(at, zone, EARLIEST_HOUR)
    last = at + QUIET_AT_MOST - DAY
    while is_quiet(local_day(at, zone), quiet) and at <= last:
        at = hour_after(at, zone, EARLIEST_HOUR)
    return at


def is_daytime(at: datetime, zone: str) -> bool:
    """Return whether nobody in `zone` is woken at this hour."""
    local = at.astimezone(ZoneInfo(zone))
    return timedelta(hours=EARLIEST_HOUR) <= since_midnight(local) < timedelta(hours=LATEST_HOUR)


def is_quiet(day: date, quiet: frozenset[str]) -> bool:
    """Return whether `day` is one of somebody's quiet dates.

    In a year without 29 February that date is kept on the day before or after, and nobody tells us
    which: both are quiet.
    """
    in_every_year = f"{day:%m-%d}"
    if not isleap(day.year) and in_every_year in BESIDE_LEAP_DAY and LEAP_DAY in quiet:
        return True
    return in_every_year in quiet or day.isoformat() in quiet


def since_midnight(local: datetime) -> timedelta:
    """Return the time of day as a span."""
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
