"""A person answers a mail of ours by mail: that is no sign of life and no answer, and they are told
so once a day, with the same link again (domain 5.2).

Only whoever the mail went to is answered, and only as a person: no loop can come of it.
"""

from datetime import datetime

from django.db import transaction

from untilthen.domain.states import About
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message
from untilthen.outbox.returns.known import is_one_of, named_by_ids, reached_at
from untilthen.outbox.returns.reading import Arrived
from untilthen.people.models import Plan
from untilthen.people.queries import person

NEVER_ANSWERED = frozenset({About.CLOSED.value})


def answer_kindly(came: Arrived, now: datetime) -> bool:
    """Owe whoever answered a mail of ours the word to press the button instead; returns whether the
    mail was such an answer.
    """
    if came.automatic or not came.sender:
        return False
    for message in named_by_ids(came.answers):
        if is_from_its_reader(message, came.sender):
            with transaction.atomic():
                owe(please_press(message, now), now)
            return True
    return False


def is_from_its_reader(message: Message, sender: str) -> bool:
    """Return whether a mail that was accepted is answered by whom it was for, of a living plan."""
    if message.state != Message.ACCEPTED or message.about in NEVER_ANSWERED:
        return False
    address = reached_at(message)
    if not address or not is_one_of(sender, (address,)):
        return False
    open_plan = Plan.objects.filter(pk=message.plan, closed_at=None)
    return open_plan.exists() and not person(message.plan, message.person).no_mail


def please_press(message: Message, now: datetime) -> Owed:
    """Return the mail that answers an answer, once for each person and day."""
    facts = message.facts.get("answered") or {"about": message.about, "facts": message.facts}
    return Owed(
        plan=message.plan,
        person=message.person,
        about=About.PLEASE_PRESS.value,
        occasion=f"answer of {now:%Y-%m-%d}",
        at=now,
        channel=message.channel,
        facts={"answered": facts},
    )
