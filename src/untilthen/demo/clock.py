"""The demo's clock: it stands still until a visitor moves it, and is kept with the data."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from untilthen.demo.models import Stage

ZONE = "Europe/Berlin"
THE_STAGE = 1


def stage() -> Stage:
    """Return the one row of the demo."""
    return Stage.objects.get(pk=THE_STAGE)


def stage_now() -> datetime:
    """Return the demo's instant: what `edge.now` is in this process."""
    return Stage.objects.values_list("at", flat=True).get(pk=THE_STAGE)


def set_stage(at: datetime) -> None:
    """Move the clock to an instant."""
    Stage.objects.update_or_create(pk=THE_STAGE, defaults={"at": at})


def next_day(now: datetime) -> datetime:
    """Return the same time of day in Berlin, a day later, also where the hours change."""
    local = now.astimezone(ZoneInfo(ZONE))
    return (local + timedelta(days=1)).astimezone(now.tzinfo)
