"""The next moment is that of the next step or mail: never past, never one that is not there."""

from datetime import timedelta

import pytest

from tests.people_in_tests import Clock, Household
from untilthen.outbox.models import Message
from untilthen.people.models import WaitingChange
from untilthen.watch.models import SwitchRow
from untilthen.watch.moments import next_moment

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MINUTE = timedelta(minutes=1)


def settle_all(clock: Clock) -> None:
    """Have every mail that is owed accepted."""
    Message.objects.update(state=Message.ACCEPTED, settled_at=clock.at)


def test_without_a_plan_there_is_none(clock: Clock) -> None:
    assert next_moment(clock.at) is None


def test_silence_wakes_when_its_step_is_due(ana: Household, clock: Clock) -> None:
    settle_all(clock)
    assert next_moment(clock.at) == SwitchRow.objects.get().wake_at


def test_a_mail_owed_comes_first_and_is_never_past(ana: Household, clock: Clock) -> None:
    settle_all(clock)
    Message.objects.filter(pk=Message.objects.first().pk).update(  # type: ignore[union-attr]
        state=Message.OWED, try_at=clock.at - MINUTE
    )
    assert next_moment(clock.at) == clock.at


def test_a_claimed_mail_waits_for_the_end_of_its_claim(ana: Household, clock: Clock) -> None:
    settle_all(clock)
    Message.objects.filter(pk=Message.objects.first().pk).update(  # type: ignore[union-attr]
        state=Message.OWED, try_at=clock.at - MINUTE, claimed_until=clock.at + MINUTE
    )
    assert next_moment(clock.at) == clock.at + MINUTE


def test_shorter_waits_begin_on_their_day(ana: Household, clock: Clock) -> None:
    settle_all(clock)
    WaitingChange.objects.create(
        plan=ana.plan, values={}, asked_at=clock.at, begins_at=clock.at + MINUTE
    )
    assert next_moment(clock.at) == clock.at + MINUTE
