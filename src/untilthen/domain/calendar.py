"""Days and hours in somebody's zone. Instants are aware and in UTC; days are dates in the owner's
zone.

Every step of a plan falls at 09:00 where the owner lives, summer time or not (R1).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
STEP_HOUR = 9


def at_hour(day: date, zone: str, hour: int = STEP_HOUR) -> datetime:
    """Return the instant at which it is `hour` o'clock on `day` in `zone`."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def local_day(at: datetime, zone: str) -> date:
    """Return the date that `at` has in `zone`."""
    return at.astimezone(ZoneInfo(zone)).date()


def hour_at_or_after(at: datetime, zone: str, hour: int = STEP_HOUR) -> datetime:
    """Return the first `hour` o'clock in `zone` that is not before `at`."""
    day = local_day(at, zone)
    today = at_hour(day, zone, hour)
    return today if today >= at else at_hour(day + DAY, zone, hour)


def hour_after(at: datetime, zone: str, hour: int = STEP_HOUR) -> datetime:
    """Return the first `hour` o'clock in `zone` that is later than `at`."""
    day = local_day(at, zone)
    today = at_hour(day, zone, hour)
    return today if today > at else at_hour(day + DAY, zone, hour)


def shifted(at: datetime, days: int, zone: str) -> datetime:
    """Return the same time of day, `days` calendar days on, in `zone`."""
    local = at.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date() + days * DAY, local.timetz()).astimezone(UTC)


def days_rounded_up(span: timedelta) -> int:
    """Return how many whole days cover `span` (0 for nothing)."""
    return max(0, -(-span // DAY))
