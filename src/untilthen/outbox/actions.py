"""Owe a mail, note how a try ended, take back what must not leave any more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from untilthen.domain.calendar import DAY
from untilthen.domain.retry import next_try, tries_within
from untilthen.domain.states import About
from untilthen.journal.actions import Entry, write
from untilthen.outbox.models import Message
from untilthen.outbox.queries import others_are_reached
from untilthen.sealing.at_rest import mark

MAIL, SECOND = "mail", "second"
TEST_TRIES = 3
KNOCK_WAITS, KNOCK_WAITS_AT_MOST = 14 * DAY, 180 * DAY
"""How long a knock is tried that only one person's side puts off, and how long any is (10.3)."""


RETURNS_WITHIN = 30 * DAY
"""Servers give up within days; what comes back later than anybody waits changes nothing (10.3)."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One mail to owe: to whom, about what, on which occasion (which makes it once), and when at
    the earliest.
    """

    plan: int
    person: int
    about: str
    occasion: str
    at: datetime
    channel: str = MAIL
    step: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def owe(owed: Owed, now: datetime) -> Message:
    """Owe a mail within the caller's transaction; owing the same again changes nothing (P9)."""
    message, _ = Message.objects.get_or_create(
        plan=owed.plan,
        person=owed.person,
        about=owed.about,
        channel=owed.channel,
        occasion=owed.occasion,
        defaults={
            "message_id": message_id(owed),
            "step": owed.step,
            "facts": dict(owed.facts),
            "owed_at": now,
            "try_at": owed.at,
        },
    )
    return message


def was_owed(owed: Owed) -> bool:
    """Return whether this very mail was owed before, however it ended."""
    theirs = Message.objects.filter(plan=owed.plan, person=owed.person, about=owed.about)
    return theirs.filter(channel=owed.channel, occasion=owed.occasion).exists()


def enclose(plan: int, about: str, facts: Mapping[str, object]) -> None:
    """Add facts to the mails that a plan still owes about something."""
    for message in Message.objects.filter(plan=plan, about=about, state=Message.OWED):
        message.facts |= dict(facts)
        message.save(update_fields=["facts"])


def message_id(owed: Owed) -> str:
    """Return the Message-ID of a mail: the same however often it is owed or tried, and telling
    nothing.
    """
    parts = (str(owed.plan), str(owed.person), owed.about, owed.channel, owed.occasion)
    made = mark(settings.MASTER_KEY, b"message", *(part.encode() for part in parts))
    return f"<{owed.about}.{made.hex()[:32]}@{settings.MAIL_DOMAIN}>"


def mark_accepted(message: Message, now: datetime) -> bool:
    """Note that the courier's other side took the mail; returns whether that was news.

    Also of a mail taken back while it was leaving: whom it reached has read it (P3).
    """
    left = Message.objects.filter(pk=message.pk, state__in=(Message.OWED, Message.CANCELLED))
    changed = left.update(
        state=Message.ACCEPTED,
        settled_at=now,
        claimed_until=None,
        tries=message.tries + 1,
        noticed=False,
    )
    return changed == 1


def mark_refused(message: Message, now: datetime) -> bool:
    """Note a refusal for good: this person cannot be reached this way."""
    changed = Message.objects.filter(pk=message.pk, state=Message.OWED).update(
        state=Message.REFUSED, settled_at=now, claimed_until=None, tries=message.tries + 1
    )
    return changed == 1


def mark_failed(message: Message, now: datetime) -> None:
    """Note a try that may be made again, and when; a knock or test is given up at last (10.3)."""
    tries = message.tries + 1
    if is_given_up(message, tries, now):
        mark_refused(message, now)
        return
    Message.objects.filter(pk=message.pk, state=Message.OWED).update(
        tries=tries, try_at=next_try(now, tries), claimed_until=None
    )


def mark_delayed(message: Message) -> None:
    """Count that a server told us of a mail it puts off; nothing else changes."""
    Message.objects.filter(pk=message.pk).update(delays=F("delays") + 1)


def mark_returned(message: Message, state: str, now: datetime) -> bool:
    """Note that a mail which was accepted came back, for now (SENT_BACK) or for good (REFUSED).

    Returns whether that was news. When it was accepted stays as it was: that settled its step.
    """
    theirs = Message.objects.filter(
        pk=message.pk, state=Message.ACCEPTED, settled_at__gt=now - RETURNS_WITHIN
    )
    changed = theirs.update(
        state=state, returns=F("returns") + 1, returned_at=now, noticed=False, claimed_until=None
    )
    return changed == 1


def owe_again(message: Message, at: datetime) -> bool:
    """Owe a mail that was sent back once more, not before `at`; returns whether it was there."""
    back = Message.objects.filter(pk=message.pk, state=Message.SENT_BACK)
    return back.update(state=Message.OWED, try_at=at, settled_at=None) == 1


def leave_returned(message: Message, state: str) -> None:
    """Let a mail that was sent back stay accepted, or take it for refused for good."""
    back = Message.objects.filter(pk=message.pk, state=Message.SENT_BACK)
    back.update(state=state, noticed=state == Message.ACCEPTED)


def is_given_up(message: Message, tries: int, now: datetime) -> bool:
    """Return whether a knock was put off for so long that its reader counts as unreachable, or a
    test of a second way for so long that nobody waits for it any more.

    Tries are counted, not days: none is made while we are down ourselves.
    """
    if message.about == About.SECOND_TEST.value:
        return tries >= TEST_TRIES
    if message.about != About.KNOCK.value:
        return False
    if tries < tries_within(KNOCK_WAITS):
        return False
    at_last = tries >= tries_within(KNOCK_WAITS_AT_MOST)
    return at_last or others_are_reached(message, now - KNOCK_WAITS)


def put_off(plan: int, about: str, by: timedelta, now: datetime) -> None:
    """Put off by a span what a plan owes about something within that span; all keep their order."""
    owed = Message.objects.filter(plan=plan, about=about, state=Message.OWED)
    for message in owed.filter(try_at__lt=now + by):
        owed.filter(pk=message.pk).update(try_at=max(message.try_at, now) + by)


def cancel(plan: int, now: datetime, *, but: tuple[str, ...]) -> int:
    """Take back a plan's mails not yet accepted, but those about `but`; returns how many."""
    owed = Message.objects.filter(plan=plan, state=Message.OWED).exclude(about__in=but)
    taken = owed.update(state=Message.CANCELLED, settled_at=now, claimed_until=None)
    if taken:
        write(plan, Entry(now, "mails_taken_back", facts={"mails": taken}))
    return taken


def cancel_person(plan: int, person: int, now: datetime, *, but: tuple[str, ...]) -> None:
    """Take back what is owed to one person, but mails about `but`."""
    owed = Message.objects.filter(plan=plan, person=person, state=Message.OWED)
    owed.exclude(about__in=but).update(state=Message.CANCELLED, settled_at=now, claimed_until=None)


def cancel_one(plan: int, person: int, about: str, occasion: str, now: datetime) -> None:
    """Take back one mail to one person, if it has not left: what it asks for was done already."""
    owed = Message.objects.filter(plan=plan, person=person, about=about, occasion=occasion)
    owed.filter(state=Message.OWED).update(
        state=Message.CANCELLED, settled_at=now, claimed_until=None
    )


def cancel_about(plan: int, person: int, abouts: tuple[str, ...], now: datetime) -> None:
    """Take back every mail to one person about some things that has not left."""
    owed = Message.objects.filter(plan=plan, person=person, about__in=abouts)
    owed.filter(state=Message.OWED).update(
        state=Message.CANCELLED, settled_at=now, claimed_until=None
    )


def cancel_to(plan: int, person: int, now: datetime) -> int:
    """Take back every mail to one person that has not left; returns how many."""
    owed = Message.objects.filter(plan=plan, person=person, state=Message.OWED)
    return owed.update(state=Message.CANCELLED, settled_at=now, claimed_until=None)


def cancel_second(plan: int, person: int, now: datetime) -> None:
    """Take back what is owed to a person by their second way, which is no longer the same."""
    owed = Message.objects.filter(plan=plan, person=person, channel=SECOND, state=Message.OWED)
    owed.update(state=Message.CANCELLED, settled_at=now, claimed_until=None)


def forget_messages(plan: int) -> None:
    """Delete every mail of a plan that is not still owed."""
    Message.objects.filter(plan=plan).exclude(state=Message.OWED).delete()
