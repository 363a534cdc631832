"""Tell keepers that their part is here; whoever shows it before the mail leaves gets none."""

from datetime import datetime, timedelta

from untilthen.domain.states import About
from untilthen.outbox.actions import Owed, cancel_one, owe
from untilthen.parts.models import Part, PartSet
from untilthen.watch.carry_out import unreachable
from untilthen.watch.store import load

AFTER = timedelta(seconds=60)
ABOUT = About.PROMISE_RECEIPT.value


def occasion(part_set: PartSet) -> str:
    """Return what makes the mail about a set's parts once."""
    return f"set {part_set.number}"


def tell_of_parts(part_set: PartSet, at: datetime) -> None:
    """Owe every keeper with a part in a new set the mail that it is here to be shown."""
    plan = part_set.plan
    switch = load(plan.pk)
    promised = {each.person: each.promised_at for each in switch.keepers if each.counts}
    gone = unreachable(plan)
    for person in part_set.parts.values_list("person", flat=True):
        since = promised.get(person)
        if since is None or person in gone:
            continue
        facts = {"round": switch.vigil, "promised_at": since.isoformat(), "part": True}
        owed = Owed(
            plan=plan.pk,
            person=person,
            about=ABOUT,
            occasion=occasion(part_set),
            at=at + AFTER,
            facts=facts,
        )
        owe(owed, at)


def no_need_to_tell(part: Part, at: datetime) -> None:
    """Take back the mail about a part that was shown meanwhile."""
    part_set = part.part_set
    cancel_one(part_set.plan_id, part.person, ABOUT, occasion(part_set), at)
