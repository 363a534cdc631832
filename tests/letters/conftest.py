"""Ana and her plan; Finn and Gita, whom she writes to; Mallory, whose plan is another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.letters.sealed import ESTATE, OWN, Sealed, sealed_words
from tests.standing import _files
from untilthen import edge
from untilthen.domain.settings import Settings
from untilthen.letters.actions import Draft, MadeKey, keep_key, save_letter, take_text
from untilthen.letters.models import Letter
from untilthen.letters.recipients import add_recipient
from untilthen.parts.actions import begin_set, put_in_force
from untilthen.parts.made import MadeSet
from untilthen.parts.sets import SERVER, SetFacts
from untilthen.people.models import Plan
from untilthen.people.queries import Details, Person
from untilthen.people.signin import STRONG_AT
from untilthen.sealing.sign import SigningKey
from untilthen.watch.actions import begin

__all__ = ["_files"]

NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)


@dataclass
class Clock:
    """The time as pages see it."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def passes(self, span: timedelta) -> None:
        """Let time pass."""
        self.at += span


@dataclass(frozen=True)
class Owner:
    """An owner with a plan, and a browser that is signed in strongly."""

    plan: Plan
    client: Client

    def writes(self, sealed: Sealed, *to: Person, **more: object) -> Letter:
        """Save a letter as the browser would have sealed it."""
        text = take_text(self.plan, sealed.name, sealed_words(sealed), NOW)
        draft = Draft(to=tuple(each.number for each in to), **more)  # type: ignore[arg-type]
        return save_letter(self.plan, None, draft, text, NOW)

    def knows(self, name: str, zone: str = "Europe/Berlin") -> Person:
        """Add somebody to write to."""
        details = Details(name=name, address=f"{name.lower()}@example.org", zone=zone)
        return add_recipient(self.plan, details, NOW)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """A clock that stands at 1 March 2027."""
    standing = Clock(NOW)
    edge.set_clock(standing)
    yield standing
    edge.set_clock(edge.wall_clock)


def owner_called(name: str, dice: int) -> Owner:
    """Return an owner whose key is made."""
    account = User.objects.create_user(name, f"{name}@example.org")
    details = Details(name=f"{name} Berg", address=f"{name}@example.org", zone="Europe/Berlin")
    plan, _ = begin(account, details, Settings(zone="Europe/Berlin"), NOW, bytes([dice]) * 74)
    client = Client(headers={"accept": "application/json"})
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[STRONG_AT] = NOW.isoformat()
    session.save()
    return Owner(plan, client)


@pytest.fixture
def ana() -> Owner:
    """Ana, signed in, with her key, and the estate's."""
    owner = owner_called("Ana", 1)
    made = MadeKey(
        owner_recipient=str(OWN.recipient),
        owner_file="locked",
        signer=SigningKey.from_owner_seed(OWN.reveal_seed()).public,
    )
    keep_key(owner.plan, made, NOW)
    seals_alone(owner.plan)
    return owner


def seals_alone(plan: Plan) -> None:
    """Let the estate's whole key be kept here, as in a plan without keepers."""
    facts = SetFacts(
        estate=str(ESTATE.recipient), custody=SERVER, kit="none",
        needed=0, held_here=0, identity_file="",
    )  # fmt: skip
    made = MadeSet(number=1, facts=facts, server_part=ESTATE.reveal_seed().hex())
    put_in_force(plan, begin_set(plan, made, bytes(32), NOW), NOW)


@pytest.fixture
def mallory() -> Owner:
    """Somebody else, with a plan of their own."""
    return owner_called("Mallory", 2)


@pytest.fixture
def finn(ana: Owner) -> Person:
    """Finn, to whom Ana writes."""
    return ana.knows("Finn")


@pytest.fixture
def gita(ana: Owner) -> Person:
    """Gita, to whom Ana writes too."""
    return ana.knows("Gita", "Asia/Kolkata")
