"""Add a line to a plan's journal: the only write there is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from untilthen.journal.models import Chain, Line
from untilthen.sealing.chain import hash_of


@dataclass(frozen=True)
class Entry:
    """What a line says; `facts` are plain ids, numbers and words."""

    at: datetime
    event: str
    before: str = ""
    after: str = ""
    who: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def begin(plan: int) -> None:
    """Begin the journal of a new plan."""
    Chain.objects.create(plan=plan)


def hold(plan: int) -> None:
    """Let nobody else change this plan until the caller's transaction ends.

    Whoever looks at rows before writing a line takes this first, as a stop does: nothing that is
    stopped meanwhile goes on, and no two wait for each other.
    """
    Chain.objects.select_for_update().get(plan=plan)


def write(plan: int, entry: Entry) -> Line:
    """Append `entry` to the plan's journal, within the caller's transaction."""
    chain = Chain.objects.select_for_update().get(plan=plan)
    line = Line(
        plan=plan,
        number=chain.length + 1,
        at=entry.at,
        event=entry.event,
        before=entry.before,
        after=entry.after,
        who=entry.who,
        facts=dict(entry.facts),
        previous=chain.head,
    )
    line.hash = hash_of(line.chained())
    line.save(force_insert=True)
    chain.length, chain.head = line.number, line.hash
    chain.save(update_fields=["length", "head"])
    return line
