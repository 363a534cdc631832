"""Every mail the watch really owes can be written from the facts it was owed with.

Ana's plan is led through every state; each mail is rendered as it leaves, and every About is met.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.outbox.replies import answer_to
from tests.people_in_tests import Household
from untilthen.domain import acts, keeper_acts
from untilthen.domain.states import About, State
from untilthen.handover.actions import name_duty
from untilthen.outbox.actions import mark_accepted, mark_failed
from untilthen.outbox.models import Message
from untilthen.outbox.queries import due
from untilthen.outbox.returns.actions import receive
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.queries import person
from untilthen.watch import deeds
from untilthen.watch.calls import ask_to_call
from untilthen.watch.models import Heartbeat
from untilthen.watch.secondways import confirm_second, name_second

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
HOLES = re.compile(r"None|\[\]|\{[{%]|  |^ |Dear ,| ,| \.|^, ", re.MULTILINE)


class Written:
    """Writes every mail that is due and has it accepted; remembers what each was about."""

    def __init__(self) -> None:
        self.subjects: dict[str, set[str]] = {}
        self.failing = False

    def __call__(self, now: datetime) -> int:
        messages = due(now, 1000)
        for message in messages:
            parcel = write_parcel(message, now)
            assert parcel.address
            holes = HOLES.search(re.sub(r"^[-\s]+", "", parcel.text, flags=re.M))
            assert not holes, f"{message.about}: {parcel.text}"
            kind = re.sub(r"_\d+$", "", message.about)
            self.subjects.setdefault(f"{kind} by {message.channel}", set()).add(parcel.subject)
            put_off = self.failing and message.channel == "mail"
            (mark_failed if put_off else mark_accepted)(message, now)
        return len(messages)


@pytest.fixture
def written() -> Written:
    return Written()


def prepare(ana: Household) -> None:
    """Give Ana a second way, a technical keeper, duties, letters and an invitation in vain."""
    ana.invite("Dara")
    for number in (0, ana.people["Ben"].number):
        details = person(ana.plan.pk, number).details
        more = replace(details, second="second@elsewhere.example.org", technical=number > 0)
        change_person(ana.plan.pk, number, more)
    ana.writes("Finn", "Ben")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))


def test_every_mail_can_be_written(ana: Household, written: Written) -> None:
    prepare(ana)
    first_round(ana, written)
    a_release_and_back(ana, written)
    to_the_end(ana, written)
    met = {key.split(" by ")[0] for key in written.subjects}
    assert met == {about.value for about in About}
    by_second = {key for key in written.subjects if key.endswith(" by second")}
    assert {"reminder by second", "outage_note by second"} <= by_second


def first_round(ana: Household, written: Written) -> None:
    """Silence until a hold, with a vigil kept and lapsed, our own outages, and a keeper's word."""
    ana.let_pass(DAY, written)
    receive(answer_to(Message.objects.filter(person=0)[0], "ana@example.org"), ana.clock.at)
    ask_to_call(ana.plan.pk, ana.people["Ben"].number, ana.clock.at)
    name_second(ana.plan.pk, 0, "second@elsewhere.example.org", "4711", ana.clock.at)
    written(ana.clock.at)
    assert confirm_second(ana.plan.pk, 0, "4711", ana.clock.at)
    ana.let_pass(45 * DAY, written)
    ana.does(keeper_acts.keep_vigil, person=ana.people["Ben"].number)
    ana.let_pass(5 * DAY, written)
    ana.clock.at += 2 * DAY
    ana.let_pass(DAY, written)
    assert Heartbeat.objects.count() == 1
    written.failing = True
    ana.let_pass(DAY * 3, written)
    written.failing = False
    ana.let_pass(60 * DAY, written)
    ana.does(keeper_acts.says_alive, person=ana.people["Ben"].number)
    ana.let_pass(DAY, written)
    assert ana.switch.state is State.PAUSED


def a_release_and_back(ana: Household, written: Written) -> None:
    """Silence until letters are out; then a stop, a sign-in, and years of rest."""
    ana.let_pass(45 * DAY, written)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(9 * DAY, written)
    assert ana.switch.state is State.GOODBYES
    deeds.pass_duty(ana.plan.pk, 1, ana.people["Ben"].number, ana.clock.at)
    ana.does(acts.press_stop)
    ana.let_pass(DAY, written)
    ana.does(acts.sign_in)
    ana.let_pass(400 * DAY, written)


def to_the_end(ana: Household, written: Written) -> None:
    """Arm again, fall silent, and let everything be closed."""
    ana.does(acts.rearm)
    ana.let_pass(45 * DAY, written)
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(50 * DAY, written)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None
