"""Owners whom no mail of ours has reached for three weeks, while it reaches others: what silences
them may be their mailbox (10.3).
"""

import logging
from datetime import datetime

from untilthen.domain.acts import cannot_be_reached
from untilthen.domain.calendar import DAY
from untilthen.domain.states import RESTING, State
from untilthen.domain.switch import Refused
from untilthen.keystore.queries import KeyGone
from untilthen.outbox.models import Message
from untilthen.outbox.queries import others_are_reached
from untilthen.people.queries import OWNER
from untilthen.watch.actions import record
from untilthen.watch.store import ChangedElsewhere, load

UNREACHED_AFTER = 21 * DAY
logger = logging.getLogger(__name__)


def notice_silence(now: datetime) -> int:
    """Note which owners every channel has put off for three weeks; returns how many are new."""
    return sum(note_unheard(message, now) for message in long_owed(now))


def long_owed(now: datetime) -> list[Message]:
    """Return for each plan the oldest mail to its owner that was tried for three weeks."""
    late = Message.objects.filter(
        person=OWNER, state=Message.OWED, tries__gt=0, owed_at__lte=now - UNREACHED_AFTER
    )
    oldest: dict[int, Message] = {}
    for message in late.order_by("owed_at", "id"):
        oldest.setdefault(message.plan, message)
    return list(oldest.values())


def note_unheard(message: Message, now: datetime) -> bool:
    """Note that an owner is out of reach, unless something reached them or nobody is reached."""
    reached = Message.objects.filter(
        plan=message.plan, person=OWNER, state=Message.ACCEPTED, settled_at__gt=message.owed_at
    )
    if reached.exists() or not others_are_reached(message, message.owed_at):
        return False
    try:
        switch = load(message.plan)
        if switch.owner_unreachable or switch.state in RESTING | {State.CLOSED}:
            return False
        record(message.plan, lambda current: cannot_be_reached(current, now), now)
    except (KeyGone, Refused, ChangedElsewhere):
        return False
    return True
