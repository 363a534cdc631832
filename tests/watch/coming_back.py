"""Mails of Ana's plan that come back, each by its own way."""

from dataclasses import replace

import pytest

from tests.outbox.reports import report
from tests.people_in_tests import Household
from untilthen.outbox.models import Message
from untilthen.outbox.returns.actions import Taken, receive
from untilthen.outbox.sending import write_parcel
from untilthen.people.queries import OWNER
from untilthen.watch.notice import notice

NOT_LIKED = {"status": "5.7.1", "diagnostic": "smtp; 550 5.7.1 listed"}


@pytest.fixture
def own_ways_back(settings: object) -> None:
    """Each mail has its own way back."""
    config = settings.CONFIG  # type: ignore[attr-defined]
    wanted = replace(config, returns_address="returns+*@until-then.example.org")
    settings.CONFIG = wanted  # type: ignore[attr-defined]


def last_to(ana: Household, name: str, about: str = "", state: str = Message.ACCEPTED) -> Message:
    """Return the newest mail to somebody that was accepted, or is in another state."""
    number = ana.people[name].number if name else OWNER
    theirs = Message.objects.filter(plan=ana.plan.pk, person=number, channel="mail", state=state)
    found = (theirs.filter(about=about) if about else theirs).order_by("-pk").first()
    assert found is not None
    return found


def comes_back(ana: Household, message: Message, form: str = "", **more: str) -> Taken:
    """Let a mail come back by its own way, and let the watch take note."""
    parcel = write_parcel(message, ana.clock.at)
    said = {"to": parcel.address, "back": parcel.return_path, **more}
    forms = {"form": form} if form else {}
    taken = receive(report(message_id=message.message_id, **forms, **said), ana.clock.at)
    notice(ana.clock.at)
    return taken
