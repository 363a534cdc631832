"""Tell a plan's technical keepers, by another way than mail, when our mail has not left for a day.

The note goes out once per day of owing, and says nothing of the plan (S7).
"""

from contextlib import suppress
from datetime import datetime, timedelta

from untilthen.domain.states import About
from untilthen.keystore.queries import KeyGone
from untilthen.outbox.actions import MAIL, SECOND, Owed, owe
from untilthen.outbox.models import Message
from untilthen.people.models import Plan
from untilthen.people.queries import Person, people

TOLD_AFTER = timedelta(hours=24)


def tell_of_trouble(now: datetime) -> int:
    """Owe each technical keeper a note for each plan whose mail is a day late; returns how many."""
    told = 0
    for message in late_mails(now):
        for person in technical_keepers(message.plan):
            note = Owed(
                plan=message.plan,
                person=person.number,
                about=About.OUTAGE_NOTE.value,
                channel=SECOND,
                occasion=f"mail owed {message.owed_at.isoformat(timespec='seconds')}",
                at=now,
                facts={"since": message.owed_at.isoformat()},
            )
            told += owe(note, now).owed_at == now
    return told


def technical_keepers(plan: int) -> list[Person]:
    """Return whom to tell: nobody of a closed plan, to whom we have nothing more to say (P10)."""
    if Plan.objects.filter(pk=plan, closed_at=None).exists():
        with suppress(KeyGone):
            everybody = people(plan).values()
            return [
                each for each in everybody if each.details.technical and each.details.second_works
            ]
    return []


def late_mails(now: datetime) -> list[Message]:
    """Return, for each plan, the oldest mail that was tried and is a day late."""
    late = Message.objects.filter(
        state=Message.OWED, channel=MAIL, tries__gt=0, owed_at__lte=now - TOLD_AFTER
    )
    oldest: dict[int, Message] = {}
    for message in late.order_by("owed_at", "id"):
        oldest.setdefault(message.plan, message)
    return list(oldest.values())


def next_trouble_at() -> datetime | None:
    """Return when the oldest tried mail will be a day late, if one is owed."""
    tried = Message.objects.filter(state=Message.OWED, channel=MAIL, tries__gt=0)
    first = tried.order_by("owed_at").first()
    return first.owed_at + TOLD_AFTER if first else None
