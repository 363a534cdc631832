"""The one way in for what comes back to us: from the mailbox, a pipe, or a mail provider.

What a reader or keeper calls unwanted is not sent to them any more; an owner stays asked, and is
shown that it was called so.
"""

from datetime import datetime

from django.db import transaction

from untilthen.domain.calendar import DAY
from untilthen.journal.actions import Entry, write
from untilthen.outbox.models import Message
from untilthen.outbox.returns.actions import Taken, receive, take_verdict
from untilthen.outbox.returns.known import is_one_of, named_by_ids, reached_at
from untilthen.outbox.returns.provider import Word
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER
from untilthen.watch.ownmail import stop_mail
from untilthen.watch.readymail import UNWANTED, was_unwanted_since


def take_in(
    raw: bytes, now: datetime, *, envelope_to: str = "", envelope_from: str | None = None
) -> Taken:
    """Take in a mail that came to us."""
    complaints: list[Message] = []
    taken = receive(
        raw, now, envelope_to=envelope_to, envelope_from=envelope_from, complaint=complaints.append
    )
    for message in complaints:
        was_unwanted(message, now)
    return taken


def take_word(word: Word, now: datetime) -> bool:
    """Take in what a provider says of a mail; returns whether it is one of ours."""
    for message in named_by_ids((word.message_id,)):
        address = reached_at(message)
        if address and is_one_of(word.recipient, (address,)):
            take_verdict(message, word.verdict, now)
            if word.unwanted:
                was_unwanted(message, now)
            return True
    return False


def was_unwanted(message: Message, now: datetime) -> None:
    """Write no more to whoever called a mail unwanted; for an owner it is only shown."""
    if not Plan.objects.filter(pk=message.plan, closed_at=None).exists():
        return
    if message.person != OWNER:
        stop_mail(message.plan, message.person, now)
        return
    if not was_unwanted_since(message.plan, now - DAY):
        with transaction.atomic():
            write(message.plan, Entry(now, UNWANTED, who=OWNER))
