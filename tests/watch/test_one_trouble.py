"""One plan's trouble stops no other plan's steps, mails or closing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.people_in_tests import Clock, Household, household, with_keepers
from untilthen.domain.states import State
from untilthen.journal.models import Line
from untilthen.keystore import actions as keystore
from untilthen.outbox.actions import mark_accepted, mark_failed, mark_refused
from untilthen.outbox.models import Message
from untilthen.people.actions import change_person
from untilthen.people.models import PersonRow, WaitingChange
from untilthen.watch.models import Outage, SwitchRow
from untilthen.watch.notice import notice
from untilthen.watch.tick import tick

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def other(clock: Clock, db: None) -> Household:
    """Olga's plan, living beside Ana's."""
    olga = household(clock, "Olga Weiss", 40)
    olga.invite("Ben", "Chidi")
    olga.promise("Ben", "Chidi")
    return olga


def nothing() -> int:
    """Send nothing."""
    return 0


def make_technical(ana: Household) -> None:
    """Give Ben a second way to be told that mail does not leave."""
    ben = ana.people["Ben"]
    more = replace(ben.details, technical=True, second="ben@elsewhere.example.org")
    change_person(ana.plan.pk, ben.number, more)


def test_a_late_mail_of_a_plan_without_keys(ana: Household, clock: Clock) -> None:
    make_technical(ana)
    late = Message.objects.filter(plan=ana.plan.pk).earliest("pk")
    mark_failed(late, clock.at)
    keystore.destroy(ana.plan.pk)
    clock.at += timedelta(hours=25)
    tick(clock.at, nothing)
    assert Message.objects.filter(about="outage_note").count() == 0


def test_mails_of_a_broken_plan_are_noticed_after_the_others(
    ana: Household, other: Household, clock: Clock
) -> None:
    SwitchRow.objects.filter(plan=ana.plan).update(sealed=b"damaged")
    Message.objects.filter(state=Message.CANCELLED).delete()  # about parts that were shown since
    broken = Message.objects.filter(plan=ana.plan.pk, person=1).earliest("pk")
    fine = Message.objects.filter(plan=other.plan.pk, person=1).earliest("pk")
    for message in (broken, fine):
        mark_refused(message, clock.at)
    assert notice(clock.at) == 1
    fine.refresh_from_db()
    broken.refresh_from_db()
    assert (fine.noticed, broken.noticed) == (True, False)
    unreachable = PersonRow.objects.exclude(unreachable_at=None)
    assert [row.plan for row in unreachable] == [other.plan]


def test_steps_of_others_fall_beside_a_broken_plan(
    ana: Household, other: Household, clock: Clock
) -> None:
    wake = SwitchRow.objects.get(plan=other.plan).wake_at
    assert wake is not None
    SwitchRow.objects.filter(plan=ana.plan).update(sealed=b"damaged", wake_at=wake - DAY)
    clock.at = wake
    tick(clock.at, nothing)
    assert Message.objects.filter(plan=other.plan.pk, about="check_in").exists()


def test_a_mail_is_noticed_for_its_last_end(ana: Household, clock: Clock) -> None:
    message = Message.objects.filter(plan=ana.plan.pk).earliest("pk")
    Message.objects.filter(pk=message.pk).update(state=Message.CANCELLED, noticed=True)
    assert mark_accepted(message, clock.at)
    message.refresh_from_db()
    assert (message.state, message.noticed) == (Message.ACCEPTED, False)


def closed(clock: Clock) -> Household:
    """Return a plan that has run its course, its last notes accepted, its people not yet gone."""
    ana = with_keepers(clock)
    ana.writes("Finn")
    WaitingChange.objects.create(
        plan=ana.plan, values={}, asked_at=clock.at, begins_at=clock.at + 900 * DAY
    )
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(timedelta(hours=3))
    while ana.switch.state is not State.CLOSED:
        ana.let_pass(DAY, ended_by_closing)
    return ana


def ended_by_closing(now: datetime) -> int:
    """Have everything accepted but the last notes."""
    owed = Message.objects.filter(state=Message.OWED, try_at__lte=now).exclude(about="closed")
    return sum(mark_accepted(message, now) for message in owed)


def all_gone() -> bool:
    """Return whether nothing is left to forget."""
    rows = (Message, PersonRow, SwitchRow, WaitingChange)
    return not any(row._default_manager.exists() for row in rows)


def test_closing_goes_on_after_the_keys_went(clock: Clock, db: None) -> None:
    ana = closed(clock)
    mark_failed(Message.objects.filter(about="closed").earliest("pk"), clock.at)
    keystore.destroy(ana.plan.pk)  # the crash: keys gone, and the rows came back
    clock.at += 8 * DAY
    tick(clock.at, nothing)
    assert all_gone()


def test_closing_goes_on_after_the_people_went(clock: Clock, db: None) -> None:
    ana = closed(clock)
    Message.objects.all().delete()
    PersonRow.objects.filter(plan=ana.plan).delete()
    keystore.destroy(ana.plan.pk)
    assert SwitchRow.objects.exists(), "the mark that the files are still to be cleaned"
    tick(clock.at, nothing)
    assert not SwitchRow.objects.exists()


def test_nobody_is_told_of_late_mail_after_a_closing(clock: Clock, db: None) -> None:
    ana = closed(clock)
    make_technical(ana)
    mark_failed(Message.objects.filter(about="closed").earliest("pk"), clock.at)
    clock.at += 2 * DAY
    tick(clock.at, nothing)
    assert not Message.objects.filter(about="outage_note").exists()


def test_a_new_plan_knows_nothing_of_earlier_outages(clock: Clock, db: None) -> None:
    Outage.objects.create(start=clock.at - 9 * DAY, end=clock.at - 7 * DAY)
    ana = household(clock)
    ana.invite("Ben")
    assert not Line.objects.filter(plan=ana.plan.pk, event="were_away").exists()
