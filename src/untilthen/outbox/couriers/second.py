"""The courier for a second way to reach somebody: for now an address at another mail provider.

It goes over the same SMTP server and says nothing but that something is open: others may read it.
"""

from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from untilthen.outbox.couriers.base import Courier, Parcel


class SecondMail:
    """Hands on a text without content in the parcel's place; raises CannotSend as mail does."""

    def __init__(self, mail: Courier) -> None:
        self.mail = mail

    def send(self, parcel: Parcel) -> None:
        """Return once the text was accepted; the names and links of the parcel are not in it."""
        with translation.override(parcel.language):
            said = gettext("Your check-in is open.")
            more = gettext("The mail about it is in your other mailbox. You can also sign in here:")
        self.mail.send(
            replace(
                parcel,
                owner="",
                name="",
                subject=said,
                text=f"{said}\n\n{more}\n{settings.ADDRESS}/\n",
                html="",
                unsubscribe="",
                reply_to="",
            )
        )
