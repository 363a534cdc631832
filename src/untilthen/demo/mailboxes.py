"""Everybody's mailbox as the pages show it: the cast first, then whoever else got mail."""

from dataclasses import dataclass

from untilthen.demo.cast import CAST, name_of
from untilthen.demo.models import DemoMail


@dataclass(frozen=True)
class Mailbox:
    """One mailbox: whose it is, how many mails are new, and the latest of all."""

    address: str
    name: str
    who: object
    new: int
    latest: DemoMail | None


def mailboxes() -> list[Mailbox]:
    """Return every mailbox, in the order in which people appear in the story."""
    mails: dict[str, list[DemoMail]] = {each.mailbox: [] for each in CAST}
    for mail in DemoMail.objects.order_by("pk").defer("text", "html"):
        mails.setdefault(mail.mailbox, []).append(mail)
    who = {each.mailbox: each.who for each in CAST}
    return [
        Mailbox(
            address=address,
            name=name_of(address),
            who=who.get(address, ""),
            new=sum(not mail.opened for mail in theirs),
            latest=latest(theirs),
        )
        for address, theirs in mails.items()
    ]


def latest(mails: list[DemoMail]) -> DemoMail | None:
    """Return the latest of some mails of one mailbox, rather one that is no short note to a second
    address.
    """
    return max(mails, key=lambda mail: (mail.address == mail.mailbox, mail.pk), default=None)
