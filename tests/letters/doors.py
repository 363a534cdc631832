"""A release as the watch begins one, up to the knocks: what then stands behind a door."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client

from tests.letters.conftest import NOW, Owner
from untilthen.letters import doors
from untilthen.letters.knocking import Round, owe_knocks
from untilthen.letters.models import Delivery
from untilthen.letters.release import release
from untilthen.outbox.actions import mark_accepted
from untilthen.outbox.models import Message
from untilthen.people.linkpage import short_id
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.queries import Person


@dataclass(frozen=True)
class Reader:
    """A recipient with the link of their knock, in a browser of their own."""

    token: str
    client: Client

    @property
    def door(self) -> str:
        """Where the link leads."""
        return f"/door/{short_id(self.token)}/"

    def presses(self, does: str, **more: str) -> str:
        """Press a button of the door and return the page that follows."""
        answer = self.client.post(self.door, {"does": does, **more}, follow=True)
        return str(answer.content.decode())

    def looks(self) -> str:
        """Return the door's page."""
        return str(self.client.get(self.door).content.decode())


def release_now(owner: Owner, now: datetime = NOW, *, opened: bool = True) -> list[Delivery]:
    """Release every letter of a plan, re-wrapped or as it was sealed, and owe the knocks."""
    deliveries = release(owner.plan, 1, now, "solo" if opened else None)
    owe_knocks(round_of(owner, now), now)
    return deliveries


def round_of(owner: Owner, now: datetime) -> Round:
    """Return the round of knocks of release 1."""
    return Round(plan=owner.plan.pk, release=1, began=now, sheets_at=None, stays=30)


def knocks_until(owner: Owner, until: datetime) -> None:
    """Let every knock owed until a moment be accepted."""
    owed = Message.objects.filter(plan=owner.plan.pk, about="knock", state=Message.OWED)
    for message in owed.filter(try_at__lte=until):
        mark_accepted(message, message.try_at)
        day = message.facts["day"]
        doors.knocked(message.plan, message.person, 1, day, message.try_at)


def brought(owner: Owner, person: Person, *, opened: bool = True) -> Reader:
    """Release, let the knocks of two days arrive, and follow a person's link."""
    release_now(owner, opened=opened)
    knocks_until(owner, NOW + timedelta(days=2))
    return link_of(owner, person)


def link_of(owner: Owner, person: Person, number: int = 1) -> Reader:
    """Follow the link in a person's knock."""
    token = token_for(Link(LinkKind.DOOR, owner.plan.pk, person.number, number))
    client = Client()
    client.get(f"/go/{token}")
    return Reader(token, client)
