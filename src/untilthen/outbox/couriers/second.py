"""The courier for a second way to reach somebody: another mailbox, or a messenger.

It says nothing but that something is open, for others may read it: no name, no link of a person.
"""

from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from untilthen.domain.states import About
from untilthen.outbox.couriers.base import Courier, Parcel
from untilthen.outbox.ways import is_mail


class SecondWay:
    """Hands on a text without content in the parcel's place; raises CannotSend as they do."""

    def __init__(self, mail: Courier, messengers: Courier) -> None:
        self.mail = mail
        self.messengers = messengers

    def send(self, parcel: Parcel) -> None:
        """Return once the text was accepted; the names and links of the parcel are not in it."""
        with translation.override(parcel.language):
            said, more = words(parcel)
        by_mail = is_mail(parcel.address)
        here = f"{settings.ADDRESS}/"
        bare = replace(
            parcel,
            owner="",
            name="",
            subject=said,
            text=f"{said}\n\n{more}\n{here}\n" if by_mail else f"{said} {here}",
            html="",
            unsubscribe="",
            reply_to="",
        )
        (self.mail if by_mail else self.messengers).send(bare)


def words(parcel: Parcel) -> tuple[str, str]:
    """Return what is said, and what a mail says besides."""
    if parcel.about == About.SECOND_TEST.value:
        return parcel.subject, gettext("Type the number on the page that you came from:")
    if parcel.about == About.OUTAGE_NOTE.value:
        return gettext("Mail is not being accepted."), gettext("It is about this service:")
    more = gettext("The mail about it is in your other mailbox. You can also sign in here:")
    return gettext("Your check-in is open."), more
