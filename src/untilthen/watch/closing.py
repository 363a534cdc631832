"""What follows a closing: keys and files go at once, names and addresses after the last notes
(10.9).

Everything here may be done again without harm, so a crash in between is made good by the next turn.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from untilthen.domain.states import State
from untilthen.keystore import actions as keystore
from untilthen.keystore.queries import PLAN
from untilthen.letters.files import delete_all
from untilthen.outbox.models import Message
from untilthen.people.actions import forget
from untilthen.people.models import Plan, WaitingChange
from untilthen.watch.models import Said, SwitchRow, Told
from untilthen.watch.scrubbing import scrub

NOTES_WAIT = timedelta(days=7)


def forget_closed(now: datetime) -> int:
    """Destroy what is left of closed plans as far as it may go; returns how many are gone."""
    gone = sum(forget_one(plan, now) for plan in closing_plans())
    forgotten = closed_switches().exclude(plan__people__number=0)
    if forgotten.exists():
        scrub()
        forgotten.delete()  # last of all: while one is left, the files may not be clean yet
    return gone


def closed_switches() -> QuerySet[SwitchRow]:
    """Return the switches of closed plans of which something is still left."""
    return SwitchRow.objects.filter(state=State.CLOSED.value)


def closing_plans() -> list[Plan]:
    """Return the plans that are closed and still have their people."""
    rows = closed_switches().filter(plan__people__number=0).select_related("plan")
    return [row.plan for row in rows]


def forget_one(plan: Plan, now: datetime) -> bool:
    """Destroy what is left of one closed plan; returns whether nothing remains."""
    keystore.destroy_all_but(plan.pk, PLAN)
    delete_all(plan.public_id)
    closed_at = plan.closed_at or now
    notes = Message.objects.filter(plan=plan.pk, state=Message.OWED)
    if notes.exists() and now - closed_at < NOTES_WAIT:
        return False
    with transaction.atomic():
        Message.objects.filter(plan=plan.pk).delete()
        for rows in (WaitingChange, Said, Told):
            rows._default_manager.filter(plan=plan).delete()
        forget(plan.pk, closed_at)
    return True
