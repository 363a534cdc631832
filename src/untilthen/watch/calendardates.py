"""What a calendar may show of a plan: the day of the check-in, the mail ahead of it, and a pause.

From a vigil on it stays as it was before, so that a calendar never tells of one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.states import WATCHED, State
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line

LINES_READ = 60
"""More lines than that leave one date alone in no plan; the oldest of them serves as well."""
WATCHED_WORDS = [state.value for state in WATCHED]


@dataclass(frozen=True)
class Dates:
    """The dates shown, and when they last changed: `due_at` 09:00 of the owner's zone."""

    due_at: datetime
    ahead_days: int
    ahead_at: datetime | None
    pause: tuple[date, date] | None
    """First day and the day after the last."""
    changed_at: datetime


def dates_of(plan: int, switch: Switch) -> Dates | None:
    """Return what a calendar shows now, or None before a plan's first date."""
    lines = Line.objects.filter(plan=plan, after__in=WATCHED_WORDS).order_by("-number")
    run = list(lines[:LINES_READ])
    if not run:
        return None
    watched, last = switch.state in WATCHED, run[0]
    due_at = switch.anchor if watched else datetime.fromisoformat(last.facts["anchor"])
    since = run_began(run)
    changed = Line.objects.filter(plan=plan, event="settings_changed").order_by("-number").first()
    paused = watched and switch.state is State.PAUSED
    ahead = switch.settings.mail_ahead_days
    due_day = local_day(due_at, switch.zone)
    return Dates(
        due_at=due_at,
        ahead_days=ahead,
        ahead_at=at_hour(due_day - ahead * DAY, switch.zone) if ahead else None,
        pause=pause_between(local_day(switch.since, switch.zone), due_day) if paused else None,
        changed_at=max(since, changed.at if changed else since).replace(microsecond=0),
    )


def run_began(lines: list[Line]) -> datetime:
    """Return since when the newest of these lines' date and pause have stood as they are."""
    newest = lines[0]
    began = newest.at
    for line in lines:
        same_pause = (line.after == State.PAUSED.value) == (newest.after == State.PAUSED.value)
        if line.facts["anchor"] != newest.facts["anchor"] or not same_pause:
            break
        began = line.at
    return began


def pause_between(first: date, after: date) -> tuple[date, date] | None:
    """Return a pause as whole days, or None where it has none."""
    return (first, after) if first < after else None
