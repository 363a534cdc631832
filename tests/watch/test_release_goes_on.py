"""A release comes to its end whatever becomes of its mails, and no letter is lost on the way (P7,
P8).
"""

from datetime import date, datetime, timedelta

import pytest

from tests.people_in_tests import Household, Sends
from untilthen.domain import acts
from untilthen.domain.states import State
from untilthen.handover.actions import name_duty
from untilthen.journal.models import Line
from untilthen.keystore import actions as keystore
from untilthen.keystore import queries as keystore_queries
from untilthen.letters.models import Delivery
from untilthen.outbox.actions import mark_accepted, mark_failed
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.parts.sets import server_part

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def released(ana: Household) -> None:
    """Let Ana fall silent and both keepers be sure, until the morning of the release."""
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()


def but(about: str, name: str, ana: Household) -> Sends:
    """Return a sender to whom everything is accepted but one person's mails about something."""
    number = ana.people[name].number

    def send(now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            put_off = message.about == about and message.person == number
            (mark_failed if put_off else mark_accepted)(message, now)
        return len(messages)

    return send


def state_of(ana: Household, name: str) -> set[str]:
    """Return where a person's deliveries stand."""
    found = Delivery.objects.filter(plan=ana.plan, person=ana.people[name].number)
    return set(found.values_list("state", flat=True))


def test_a_sheet_nobody_takes_does_not_keep_the_letters(ana: Household) -> None:
    ana.writes("Finn")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, ())
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(40 * DAY, but("duty_sheet", "Ben", ana))
    assert state_of(ana, "Finn") == {"knocked"}
    assert ana.switch.state is State.GOODBYES


def test_with_later_letters_only_the_plan_waits_in_goodbyes(ana: Household) -> None:
    day = date(2028, 5, 2)
    ana.writes("Finn", not_before=day)
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(8 * DAY)
    assert ana.switch.state is State.GOODBYES
    assert ana.switch.anchor.date() == day
    ana.let_pass(datetime(2028, 5, 3, 12, tzinfo=ana.clock.at.tzinfo) - ana.clock.at)
    assert state_of(ana, "Finn") == {"knocked"}
    ana.let_pass(31 * DAY)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None


def test_nothing_is_closed_while_a_knock_is_owed(ana: Household) -> None:
    ana.writes("Finn", not_before=date(2027, 7, 1))
    ana.writes("Ben")
    late = Line.objects.filter(event="closing_put_off")
    released(ana)
    ana.let_pass(105 * DAY, nothing_to("Finn", ana))
    assert ana.switch.state is State.GOODBYES
    assert late.exists()
    ana.let_pass(DAY)
    assert state_of(ana, "Finn") == {"knocked"}
    ana.let_pass(28 * DAY)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is None, "the letter stays thirty days from its own knock"
    ana.let_pass(4 * DAY)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None


def nothing_to(name: str, ana: Household) -> Sends:
    """Return a sender whose mails to one person stay owed without a try of ours counting."""
    number = ana.people[name].number

    def send(now: datetime) -> int:
        messages = [each for each in due(now, 1000) if each.person != number]
        for message in messages:
            mark_accepted(message, now)
        Message.objects.filter(person=number, state=Message.OWED, try_at__lte=now).update(
            try_at=now + timedelta(hours=4)
        )
        return len(messages)

    return send


def test_a_reader_put_off_for_two_weeks_is_given_up(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    released(ana)
    let_hours_pass(ana, 13 * DAY)
    assert (state_of(ana, "Gita"), state_of(ana, "Finn")) == ({"knocked"}, {"queued"})
    let_hours_pass(ana, 2 * DAY)
    assert state_of(ana, "Finn") == {"with_keeper"}
    assert ana.switch.state is State.GOODBYES


def let_hours_pass(ana: Household, span: timedelta) -> None:
    """Let time pass with a try at each due hour, Finn's side putting every knock off."""
    for _ in range(span // timedelta(hours=4)):
        ana.let_pass(timedelta(hours=4), but("knock", "Finn", ana))


def test_our_own_outage_gives_nobody_up(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    released(ana)

    def put_all_off(now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            mark_failed(message, now)
        return len(messages)

    ana.let_pass(40 * DAY, put_all_off)
    assert state_of(ana, "Finn") == state_of(ana, "Gita") == {"queued"}
    ana.let_pass(DAY)
    assert state_of(ana, "Finn") == state_of(ana, "Gita") == {"knocked"}


def test_a_third_press_holds_the_knocks_for_three_days(ana: Household) -> None:
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    for _ in range(2):
        ana.does(acts.press_stop)
        ana.let_pass(9 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.does(acts.press_stop)
    assert ana.switch.state is State.DELIVERING
    ana.let_pass(2 * DAY)
    assert state_of(ana, "Finn") == {"queued"}
    ana.let_pass(2 * DAY)
    assert state_of(ana, "Finn") == {"knocked"}


def test_a_release_that_cannot_begin_says_so_each_day(ana: Household) -> None:
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    ours = keystore_queries.take(ana.plan.pk, server_part(1))
    keystore.destroy(ana.plan.pk, server_part(1))
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(12 * DAY)
    assert ana.switch.state is State.QUIET_WAIT
    assert Line.objects.filter(plan=ana.plan.pk, event="release_put_off").count() in (4, 5)
    keystore.keep(ana.plan.pk, server_part(1), ours)
    ana.let_pass(2 * DAY)
    assert state_of(ana, "Finn") == {"knocked"}


def test_letters_that_cannot_be_opened_for_a_month_are_given_sealed(ana: Household) -> None:
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    keystore.destroy(ana.plan.pk, server_part(1))
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(36 * DAY)
    assert ana.switch.state is State.QUIET_WAIT
    ana.let_pass(4 * DAY)
    assert state_of(ana, "Finn") == {"with_recipient_sealed"}
