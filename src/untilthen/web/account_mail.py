"""Mails about accounts (codes to sign in, new passwords), handed over while somebody waits.

The same courier as for every other mail, but with little patience: a page must not hang on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from untilthen import edge
from untilthen.outbox.couriers.base import CannotSend, Parcel
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.server import server_from_settings

PATIENCE_SECONDS = 5.0  # for one answer; four times as long for all
ID_BYTES = 16


class MailNotAccepted(OSError):
    """The mail server did not take a mail that somebody waits for; nothing else is wrong."""


class AccountMail(BaseEmailBackend):
    """Hands mails of the account library to our courier, one person at a time."""

    def __init__(self, fail_silently: bool = False, **_options: Any) -> None:  # noqa: ANN401, FBT001, FBT002
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each mail to each of its recipients; return how many mails went to all of theirs."""
        return sum(self.send_to_all(message) for message in email_messages)

    def send_to_all(self, message: EmailMessage) -> bool:
        """Send one mail, to each recipient by itself; raises MailNotAccepted unless told to be
        quiet.
        """
        try:
            for address in message.recipients():
                courier().send(parcel(message, address))
        except CannotSend as problem:
            if not self.fail_silently:
                raise MailNotAccepted(problem.reason) from None
            return False
        return True


@cache
def courier() -> EmailCourier:
    """Return the courier of this process for mails that somebody waits for."""
    server = server_from_settings()
    return EmailCourier(replace(server, timeout=min(server.timeout, PATIENCE_SECONDS)))


def parcel(message: EmailMessage, address: str) -> Parcel:
    """Return a mail of the account library as a parcel for one person."""
    html = [
        content for content, kind in getattr(message, "alternatives", ()) if kind == "text/html"
    ]
    return Parcel(
        message_id=f"<account.{edge.token(ID_BYTES).hex()}@{settings.MAIL_DOMAIN}>",
        about="account",
        owner="",
        name="",
        address=address,
        subject=str(message.subject),
        text=str(message.body),
        html=str(html[0]) if html else "",
        language=get_language() or settings.LANGUAGE_CODE,
        at=edge.now(),
    )
