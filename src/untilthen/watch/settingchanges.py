"""A plan's waits: longer ones act at once, shorter ones seven days later (design section 4)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.settings import Settings
from untilthen.domain.states import RESTING, State
from untilthen.domain.switch import Outcome, Refused, Switch
from untilthen.journal.actions import Entry, write
from untilthen.watch.actions import apply

MAY_CHANGE = RESTING | {State.LIVING, State.PAUSED}
"""Never while silence is being counted: its dates stand as they were announced."""
Values = Mapping[str, Any]


def is_shorter(name: str, old: object, new: object) -> bool:
    """Return whether a new value lets something leave, or be destroyed, earlier than the old
    one.
    """
    if name == "last_word":
        return True
    if name == "reminder_days":
        old_days, new_days = list(old), list(new)  # type: ignore[call-overload]
        return len(new_days) < len(old_days) or new_days[-1] < old_days[-1]
    if old is None:
        return new is not None  # one keeper alone, where it took two: never at once
    return isinstance(new, int) and isinstance(old, int) and new < old


def divided(settings: Settings, wanted: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return which of the wanted values act at once, and which only later."""
    at_once: dict[str, Any] = {}
    later: dict[str, Any] = {}
    for name, value in wanted.items():
        old = getattr(settings, name)
        if old != value:
            (later if is_shorter(name, old, value) else at_once)[name] = value
    return at_once, later


def may_change(switch: Switch) -> bool:
    """Return whether a change may begin now: never while silence is being counted."""
    return switch.state in MAY_CHANGE


def put_in_force(plan: int, values: Values, now: datetime) -> None:
    """Put some values in force now, with their line; raises Refused while silence is counted."""

    def change(switch: Switch) -> tuple[Switch, tuple[Outcome, ...]]:
        if not may_change(switch):
            raise Refused("settings_stand", switch.state)
        changed = {name: as_kept(value) for name, value in values.items()}
        after = replace(switch, settings=replace(switch.settings, **changed))
        if "check_in_days" in values and switch.state is State.LIVING and switch.heard_at:
            due = local_day(switch.heard_at, switch.zone) + after.settings.check_in_days * DAY
            due = max(due, local_day(now, switch.zone) + DAY)
            after = replace(after, anchor=at_hour(due, switch.zone), fired=0)
        return in_zone(after, switch), ()

    with transaction.atomic():
        apply(plan, change, now)
        write(plan, Entry(now, "settings_changed", who=0, facts=dict(values)))


def in_zone(switch: Switch, before: Switch) -> Switch:
    """Return the switch with its next date at 09:00 of a zone just changed, and never earlier."""
    if switch.zone == before.zone or switch.state in RESTING:
        return switch
    day = local_day(switch.anchor, before.zone)
    moved = at_hour(day, switch.zone)
    return replace(
        switch, anchor=moved if moved >= switch.anchor else at_hour(day + DAY, switch.zone)
    )


def as_kept(value: Any) -> Any:  # noqa: ANN401
    """Return a value as the rules keep it."""
    return tuple(value) if isinstance(value, list) else value
