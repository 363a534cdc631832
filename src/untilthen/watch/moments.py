"""When the worker will next have something to do: asked by the worker itself, by rehearsals, and by
the demo's clock.
"""

from datetime import datetime

from django.db.models import Min

from untilthen.outbox.models import Message
from untilthen.people.models import Plan, WaitingChange
from untilthen.watch.closing import NOTES_WAIT
from untilthen.watch.models import SwitchRow
from untilthen.watch.trouble import next_trouble_at

FIRST_MAILS = 200
"""Mails looked at: what is claimed is always among the first, so one that is free is in sight."""


def next_moment(now: datetime) -> datetime | None:
    """Return the next instant with something to do, never before `now`; None if there is none."""
    waking = SwitchRow.objects.aggregate(first=Min("wake_at"))["first"]
    due = [waking, *mail_moments()]
    later = [next_trouble_at(), next_change_at(now), next_forgetting_at(now)]
    moments = [max(moment, now) for moment in due if moment is not None]
    moments += [moment for moment in later if moment is not None and moment > now]
    return min(moments, default=None)


def mail_moments() -> list[datetime]:
    """Return when the mails owed can next be tried; one that is claimed, when its claim is over."""
    owed = Message.objects.filter(state=Message.OWED).order_by("try_at", "id")
    first = owed.values_list("try_at", "claimed_until")[:FIRST_MAILS]
    return [max(try_at, claimed) if claimed else try_at for try_at, claimed in first]


def next_change_at(now: datetime) -> datetime | None:
    """Return when a change that waits next begins; what was held up waits for a sign of life."""
    later = WaitingChange.objects.filter(begins_at__gt=now)
    first: datetime | None = later.aggregate(first=Min("begins_at"))["first"]
    return first


def next_forgetting_at(now: datetime) -> datetime | None:
    """Return when people of a closed plan are forgotten though a last note was not accepted."""
    closed = Plan.objects.filter(people__number=0, closed_at__gt=now - NOTES_WAIT)
    first = closed.aggregate(first=Min("closed_at"))["first"]
    return first + NOTES_WAIT if first else None
