"""Whoever answers by mail is asked, once a day, to press the button; a machine is never answered
(domain 5.2).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.outbox.replies import answer_to
from tests.people_in_tests import Household
from tests.watch.coming_back import last_to
from untilthen.domain.states import State
from untilthen.outbox.models import Message
from untilthen.outbox.returns.actions import Taken, receive
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.queries import person
from untilthen.watch.ownmail import stop_mail

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
ANA, BEN = "ana@example.org", "ben@example.org"


def answers(ana: Household) -> list[Message]:
    """Return our answers to answers, in order."""
    return list(Message.objects.filter(about="please_press").order_by("pk"))


def test_an_answer_is_no_sign_of_life(ana: Household) -> None:
    ana.let_pass(34 * DAY)
    before = ana.switch
    assert before.state is State.OVERDUE
    assert receive(answer_to(last_to(ana, ""), ANA), ana.clock.at) is Taken.ANSWER
    assert ana.switch == before


def test_ana_gets_the_same_link_again_and_plain_words(ana: Household) -> None:
    ana.let_pass(34 * DAY)
    asked = last_to(ana, "")
    receive(answer_to(asked, "Ana@Example.ORG"), ana.clock.at)
    (answer,) = answers(ana)
    parcel = write_parcel(answer, ana.clock.at)
    assert parcel.address == ANA
    links = [line for line in parcel.text.splitlines() if "/go/" in line]
    assert links == [
        line for line in write_parcel(asked, ana.clock.at).text.splitlines() if "/go/" in line
    ]
    assert "press the button" in " ".join(parcel.text.split())


def test_a_reader_who_answers_a_knock_is_led_to_their_door_and_told_nothing_else(
    ana: Household,
) -> None:
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(DAY)
    knock = last_to(ana, "Finn", "knock")
    receive(answer_to(knock, "finn@example.org"), ana.clock.at)
    (answer,) = answers(ana)
    parcel = write_parcel(answer, ana.clock.at)
    assert "Mark of the journal" not in parcel.text
    assert set(parcel.text.split()) & {
        word for word in write_parcel(knock, ana.clock.at).text.split() if "/go/" in word
    }


def test_one_answer_a_day_whatever_is_written(ana: Household) -> None:
    ana.let_pass(34 * DAY)
    asked = last_to(ana, "")
    for _ in range(5):
        receive(answer_to(asked, ANA), ana.clock.at)
    assert len(answers(ana)) == 1
    ana.let_pass(DAY)
    receive(answer_to(answers(ana)[0], ANA), ana.clock.at)
    assert len(answers(ana)) == 2
    first, second = (write_parcel(each, ana.clock.at).text for each in answers(ana))
    assert first == second, "an answer to our answer gets the first link again"


MACHINES = [
    {"Auto-Submitted": "auto-replied"},
    {"Auto-Submitted": "auto-generated; owner-email=ana@example.org"},
    {"auto-submitted": "AUTO-NOTIFIED"},
    {"X-Autoreply": "yes"},
    {"X-Autorespond": "away"},
    {"Precedence": "bulk"},
    {"Precedence": "Auto_Reply"},
    {"Precedence": "list"},
    {"List-Id": "<choir.example.org>"},
    {"Return-Path": "<>"},
    {"Return-Path": ""},
    {"X-Loop": "ana@example.org"},
    {"From": "MAILER-DAEMON@example.org"},
    {"From": "ana@example.org, ben@example.org"},
    {"From": ""},
    {"In-Reply-To": ""},
    {"In-Reply-To": "<check_in.0123456789abcdef@until-then.example.org>"},
    {"From": "Ana <somebody@example.org>"},
    {"Content-Type": "multipart/report; report-type=disposition-notification; boundary=B"},
]


@pytest.mark.parametrize("more", MACHINES, ids=str)
def test_a_machine_or_a_stranger_gets_nothing(ana: Household, more: Mapping[str, str]) -> None:
    ana.let_pass(31 * DAY)
    before = ana.switch
    assert receive(answer_to(last_to(ana, ""), ANA, more), ana.clock.at) is Taken.IGNORED
    assert answers(ana) == []
    assert ana.switch == before


def test_a_person_whose_program_says_so_is_a_person(ana: Household) -> None:
    ana.let_pass(31 * DAY)
    said = {"Auto-Submitted": "no"}
    assert receive(answer_to(last_to(ana, ""), ANA, said), ana.clock.at) is Taken.ANSWER


def test_nobody_is_answered_after_the_closing(ana: Household) -> None:
    ana.let_pass(31 * DAY)
    asked = last_to(ana, "")
    raw = answer_to(asked, ANA)
    ana.plan.closed_at = ana.clock.at
    ana.plan.save()
    assert receive(raw, ana.clock.at) is Taken.IGNORED


def test_whoever_wants_no_mail_gets_no_answer_either(ana: Household) -> None:
    ana.let_pass(DAY)
    asked = last_to(ana, "Ben")
    stop_mail(ana.plan.pk, ana.people["Ben"].number, ana.clock.at)
    assert receive(answer_to(asked, BEN), ana.clock.at) is Taken.IGNORED
    assert answers(ana) == []


def test_a_null_sender_of_the_envelope_counts_before_the_header(ana: Household) -> None:
    ana.let_pass(31 * DAY)
    raw = answer_to(last_to(ana, ""), ANA)
    assert receive(raw, ana.clock.at, envelope_from="") is Taken.IGNORED


@pytest.mark.parametrize("agreed", [True, False])
def test_a_knock_is_answered_to_the_keeper_it_names_if_they_agreed(
    ana: Household, *, agreed: bool
) -> None:
    number = ana.people["Ben"].number
    details = person(ana.plan.pk, number).details
    change_person(ana.plan.pk, number, replace(details, answers=agreed))
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(DAY)
    parcel = write_parcel(last_to(ana, "Finn", "knock"), ana.clock.at)
    assert parcel.reply_to == (BEN if agreed else "")
    assert agreed or BEN not in parcel.text + parcel.html
    other = write_parcel(last_to(ana, "Chidi"), ana.clock.at)
    assert other.reply_to == ""
