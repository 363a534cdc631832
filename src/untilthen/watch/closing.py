"""What follows a closing: keys and files go at once, names and addresses after the last notes
(10.9).

Everything here may be done again without harm, so a crash in between is made good by the next turn.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from untilthen.domain.states import State
from untilthen.keystore import actions as keystore
from untilthen.keystore.queries import PLAN
from untilthen.letters.files import delete_all, folder
from untilthen.outbox.models import Message
from untilthen.people.actions import forget
from untilthen.people.models import Plan, WaitingChange
from untilthen.watch.models import Press, Said, SwitchRow, Told
from untilthen.watch.scrubbing import scrub

NOTES_WAIT = timedelta(days=7)
logger = logging.getLogger(__name__)


@dataclass
class FilesStay(Exception):
    """The sealed files of a closed plan cannot be deleted: the operator has to see to it."""

    plan: int

    def __str__(self) -> str:
        return f"the files of plan {self.plan} cannot be deleted"


def forget_closed(now: datetime) -> int:
    """Destroy what is left of closed plans as far as it may go; returns how many are gone."""
    gone = sum(forget_or_say(plan, now) for plan in closing_plans())
    forgotten = closed_switches().exclude(plan__people__number=0)
    if forgotten.exists() and scrub():
        forgotten.delete()  # last of all: while one is left, the files may not be clean yet
    return gone


def closed_switches() -> QuerySet[SwitchRow]:
    """Return the switches of closed plans of which something is still left."""
    return SwitchRow.objects.filter(state=State.CLOSED.value)


def closing_plans() -> list[Plan]:
    """Return the plans that are closed and still have their people."""
    rows = closed_switches().filter(plan__people__number=0).select_related("plan")
    return [row.plan for row in rows]


def forget_or_say(plan: Plan, now: datetime) -> bool:
    """Destroy what is left of one closed plan; files that stay keep no other plan from its end."""
    try:
        return forget_one(plan, now)
    except FilesStay as problem:
        logger.error("%s; it is tried again", problem)
        return False


def forget_one(plan: Plan, now: datetime) -> bool:
    """Destroy what is left of one closed plan; returns whether all is gone. Raises FilesStay."""
    keystore.destroy_all_but(plan.pk, PLAN)
    delete_all(plan.public_id)
    if folder(plan.public_id).exists():
        raise FilesStay(plan.pk)
    closed_at = plan.closed_at or now
    notes = Message.objects.filter(plan=plan.pk, state=Message.OWED)
    if notes.exists() and now - closed_at < NOTES_WAIT:
        return False
    with transaction.atomic():
        Message.objects.filter(plan=plan.pk).delete()
        for rows in (WaitingChange, Press, Said, Told):
            rows._default_manager.filter(plan=plan).delete()
        forget(plan.pk, closed_at, now)
    return True
