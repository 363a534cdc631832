"""Load and save the switch: its row, sealed under the plan's key, with compare-and-set on
`version`.
"""

import json

from untilthen.domain.plain import from_plain, to_plain
from untilthen.domain.silence import wake_at
from untilthen.domain.states import State
from untilthen.domain.switch import Switch
from untilthen.keystore.queries import PLAN, take
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.watch.models import SwitchRow


class ChangedElsewhere(Exception):
    """Another process changed the switch since it was loaded; the act may be tried again."""


def purpose(plan: int) -> str:
    """Return what a sealed switch is bound to."""
    return f"switch of plan {plan}"


def create(plan: int, switch: Switch) -> None:
    """Keep the switch of a new plan."""
    row = SwitchRow(plan_id=plan)
    fill(row, switch)
    row.save(force_insert=True)


def fill(row: SwitchRow, switch: Switch) -> None:
    """Put the switch into the columns of its row."""
    key = take(row.plan_id, PLAN)
    row.state = switch.state.value
    row.wake_at = None if switch.state is State.CLOSED else wake_at(switch)
    row.outages_seen = switch.outages_seen
    row.sealed = seal_at_rest(key, json.dumps(to_plain(switch)).encode(), purpose(row.plan_id))


def opened(row: SwitchRow) -> Switch:
    """Return the switch in a row."""
    content = open_at_rest(take(row.plan_id, PLAN), bytes(row.sealed), purpose(row.plan_id))
    switch: Switch = from_plain(Switch, json.loads(content))
    return switch


def load(plan: int) -> Switch:
    """Return a plan's switch, to look at; raises SwitchRow.DoesNotExist."""
    return opened(SwitchRow.objects.get(plan_id=plan))


def locked(plan: int) -> SwitchRow:
    """Return a plan's row, locked for the rest of the transaction where the database can."""
    return SwitchRow.objects.select_for_update().get(plan_id=plan)


def save(row: SwitchRow, switch: Switch) -> None:
    """Save the switch loaded from `row`; raises ChangedElsewhere if somebody else did meanwhile."""
    fill(row, switch)
    changed = SwitchRow.objects.filter(plan_id=row.plan_id, version=row.version).update(
        state=row.state,
        wake_at=row.wake_at,
        outages_seen=row.outages_seen,
        sealed=row.sealed,
        version=row.version + 1,
    )
    if changed != 1:
        raise ChangedElsewhere
