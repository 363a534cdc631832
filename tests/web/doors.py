"""Ana's plan with letters that left, and the pages its people reach by their links."""

from dataclasses import dataclass
from datetime import timedelta

from django.http.response import HttpResponseBase
from django.test import Client

from tests.people_in_tests import Household
from untilthen.domain.timetable import release_at
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind


@dataclass
class Page:
    """A page by link, in a browser of its own."""

    client: Client
    path: str

    def looks(self) -> str:
        """Return what the page says."""
        return said(self.client.get(self.path, follow=True))

    def presses(self, does: str, **more: object) -> str:
        """Press a button; return what the page says then."""
        return said(self.client.post(self.path, {"does": does, **more}, follow=True))


def said(answer: HttpResponseBase) -> str:
    """Return a page's words, on one line."""
    return " ".join(bytes(answer.content).decode().split())  # type: ignore[attr-defined]


def page(home: Household, kind: LinkKind, name: str, round_: int | None = None) -> Page:
    """Follow somebody's link in a browser of their own."""
    client = Client()
    answer = client.get(f"/go/{home.token(kind, name, round_)}")
    assert answer.status_code == 303, answer.status_code
    return Page(client, str(answer["Location"]))


def door(home: Household, name: str) -> Page:
    """Return somebody's door in the present release."""
    return page(home, LinkKind.DOOR, name, home.switch.release)


def with_you(home: Household, name: str) -> Page:
    """Return the page of what lies with somebody."""
    release = home.switch.release + (home.switch.state.value == "quiet_wait")
    return page(home, LinkKind.ENTRUSTED, name, release)


def release(home: Household, days: int = 1) -> None:
    """Let Ana's silence run until her letters have left for some days."""
    home.let_pass(timedelta(days=45))
    home.are_sure("Ben", "Chidi")
    home.let_pass(release_at(home.switch) - home.clock.at + timedelta(days=days))


def knocks(name: str, home: Household) -> list[Message]:
    """Return every knock that somebody was owed."""
    number = home.people[name].number
    return list(Message.objects.filter(about="knock", person=number).order_by("pk"))
