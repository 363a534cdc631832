"""Take mails for ourselves: no two senders try the same one, and one person's stay in order.

A claim ends by itself: what a crash left claimed is tried again by whoever looks next.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from untilthen.outbox.models import Message

CLAIM_LASTS = timedelta(minutes=5)
FRESH = timedelta(seconds=30)
"""A claim younger than this needs no renewal: the longest try (240 s) still ends within it."""


def claimable(now: datetime) -> QuerySet[Message]:
    """Return the mails nobody has that are due, but none before an earlier one to the same person.

    An earlier one that waits for its next try holds nothing up: order counts where both are due.
    """
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    theirs = Message.objects.filter(
        plan=OuterRef("plan"),
        person=OuterRef("person"),
        channel=OuterRef("channel"),
        state=Message.OWED,
    ).exclude(pk=OuterRef("pk"))
    first = Q(pk__lt=OuterRef("pk"), try_at__lte=now)
    under_way = Q(claimed_until__gte=now)
    due = Message.objects.filter(free, state=Message.OWED, try_at__lte=now)
    return due.filter(~Exists(theirs.filter(first | under_way)))


def claim(message: Message, now: datetime) -> bool:
    """Take one mail for five minutes; returns whether it was there to be taken."""
    mine = claimable(now).filter(pk=message.pk, tries=message.tries)
    until = now + CLAIM_LASTS
    if mine.update(claimed_until=until) != 1:
        return False
    message.claimed_until = until
    return True


def claim_due(now: datetime, most: int) -> list[Message]:
    """Take up to `most` mails that are due, oldest first; other workers take others meanwhile.

    Second ways come after: whoever's messenger hangs must keep nobody's mail waiting.
    """
    with transaction.atomic():
        due = claimable(now).order_by("try_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        mails = list(due.filter(channel="mail")[:most])
        others = due.exclude(channel="mail")[: most - len(mails)] if len(mails) < most else ()
        return [message for message in (*mails, *others) if claim(message, now)]


def renew(message: Message, now: datetime) -> bool:
    """Make a claim last anew that has waited; returns whether it was still ours."""
    if message.claimed_until is not None and message.claimed_until - now > CLAIM_LASTS - FRESH:
        return True
    until = now + CLAIM_LASTS
    mine = Message.objects.filter(
        pk=message.pk, state=Message.OWED, claimed_until=message.claimed_until
    )
    return mine.update(claimed_until=until) == 1


def give_back(messages: list[Message]) -> None:
    """Let go of mails claimed and not begun."""
    for message in messages:
        Message.objects.filter(
            pk=message.pk, state=Message.OWED, claimed_until=message.claimed_until
        ).update(claimed_until=None)
