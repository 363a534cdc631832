"""Who is in the demo: Ana and the eight people of her plan, all invented (domain 7.1).

Telephone numbers are from ranges set aside for stories.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from untilthen.people.queries import Details

PASSWORD = "coffee on the landing"  # noqa: S105 - of an invented person, and shown to every visitor


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in the demo: their details, and who they are to Ana in a few words."""

    details: Details
    who: object

    @property
    def name(self) -> str:
        """What they are called."""
        return self.details.name

    @property
    def mailbox(self) -> str:
        """The address by which their mailbox is known."""
        return self.details.address


def member(name: str, zone: str, who: object, **more: str | bool) -> Member:
    """Return somebody with an address that follows from their name."""
    address = f"{name.split()[0].lower()}@example.org"
    details = Details(name=name, address=address, zone=zone, **more)  # type: ignore[arg-type]
    return Member(details=details, who=who)


BERLIN = "Europe/Berlin"
ANA = member("Ana Berg", BERLIN, _("It is her plan"), second="ana@elsewhere.example.org")
KEEPERS = (
    member("Ben", BERLIN, _("Her husband, a keeper"), phone="+49 30 23125 014"),
    member("Chidi", "Africa/Lagos", _("Her friend in Lagos, a keeper")),
    member("Dara", BERLIN, _("Her neighbour, a keeper"), phone="+49 30 23125 087"),
    member(
        "Eli",
        "America/Toronto",
        _("Her cousin in Toronto, a keeper"),
        phone="+1 416 555 0142",
        second="eli@elsewhere.example.org",
        technical=True,
    ),
)
READERS = (
    member("Finn", BERLIN, _("Her son, 16")),
    member("Gita", "Asia/Kolkata", _("Her sister in Kolkata")),
    member("Hana", "Asia/Tokyo", _("Her oldest friend, in Tokyo")),
    member("Ivo", "Europe/Lisbon", _("From the choir, in Lisbon")),
)
CAST = (ANA, *KEEPERS, *READERS)
SECOND_HOMES = {each.details.second: each.mailbox for each in CAST if each.details.second}


def home_of(address: str) -> str:
    """Return the mailbox in which mail to an address arrives: one for each person."""
    plain = address.strip().casefold()
    return SECOND_HOMES.get(plain, plain)


def name_of(mailbox: str) -> str:
    """Return whose mailbox it is; of strangers, the address."""
    return next((each.name for each in CAST if each.mailbox == mailbox), mailbox)
