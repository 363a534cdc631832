"""A mail was accepted and comes back: whom it was for cannot be reached, and nobody else is touched
(10.3, R11).
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fuzz
from hypothesis import strategies as st

from tests.outbox.reports import COMPLAINT, QMAIL, report
from tests.people_in_tests import Household, accept_all
from tests.watch.coming_back import NOT_LIKED, comes_back, last_to, own_ways_back
from untilthen.domain.keeper import Promise
from untilthen.domain.states import State
from untilthen.outbox.actions import Owed, mark_accepted, owe
from untilthen.outbox.models import Message
from untilthen.outbox.returns.actions import Taken, receive
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.models import PersonRow
from untilthen.people.queries import OWNER, person
from untilthen.watch.notice import notice

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("own_ways_back"),
]
__all__ = ["own_ways_back"]
DAY = timedelta(days=1)
FULL = {"status": "5.2.2", "diagnostic": "smtp; 552 5.2.2 mailbox full"}


def promise_of(ana: Household, name: str) -> Promise:
    """Return how a keeper's promise stands."""
    number = ana.people[name].number
    return next(each.promise for each in ana.switch.keepers if each.person == number)


def everything(ana: Household) -> tuple[object, ...]:
    """Return all that a return of mail could change."""
    rows = PersonRow.objects.order_by("pk").values_list("number", "unreachable_at")
    mails = Message.objects.order_by("pk").values_list("pk", "state", "returns", "delays")
    return ana.switch, tuple(rows), tuple(mails)


def test_a_keeper_whose_mail_comes_back_for_good_is_unreachable_and_ana_is_told(
    ana: Household,
) -> None:
    ana.let_pass(DAY)
    ana.clock.at += timedelta(minutes=2)
    assert comes_back(ana, last_to(ana, "Ben")) is Taken.REPORT
    assert promise_of(ana, "Ben") is Promise.UNREACHABLE
    word = last_to(ana, "", "keeper_change", Message.OWED)
    text = " ".join(write_parcel(word, ana.clock.at).text.split())
    assert "Our mail to Ben does not arrive." in text
    assert promise_of(ana, "Chidi") is Promise.PROMISED


def test_the_same_report_twice_is_one(ana: Household) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    comes_back(ana, mail)
    before = everything(ana)
    assert comes_back(ana, mail) is Taken.REPORT
    assert everything(ana) == before


@pytest.mark.parametrize("form", ["", QMAIL])
def test_without_a_way_of_its_own_the_exact_message_id_and_address_tell(
    ana: Household, settings: object, form: str
) -> None:
    settings.CONFIG = replace(settings.CONFIG, returns_address="")  # type: ignore[attr-defined]
    ana.let_pass(DAY)
    comes_back(ana, last_to(ana, "Ben"), form, back="post@until-then.example.org")
    assert promise_of(ana, "Ben") is Promise.UNREACHABLE


def test_a_forged_report_silences_nobody(ana: Household) -> None:
    ana.let_pass(DAY)
    mail, other = last_to(ana, "Ben"), last_to(ana, "Chidi")
    ben = write_parcel(mail, ana.clock.at)
    way = write_parcel(other, ana.clock.at).return_path
    spoilt = ben.return_path.replace(ben.return_path[-35:-30], "aaaaa")
    before = everything(ana)
    for forged in (
        {"message_id": "<vigil.0123456789abcdef@until-then.example.org>"},
        {"message_id": mail.message_id.replace(mail.message_id[-20:-18], "zz")},
        {"message_id": mail.message_id, "to": "somebody@example.org"},
        {"message_id": "<x@y.example>", "back": ben.return_path},
        {"message_id": mail.message_id, "back": way, "to": "somebody@example.org"},
        {"message_id": "", "back": spoilt},
        {"message_id": "", "back": "returns+" + "a" * 24 + "@until-then.example.org"},
        {"message_id": "", "back": "post@until-then.example.org"},
    ):
        given = {"to": "ben@example.org", **forged}
        assert receive(report(**given), ana.clock.at) is Taken.IGNORED, forged
    notice(ana.clock.at)
    assert everything(ana) == before


def test_what_comes_back_from_an_address_of_before_changes_nothing(ana: Household) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    old = write_parcel(mail, ana.clock.at)
    known = person(ana.plan.pk, mail.person).details
    change_person(ana.plan.pk, mail.person, replace(known, address="ben@elsewhere.example"))
    raw = report(message_id=mail.message_id, to=old.address, back=old.return_path)
    assert receive(raw, ana.clock.at) is Taken.IGNORED
    notice(ana.clock.at)
    assert promise_of(ana, "Ben") is Promise.PROMISED


def test_a_full_mailbox_is_counted_and_changes_nothing_else(ana: Household) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    switch = ana.switch
    comes_back(ana, mail, **FULL)
    comes_back(ana, mail, action="delayed", status="4.4.1", diagnostic="smtp; 421 no answer")
    mail.refresh_from_db()
    assert (mail.state, mail.delays, mail.returns) == (Message.ACCEPTED, 2, 0)
    assert ana.switch == switch


def test_a_mail_that_comes_back_after_a_month_changes_nothing(ana: Household) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    before = everything(ana)
    ana.clock.at += 31 * DAY
    comes_back(ana, mail)
    assert everything(ana) == before


def test_ana_whose_only_address_fails_is_out_of_reach(ana: Household) -> None:
    ana.let_pass(31 * DAY)
    comes_back(ana, last_to(ana, "", "check_in"))
    assert ana.switch.owner_unreachable
    assert person(ana.plan.pk, OWNER).unreachable
    ana.let_pass(14 * DAY)
    assert ana.switch.state is State.VIGIL, "the vigil opens on its date"


def test_a_step_that_comes_back_is_sent_again_and_waited_for(ana: Household) -> None:
    ana.let_pass(30 * DAY - timedelta(hours=1))
    mail = last_to(ana, "", "check_in")
    comes_back(ana, mail, **NOT_LIKED)
    mail.refresh_from_db()
    assert mail.state == Message.OWED
    assert ana.switch.awaiting == mail.owed_at
    was_due = ana.switch.anchor
    ana.let_pass(DAY)
    mail.refresh_from_db()
    assert (mail.state, mail.returns) == (Message.ACCEPTED, 1)
    assert ana.switch.awaiting is None
    assert ana.switch.anchor == was_due + DAY, "the day on which she was not asked is not counted"


def test_the_mail_of_an_earlier_step_is_let_be(ana: Household) -> None:
    ana.let_pass(34 * DAY)
    first = last_to(ana, "", "check_in")
    switch = ana.switch
    comes_back(ana, first, **NOT_LIKED)
    first.refresh_from_db()
    assert first.state == Message.ACCEPTED
    assert ana.switch == switch


def test_a_server_that_sends_everything_back_holds_the_plan_up_for_days_and_no_longer(
    ana: Household,
) -> None:
    ana.let_pass(27 * DAY)

    def hostile(_now: object) -> int:
        done = accept_all(ana.clock.at)
        for mail in Message.objects.filter(person=OWNER, state=Message.ACCEPTED):
            comes_back(ana, mail, **NOT_LIKED)
        return done

    until = ana.clock.at + 40 * DAY
    while ana.switch.state is not State.VIGIL and ana.clock.at < until:
        ana.let_pass(DAY, hostile)
    late = ana.clock.at - (ana.clock.at.replace(year=2027, month=4, day=14))
    assert ana.switch.state is State.VIGIL
    assert ana.switch.owner_unreachable
    assert timedelta(0) < late <= 8 * DAY


def test_a_reader_whose_mail_comes_back_is_told_of_to_ana_once(ana: Household) -> None:
    finn = ana.people["Finn"].number
    for occasion in ("key 1", "key 2"):
        mail = owe(
            Owed(
                plan=ana.plan.pk, person=finn, about="invitation", occasion=occasion,
                at=ana.clock.at, facts={"own_key": True},
            ),
            ana.clock.at,
        )  # fmt: skip
        mark_accepted(mail, ana.clock.at)
        comes_back(ana, mail)
    words = Message.objects.filter(person=OWNER, about="keeper_change", state=Message.OWED)
    told = [each for each in words if each.facts["change"] == "reader_unreachable"]
    assert len(told) == 1
    parcel = write_parcel(told[0], ana.clock.at)
    assert parcel.subject == "Our mail to Finn does not arrive"
    assert "your keepers have promised" not in parcel.text
    assert "/letters/" in parcel.text


def test_a_complaint_is_no_refusal(ana: Household) -> None:
    ana.let_pass(DAY)
    comes_back(ana, last_to(ana, "Ben"), COMPLAINT)
    assert promise_of(ana, "Ben") is not Promise.UNREACHABLE


@fuzz(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mail_without_what_only_ours_holds_changes_anything(
    ana: Household, data: st.DataObject
) -> None:
    numbers = list(Message.objects.values_list("pk", flat=True))
    token = data.draw(st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=24, max_size=24))
    shown = data.draw(st.sampled_from(["<a@b>", "<vigil.00@until-then.example.org>", ""]))
    before = everything(ana)
    raw = bytearray(
        report(
            message_id=shown,
            to=data.draw(st.sampled_from(["ben@example.org", "chidi@example.org"])),
            back=f"returns+{token}@until-then.example.org",
        )
    )
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] = data.draw(st.integers(0, 255))
    assert receive(bytes(raw), ana.clock.at) is Taken.IGNORED
    assert numbers
    assert everything(ana) == before
