"""People and days that are out of the ordinary: each has a defined outcome."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.people import BEN, CHIDI, EVERYBODY, Life, at, plan
from tests.people_in_tests import Household
from tests.web.doors import door, page, release
from untilthen.domain.acts import pause
from untilthen.domain.keeper_acts import is_sure, says_alive
from untilthen.domain.states import Event, State
from untilthen.letters.models import Delivery
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import change_person
from untilthen.people.links import LinkKind
from untilthen.people.queries import OWNER, people

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CASABLANCA = "Africa/Casablanca"
NOON = "2027-04-14 12:00"
CANDLE = "安娜 🕯 𠮷"


@pytest.mark.parametrize(
    "acts", [((is_sure, CHIDI), (says_alive, BEN)), ((says_alive, BEN), (is_sure, CHIDI))]
)
def test_of_sure_and_alive_in_one_instant_alive_stands_in_either_order(
    acts: tuple[tuple[Callable[..., object], int], ...],
) -> None:
    ana = Life(plan(*EVERYBODY)).until(NOON)
    for act, who in acts:
        ana.when(NOON, act, who)
    assert ana.state is State.PAUSED
    assert ana.until("2027-05-14 10:00").when_was(Event.AGREED) == []


def test_two_who_are_sure_in_one_instant_begin_one_wait() -> None:
    ana = Life(plan(*EVERYBODY)).when(NOON, is_sure, BEN).when(NOON, is_sure, CHIDI)
    assert ana.state is State.QUIET_WAIT
    assert ana.when_was(Event.AGREED) == ["14 Apr 12:00"]


def test_ben_who_was_sure_and_finds_that_he_was_wrong_stops_the_wait_alone() -> None:
    ana = Life(plan(*EVERYBODY)).when(NOON, is_sure, BEN).when(NOON, is_sure, CHIDI)
    assert ana.when("2027-04-15 12:00", says_alive, BEN).state is State.PAUSED


def test_nine_stays_nine_where_the_clocks_change_for_ramadan() -> None:
    begins = "2027-02-01 09:00"
    ana = Life(plan(*EVERYBODY, when=begins, zone=CASABLANCA), now=at(begins, CASABLANCA))
    ana.until("2027-04-10 10:00")
    zone = ZoneInfo(CASABLANCA)
    fell = [each.at.astimezone(zone) for each in ana.outcomes]
    assert {f"{each:%H:%M}" for each in fell} == {"09:00"}
    assert {each.utcoffset() for each in fell} == {timedelta(0), timedelta(hours=1)}
    assert ana.when_was(Event.GRACE_OVER) == ["17 Mar 09:00"]


def test_a_check_in_can_be_due_and_a_pause_can_end_on_29_february() -> None:
    begins = "2028-01-30 09:00"
    for paused in (False, True):
        ana = Life(plan(*EVERYBODY, when=begins), now=at(begins))
        if paused:
            ana.when("2028-01-31 12:00", pause, date(2028, 2, 29))
        ana.until("2028-03-20 10:00")
        assert ana.when_was(Event.DUE_DAY) == ["29 Feb 09:00"]
        assert ana.when_was(Event.GRACE_OVER) == ["14 Mar 09:00"]


def test_a_letter_for_29_february_knocks_on_that_day(ana: Household) -> None:
    ana.writes("Finn", not_before=date(2028, 2, 29))
    release(ana)
    ana.let_pass(datetime(2028, 2, 29, 9, 59, tzinfo=ZoneInfo("Europe/Berlin")) - ana.clock.at)
    assert Delivery.objects.get().state == "queued"
    ana.let_pass(timedelta(minutes=2))
    assert Delivery.objects.get().state == "knocked"
    assert "It stays until Thursday 30 March 2028, 09:00" in door(ana, "Finn").looks()


def test_who_is_keeper_recipient_and_guardian_counts_once_and_has_each_mail_once(
    ana: Household,
) -> None:
    finn, ben = ana.people["Finn"], ana.people["Ben"].number
    change_person(ana.plan.pk, finn.number, replace(finn.details, guardian=ben))
    ana.reader("Ben")
    assert ana.people["Ben"].number == ben
    ana.writes("Finn", "Ben")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben")
    assert ana.switch.state is State.VIGIL
    ana.are_sure("Chidi")
    told = page(ana, LinkKind.TOLD_LIST, "Chidi").looks()
    assert f'name="told" value="{finn.number}"' in told
    assert f'name="told" value="{ben}"' not in told
    ana.comes_to_release()
    ana.let_pass(timedelta(days=1))
    sent = Counter(Message.objects.filter(person=ben).values_list("about", flat=True))
    once = {about: sent[about] for about in ("vigil", "told_list", "knock")}
    assert once == {"vigil": 1, "told_list": 1, "knock": 1}


def test_a_name_beyond_the_first_plane_is_said_as_it_is_written(ana: Household) -> None:
    for number in (OWNER, ana.people["Ben"].number):
        details = people(ana.plan.pk)[number].details
        change_person(ana.plan.pk, number, replace(details, name=CANDLE))
    ana.let_pass(timedelta(days=45))
    asked = Message.objects.get(about="vigil", person=ana.people["Ben"].number)
    parcel = write_parcel(asked, ana.clock.at)
    assert CANDLE in parcel.subject
    assert CANDLE in parcel.text
    assert f"{CANDLE}, have you heard from {CANDLE}?" in page(ana, LinkKind.VIGIL, "Ben").looks()
