"""Ana's mail is refused for good: she is asked in every other way, and keepers hear why (10.3)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.people_in_tests import Household, Sends
from untilthen.domain.states import State
from untilthen.outbox.actions import SECOND, Owed, mark_accepted, mark_failed, mark_refused, owe
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.people.actions import change_person
from untilthen.people.queries import OWNER, person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def refusing(*channels: str) -> Sends:
    """Return a sender that refuses the owner's mails by these channels for good."""

    def send(now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            refused = message.person == OWNER and message.channel in channels
            (mark_refused if refused else mark_accepted)(message, now)
        return len(messages)

    return send


def give_second(ana: Household) -> None:
    """Let Ana be reached in a second way."""
    details = person(ana.plan.pk, OWNER).details
    change_person(ana.plan.pk, OWNER, replace(details, second="ana@elsewhere.example.org"))


def test_with_mail_alone_keepers_hear_why_and_waits_double(ana: Household) -> None:
    ana.let_pass(45 * DAY, refusing("mail"))
    assert ana.switch.state is State.VIGIL
    assert ana.switch.owner_unreachable
    vigils = Message.objects.filter(about="vigil")
    assert {each.facts["why"] for each in vigils} == {"owner_unreachable"}
    ana.are_sure("Ben", "Chidi")
    assert ana.switch.wait is not None
    assert ana.switch.wait.days == 14


def test_she_is_written_to_all_the_same(ana: Household) -> None:
    ana.let_pass(45 * DAY, refusing("mail"))
    tried = Message.objects.filter(person=OWNER, channel="mail", state=Message.REFUSED)
    assert {"reminder_3", "owner_warning"} <= set(tried.values_list("about", flat=True))


def test_a_second_way_is_asked_from_then_on(ana: Household) -> None:
    give_second(ana)
    ana.let_pass(45 * DAY, refusing("mail"))
    assert not ana.switch.owner_unreachable
    by_second = Message.objects.filter(person=OWNER, channel=SECOND, state=Message.ACCEPTED)
    assert {"reminder_1", "owner_warning"} <= set(by_second.values_list("about", flat=True))


def test_both_ways_refused_count_as_out_of_reach(ana: Household) -> None:
    give_second(ana)
    ana.let_pass(45 * DAY, refusing("mail", SECOND))
    assert ana.switch.owner_unreachable


def putting_off(*people: int) -> Sends:
    """Return a sender that puts off every mail to these people, and has the others accepted."""

    def send(now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            (mark_failed if message.person in people else mark_accepted)(message, now)
        return len(messages)

    return send


def give_others_mail(ana: Household) -> None:
    """Let somebody else here be written to each week, as on a machine with more than one plan."""
    for week in range(8):
        at = ana.clock.at + timedelta(days=28 + 7 * week)
        mail = Owed(plan=99, person=1, about="vigil", occasion=f"week {week}", at=at)
        owe(mail, ana.clock.at)


def test_put_off_for_three_weeks_while_others_are_reached_she_is_out_of_reach(
    ana: Household,
) -> None:
    give_others_mail(ana)
    ana.let_pass(2 * DAY)
    ana.let_pass(45 * DAY, putting_off(OWNER))
    assert not ana.switch.owner_unreachable
    ana.let_pass(2 * DAY, putting_off(OWNER))
    assert ana.switch.owner_unreachable
    ana.let_pass(3 * DAY, putting_off(OWNER))
    assert ana.switch.state is not State.LIVING


def test_when_nobody_is_reached_the_trouble_is_ours(ana: Household) -> None:
    give_others_mail(ana)
    ana.let_pass(60 * DAY, putting_off(OWNER, 1))
    assert not ana.switch.owner_unreachable
