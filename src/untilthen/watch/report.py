"""What happened while an owner was away, built from the journal; only the words that keepers gave
and the presses' clients lie beside it, sealed. It stays to be read until the next round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from untilthen.domain.states import Event, State
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.journal.queries import lines
from untilthen.people.queries import OWNER, Person, people
from untilthen.watch.presses import presses
from untilthen.watch.reportreasons import press_rows, reasons
from untilthen.watch.reportrows import (
    asked_rows,
    duty_rows,
    letter_rows,
    objections,
    reported_rows,
    ring_first,
    told_rows,
)

ROUND_BEGINS = (State.LIVING.value, State.PAUSED.value)
RESTARTS = (Event.CHECKED_IN.value, Event.SIGNED_IN.value, Event.REARMED.value)
NEXT_ROUND = frozenset({Event.AHEAD_DAY.value, Event.DUE_DAY.value, Event.PAUSE_SET.value})
STATES = frozenset(state.value for state in State)
CAME_BACK = State.CAME_BACK.value
STOPS = (State.STOPPED.value, CAME_BACK)
ENDED_BY = (Event.PRESSED.value, Event.SIGNED_IN.value, Event.VOUCHED.value)


@dataclass(frozen=True)
class Return:
    """The lines of one silence up to the return, and when the owner began again (None: not yet)."""

    happened: list[Line]
    rearmed_at: datetime | None


def report(plan: int, switch: Switch) -> dict[str, Any] | None:
    """Return everything the report says, or None where there is nothing to report any more."""
    known, everybody = last_return(lines(plan)), people(plan)
    if known is None:
        return None
    happened, zone = known.happened, switch.zone
    told = told_rows(happened, everybody)
    letters = letter_rows(plan, happened, everybody)
    return {
        "owner": everybody[OWNER].name,
        "who": everybody[OWNER].name,
        "zone": zone,
        "zones": (zone, zone),
        "rearmed_at": known.rearmed_at,
        **stopped(happened, switch, everybody),
        "asked": asked_rows(plan, switch, everybody, happened),
        "objected": objections(happened, everybody),
        "reported": reported_rows(happened, everybody),
        "told": told,
        "letters": letters,
        "duties": duty_rows(happened, everybody),
        "reasons": reasons(happened, everybody),
        "presses": press_rows(presses(plan), happened),
        "first": ring_first(told, letters),
    }


def last_return(journal: list[Line]) -> Return | None:
    """Return the last silence and return that are still to be read, if there are any."""
    begun = [place for place, line in enumerate(journal) if begins_round(line)]
    came = [place for place, line in enumerate(journal) if came_back(line)]
    if not came:
        return None
    before = max((place for place in begun if place < came[-1]), default=-1)
    again = [place for place in begun if place > came[-1]]
    if not again:
        return Return(journal[before + 1 :], None)
    if any(line.event in NEXT_ROUND for line in journal[again[0] + 1 :]):
        return None
    return Return(journal[before + 1 : again[0]], journal[again[0]].at)


def can_be_read(plan: int) -> bool:
    """Return whether there was a return that no next round has followed yet."""
    theirs = Line.objects.filter(plan=plan)
    came = theirs.filter(after=CAME_BACK).exclude(before=CAME_BACK).order_by("-number").first()
    if came is None:
        return False
    return not theirs.filter(number__gt=came.number, event__in=NEXT_ROUND).exists()


def came_back(line: Line) -> bool:
    """Return whether a line is a return, rather than something that happened after one."""
    return line.after == CAME_BACK and line.before != CAME_BACK


def begins_round(line: Line) -> bool:
    """Return whether a line begins a round or a pause, rather than only standing in one."""
    return line.after in ROUND_BEGINS and (line.before != line.after or line.event in RESTARTS)


def stopped(
    happened: list[Line], switch: Switch, everybody: Mapping[int, Person]
) -> dict[str, Any]:
    """Return when everything stopped for the last time, and what stopped it."""
    last: Line | None = None
    for line in reversed(happened):
        if line.after in STOPS:
            last = line if line.event in ENDED_BY else last
        elif line.after in STATES:
            break
    vouched = last is not None and last.event == Event.VOUCHED.value
    by = everybody.get(last.who) if last is not None and vouched and last.who else None
    return {
        "stopped_at": last.at if last else switch.since,
        "stopped_how": last.event if last else "",
        "stopped_by": by.name if by else "",
    }
