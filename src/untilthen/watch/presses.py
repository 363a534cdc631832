"""Presses in mails to the owner: when, how long after the mail had arrived, and from which client,
sealed and only the last few. The report of coming back shows them (domain 5.2).
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from untilthen.domain.calendar import DAY
from untilthen.keystore.queries import PLAN, take
from untilthen.outbox.models import Message
from untilthen.people.queries import OWNER
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.watch.models import Press

KEPT_AT_MOST = 20
LONGEST_AGENT = 160
FORGOTTEN_AFTER = 400 * DAY


@dataclass(frozen=True)
class Pressed:
    """One press: when, from which client, and how long after our last mail was accepted."""

    at: datetime
    agent: str
    after: timedelta | None


def note_press(plan: int, agent: str, now: datetime) -> None:
    """Keep that somebody pressed, in place of the oldest where there are many."""
    content = json.dumps({"agent": agent[:LONGEST_AGENT], "after": seconds_after_mail(plan, now)})
    Press.objects.create(
        plan_id=plan, at=now, sealed=seal_at_rest(take(plan, PLAN), content.encode(), purpose(plan))
    )
    newest = Press.objects.filter(plan_id=plan).order_by("-pk").values_list("pk", flat=True)
    old = Press.objects.filter(plan_id=plan).exclude(pk__in=list(newest[:KEPT_AT_MOST]))
    old.delete()
    Press.objects.filter(plan_id=plan, at__lt=now - FORGOTTEN_AFTER).delete()


def seconds_after_mail(plan: int, now: datetime) -> int | None:
    """Return how long ago the owner's last mail was accepted, or None where none was."""
    mails = Message.objects.filter(plan=plan, person=OWNER, state=Message.ACCEPTED)
    last = mails.order_by("-settled_at").values_list("settled_at", flat=True).first()
    return int((now - last).total_seconds()) if last else None


def presses(plan: int) -> list[Pressed]:
    """Return the presses kept, oldest first."""
    key, found = take(plan, PLAN), []
    for row in Press.objects.filter(plan_id=plan).order_by("pk"):
        known = json.loads(open_at_rest(key, bytes(row.sealed), purpose(plan)))
        after = known["after"]
        span = None if after is None else timedelta(seconds=after)
        found.append(Pressed(row.at, str(known["agent"]), span))
    return found


def purpose(plan: int) -> str:
    """Return what a sealed press is bound to."""
    return f"press in plan {plan}"
