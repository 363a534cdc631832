"""The demo's couriers: every mail arrives at once, in a mailbox that the visitor can open."""

from collections.abc import Mapping

from django.core.mail import EmailMessage

from untilthen.demo.cast import home_of
from untilthen.demo.models import DemoMail
from untilthen.outbox.actions import MAIL, SECOND
from untilthen.outbox.couriers.base import Courier, Parcel
from untilthen.outbox.couriers.second import SecondWay
from untilthen.outbox.ways import is_mail
from untilthen.people.models import Plan
from untilthen.people.queries import people
from untilthen.web.account_mail import AccountMail, parcel


class MailboxCourier:
    """Puts each parcel into its person's mailbox; the same parcel twice is there once."""

    def send(self, parcel: Parcel) -> None:
        """Take the parcel in."""
        DemoMail.objects.get_or_create(
            message_id=parcel.message_id,
            defaults={
                "mailbox": home_of(parcel.address) if is_mail(parcel.address) else owner_of(parcel),
                "address": parcel.address,
                "subject": parcel.subject,
                "text": parcel.text,
                "html": parcel.html,
                "at": parcel.at,
            },
        )


def owner_of(parcel: Parcel) -> str:
    """Return the mailbox of whose messenger a parcel is for: in the demo nothing leaves it."""
    for plan in Plan.objects.filter(closed_at=None):
        for each in people(plan.pk).values():
            if each.details.second == parcel.address:
                return home_of(each.details.address)
    return home_of(parcel.address)


def couriers() -> Mapping[str, Courier]:
    """Return the courier of every channel."""
    mailboxes = MailboxCourier()
    return {MAIL: mailboxes, SECOND: SecondWay(mailboxes, mailboxes)}


class AccountMailboxes(AccountMail):
    """Mails of the account library (codes to sign in) arrive in the same mailboxes."""

    def send_to_all(self, message: EmailMessage) -> bool:
        """Put one mail into the mailbox of each whom it is for."""
        for address in message.recipients():
            MailboxCourier().send(parcel(message, address))
        return True
