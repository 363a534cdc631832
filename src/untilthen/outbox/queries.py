"""Read the outbox: what is due, what has ended and was not yet noticed, what a step still waits
for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from untilthen.outbox.models import Message
from untilthen.people.queries import Person


@dataclass(frozen=True)
class StepMails:
    """How the mails of one step stand: to how many people, whether one is owed, when the last was
    settled.
    """

    people: int
    owed: bool
    settled_at: datetime | None


def due(now: datetime, most: int) -> list[Message]:
    """Return the mails to try now, oldest first, at most `most`."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    ready = Message.objects.filter(free, state=Message.OWED, try_at__lte=now)
    return list(ready.order_by("try_at", "id")[:most])


def not_noticed(most: int) -> list[Message]:
    """Return mails that ended and that the watch has not yet taken note of, at most `most`."""
    ended = Message.objects.filter(noticed=False).exclude(state=Message.OWED)
    return list(ended.order_by("settled_at", "id")[:most])


def mark_noticed(messages: list[Message]) -> None:
    """Note that the watch has taken note of how these ended, and of no other end since."""
    for state in {message.state for message in messages}:
        ended = [message.pk for message in messages if message.state == state]
        Message.objects.filter(pk__in=ended, state=state).update(noticed=True)


def step_mails(plan: int, step: int) -> StepMails:
    """Return how a step stands: a person counts as reached by the first channel that took their
    mail (R11).
    """
    by_person: dict[int, list[Message]] = {}
    for message in Message.objects.filter(plan=plan, step=step):
        by_person.setdefault(message.person, []).append(message)
    moments = [reached_at(messages) for messages in by_person.values()]
    settled = [moment for moment in moments if moment is not None]
    return StepMails(len(moments), len(settled) < len(moments), max(settled, default=None))


def reached_at(messages: list[Message]) -> datetime | None:
    """Return when one person's mails of a step were settled, or None while they are not."""
    accepted = [each.settled_at for each in messages if each.state == Message.ACCEPTED]
    if accepted:
        return min(moment for moment in accepted if moment is not None)
    if any(each.state == Message.OWED for each in messages):
        return None
    return max(each.settled_at for each in messages if each.settled_at is not None)


def is_owed(plan: int, about: str) -> bool:
    """Return whether a plan still owes a mail about something."""
    return Message.objects.filter(plan=plan, about=about, state=Message.OWED).exists()


def last_settled(plan: int, person: int, channel: str) -> Message | None:
    """Return the mail to a person by a channel that was last accepted or refused for good."""
    theirs = Message.objects.filter(plan=plan, person=person, channel=channel)
    ended = theirs.filter(state__in=(Message.ACCEPTED, Message.REFUSED))
    return ended.order_by("-settled_at", "-id").first()


def address_of(message: Message, to: Person) -> str:
    """Return where this mail's channel reaches a person."""
    return to.details.address if message.channel == "mail" else to.details.second


def others_are_reached(message: Message, since: datetime) -> bool:
    """Return whether our mail still reaches others than whom this one is for.

    It does where somebody's was accepted since; it does not where others' is put off as well.
    """
    others = Message.objects.filter(channel=message.channel).exclude(
        plan=message.plan, person=message.person
    )
    if others.filter(state=Message.ACCEPTED, settled_at__gt=since).exists():
        return True
    return not others.filter(state=Message.OWED, tries__gt=0).exists()


def oldest_unsent(now: datetime) -> timedelta:
    """Return how long the oldest tried and unaccepted mail has been owed (nothing: zero).

    Second ways do not count: each is somebody's own, and one that fails says nothing of us.
    """
    tried = Message.objects.filter(state=Message.OWED, channel="mail", tries__gt=0)
    oldest = tried.order_by("owed_at").first()
    return now - oldest.owed_at if oldest else timedelta(0)
