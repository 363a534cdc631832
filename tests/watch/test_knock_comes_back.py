"""A knock comes back: the letter goes as Ana wished, or is knocked for again; what was read stays
read.
"""

from datetime import timedelta

import pytest

from tests.outbox.reports import report
from tests.people_in_tests import Household
from tests.watch.coming_back import NOT_LIKED, comes_back, last_to, own_ways_back
from untilthen.domain import acts
from untilthen.domain.letter import DeliveryState
from untilthen.letters.at_the_door import door_of
from untilthen.letters.models import Delivery
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.outbox.returns.actions import Taken, receive
from untilthen.outbox.sending import write_parcel
from untilthen.people.links import Link, LinkKind
from untilthen.people.queries import person

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("own_ways_back"),
]
__all__ = ["own_ways_back"]
DAY = timedelta(days=1)


def released(ana: Household) -> Message:
    """Return Finn's knock, accepted."""
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(DAY)
    return last_to(ana, "Finn", "knock")


def test_a_letter_whose_knock_comes_back_goes_as_ana_wished(ana: Household) -> None:
    knock = released(ana)
    assert Delivery.objects.get().state == DeliveryState.KNOCKED.value
    comes_back(ana, knock)
    wished = Delivery.objects.get()
    assert wished.state == DeliveryState.WITH_KEEPER.value
    assert person(ana.plan.pk, knock.person).unreachable


def test_a_knock_whose_letter_was_opened_arrived_whatever_a_server_says(ana: Household) -> None:
    knock = released(ana)
    Delivery.objects.update(state=DeliveryState.OPENED.value, opened_at=ana.clock.at)
    comes_back(ana, knock)
    assert Delivery.objects.get().state == DeliveryState.OPENED.value


def test_a_knock_that_comes_back_for_now_is_knocked_again_with_the_same_message_id(
    ana: Household,
) -> None:
    knock = released(ana)
    comes_back(ana, knock, **NOT_LIKED)
    again = due(ana.clock.at + DAY, 10)
    assert [(each.pk, each.message_id) for each in again] == [(knock.pk, knock.message_id)]
    for _ in range(7):
        ana.let_pass(DAY)
        comes_back(ana, knock, **NOT_LIKED)
    assert Delivery.objects.get().state == DeliveryState.WITH_KEEPER.value
    knock.refresh_from_db()
    assert (knock.state, knock.returns) == (Message.REFUSED, 6)


def test_nothing_is_sent_again_after_a_stop(ana: Household) -> None:
    knock = released(ana)
    ana.does(acts.sign_in)
    comes_back(ana, knock, **NOT_LIKED)
    knock.refresh_from_db()
    assert knock.state == Message.ACCEPTED


def test_what_comes_back_after_the_closing_changes_nothing(ana: Household) -> None:
    knock = released(ana)
    raw = report(
        message_id=knock.message_id,
        to="finn@example.org",
        back=write_parcel(knock, ana.clock.at).return_path,
    )
    ana.let_pass(40 * DAY)
    assert not Message.objects.exists()
    assert receive(raw, ana.clock.at) is Taken.IGNORED


def test_a_link_of_a_door_still_opens_what_a_keeper_keeps(ana: Household) -> None:
    knock = released(ana)
    comes_back(ana, knock)
    link = Link(LinkKind.DOOR, ana.plan.pk, knock.person, 1)
    assert door_of(link).shut == ""
