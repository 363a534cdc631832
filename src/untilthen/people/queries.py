"""Read plans and people: rows opened with the plan's key into plain data."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from untilthen.keystore.queries import PLAN, take
from untilthen.people.models import PersonRow, Plan
from untilthen.people.names import Name
from untilthen.sealing.at_rest import mark, open_at_rest, seal_at_rest

OWNER = 0


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is known of a person. `zone` is a zone name, `language` a code; `second` another way to
    reach them, and `second_code` the code of its test while nobody has confirmed that it came.
    `quiet_dates` are days on which nobody knocks, as domain/knocks.py reads them;
    `guardian` is the person told first, until the day `guardian_until` if one is given; `welcome`:
    the owner said that they have not asked to be left alone.
    """

    name: str
    address: str
    zone: str
    language: str = "en"
    phone: str = ""
    second: str = ""
    second_code: str = ""
    technical: bool = False
    guardian: int | None = None
    guardian_until: str = ""
    quiet_dates: str = ""
    welcome: bool = False
    answers: bool = False
    """Whether whoever gets a letter may see this keeper's address, to answer the mail about it."""
    lands: str = ""
    """Where this person said that our mail lands: "inbox", "spam", or nothing yet."""

    @property
    def second_works(self) -> bool:
        """Whether there is a second way that was shown to arrive."""
        return bool(self.second) and not self.second_code


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person of a plan: their number in it, their details, and whether letters are for them."""

    plan: int
    number: int
    details: Details
    recipient: bool
    unreachable: bool
    no_mail: bool
    address_mark: str
    unreachable_at: datetime | None = None

    @property
    def name(self) -> str:
        """What they are called."""
        return Name(self.details.name)


def quiet_dates(details: Details) -> frozenset[str]:
    """Return the days on which nobody knocks at a person's door."""
    return frozenset(details.quiet_dates.split())


def sealed_details(key: bytes, plan: int, details: Details) -> bytes:
    """Return a person's details sealed under the plan's key."""
    content = json.dumps(asdict(details), ensure_ascii=False).encode()
    return seal_at_rest(key, content, person_purpose(plan))


def person_purpose(plan: int) -> str:
    """Return what sealed details are bound to."""
    return f"person of plan {plan}"


def address_mark(key: bytes, address: str) -> bytes:
    """Return the keyed mark by which an address is looked up; letter case makes no difference."""
    return mark(key, b"address", address.strip().casefold().encode())


def shared_mark(number: int, address: str) -> bytes | None:
    """Return the mark of a person's address that is the same in every plan here; None for owners,
    and for no address.
    """
    if number == OWNER or not address:
        return None
    return mark(settings.MASTER_KEY, b"shared", address.strip().casefold().encode())


def rows_at(address: str) -> QuerySet[PersonRow]:
    """Return the people with this address in every plan that is not closed, its owners excepted."""
    marked = shared_mark(OWNER + 1, address)
    if marked is None:
        return PersonRow.objects.none()
    return PersonRow.objects.filter(shared_mark=marked, plan__closed_at=None).order_by("pk")


def opened(key: bytes, row: PersonRow) -> Person:
    """Return a row as a person."""
    content = open_at_rest(key, bytes(row.sealed), person_purpose(row.plan_id))
    return Person(
        plan=row.plan_id,
        number=row.number,
        details=Details(**json.loads(content)),
        recipient=row.recipient,
        unreachable=row.unreachable_at is not None,
        no_mail=row.no_mail_at is not None,
        address_mark=bytes(row.address_mark).hex(),
        unreachable_at=row.unreachable_at,
    )


def people(plan: int) -> dict[int, Person]:
    """Return everybody of a plan by number, the owner (0) first."""
    key = take(plan, PLAN)
    rows = PersonRow.objects.filter(plan_id=plan).order_by("number")
    return {row.number: opened(key, row) for row in rows}


def person(plan: int, number: int) -> Person:
    """Return one person of a plan; raises PersonRow.DoesNotExist."""
    return opened(take(plan, PLAN), PersonRow.objects.get(plan_id=plan, number=number))


def names(plan: int, numbers: Iterable[int]) -> list[str]:
    """Return the names of some people of a plan, in the order given."""
    known = people(plan)
    return [known[number].name for number in numbers if number in known]


def accounts_at(address: str) -> QuerySet[User]:
    """Return the accounts of a mail address, confirmed or not."""
    theirs = EmailAddress.objects.filter(email__iexact=address).values("user")
    return User.objects.filter(Q(email__iexact=address) | Q(pk__in=theirs))


def unconfirmed(address: str) -> QuerySet[User]:
    """Return the accounts of an address that nobody ever showed to be theirs."""
    shown = EmailAddress.objects.filter(verified=True).values("user")
    never_used = accounts_at(address).filter(last_login=None, plans=None)
    return never_used.exclude(pk__in=shown)


def is_taken(address: str) -> bool:
    """Return whether somebody has a confirmed account with this address."""
    return accounts_at(address).exclude(pk__in=unconfirmed(address)).exists()


def was_closed(account: User) -> bool:
    """Return whether the plan of an account was closed, and the account is still to go."""
    return Plan.objects.filter(account=account).exclude(closed_at=None).exists()


def plan_of(account: User | None) -> Plan | None:
    """Return the plan of a signed-in account that is not closed, if it has one."""
    return Plan.objects.filter(account=account, closed_at=None).order_by("id").first()
