"""Every word the code keeps fits its column: SQLite would take any, PostgreSQL does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db.models import CharField, Model

from tests.people_in_tests import Household
from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import About, Event, State
from untilthen.handover.actions import OPEN_TO_ALL
from untilthen.handover.models import Duty
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery
from untilthen.outbox.actions import mark_failed
from untilthen.outbox.models import Message
from untilthen.people.actions import change_person
from untilthen.watch.models import Said, SwitchRow
from untilthen.watch.trouble import tell_of_trouble

WORDS: list[tuple[type[Model], str, list[str]]] = [
    (Line, "event", [*Event]),
    (Line, "before", [*State, *DeliveryState]),
    (Line, "after", [*State, *DeliveryState]),
    (Delivery, "state", [*DeliveryState]),
    (Duty, "state", [OPEN_TO_ALL]),
    (Message, "about", [*About]),
    (Said, "answer", [Event.SAID_SURE, Event.SAID_ALIVE]),
    (SwitchRow, "state", [*State]),
]


def room(model: type[Model], field: str) -> int:
    """Return how many characters a column takes."""
    column = model._meta.get_field(field)
    assert isinstance(column, CharField)
    assert column.max_length is not None
    return column.max_length


@pytest.mark.parametrize(("model", "field", "words"), WORDS)
def test_every_word_fits(model: type[Model], field: str, words: list[str]) -> None:
    assert max(len(word) for word in words) <= room(model, field)


@pytest.mark.django_db(databases=["default", "keys"])
def test_occasions_fit_at_any_instant(ana: Household) -> None:
    odd = datetime(2027, 3, 3, 8, 0, 1, 234567, tzinfo=UTC)
    make_technical(ana)
    late = Message.objects.get(about="invitation", person=ana.people["Ben"].number)
    mark_failed(late, ana.clock.at)
    Message.objects.filter(pk=late.pk).update(owed_at=odd)
    ana.clock.at = datetime(2027, 3, 5, 8, tzinfo=UTC)
    assert tell_of_trouble(ana.clock.at) == 1
    longest = max(len(each.occasion) for each in Message.objects.all())
    assert longest <= room(Message, "occasion")


def make_technical(ana: Household) -> None:
    """Give Ben a second way to be told that mail does not leave."""
    ben = ana.people["Ben"]
    more = replace(ben.details, technical=True, second="ben@elsewhere.example.org")
    change_person(ana.plan.pk, ben.number, more)
