"""Which mail of ours is meant, and whom it goes to today."""

from collections.abc import Iterable

from untilthen.keystore.queries import KeyGone
from untilthen.outbox.couriers.mailbox import BadAddress, mailbox
from untilthen.outbox.models import Message
from untilthen.outbox.queries import address_of
from untilthen.people.models import PersonRow
from untilthen.people.queries import person

MESSAGES_LOOKED_AT = 5


def named_by_ids(ids: Iterable[str]) -> list[Message]:
    """Return the mails with these Message-IDs."""
    return list(Message.objects.filter(message_id__in=list(ids)[:MESSAGES_LOOKED_AT]))


def reached_at(message: Message) -> str:
    """Return the address a mail goes to today, or "" where nobody is left to write to."""
    try:
        return address_of(message, person(message.plan, message.person))
    except (KeyGone, PersonRow.DoesNotExist):
        return ""


def is_one_of(address: str, others: Iterable[str]) -> bool:
    """Return whether an address is among others; letter case makes no difference."""
    known = as_sent(address)
    return any(as_sent(other) == known for other in others)


def as_sent(address: str) -> str:
    """Return an address in the form in which it stands in our mails, or as it is."""
    try:
        return str(mailbox(address)).casefold()
    except BadAddress:
        return address.strip().casefold()
