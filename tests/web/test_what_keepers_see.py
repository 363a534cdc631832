"""What keepers may know in each state, and no more: the column "Keepers know" of domain 3.1, read
on every page that a keeper's links lead to.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.doors import door, page, said
from tests.web.sight import ANSWERS, ASKED, PHONES, READERS, looks, nothing_is_said, sees
from untilthen.domain import acts, keeper_acts
from untilthen.domain.states import State
from untilthen.handover.actions import name_duty
from untilthen.people.actions import change_person
from untilthen.people.links import LinkKind
from untilthen.people.models import Plan
from untilthen.people.queries import people

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def ana(ana: Household) -> Household:
    """Ana's plan with three keepers, who promised on 1 March, three letters and a duty; she
    checked in on the 6th.
    """
    ana.invite("Dara")
    ana.promise("Dara")
    ana.reader("Gita")
    for name, phone in (PHONES | READERS).items():
        number = ana.people[name].number
        known = people(ana.plan.pk)[number].details
        change_person(ana.plan.pk, number, replace(known, phone=phone))
    ana.writes("Finn")
    ana.writes("Finn", "Gita")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))
    ana.let_pass(5 * DAY)
    ana.does(acts.check_in)
    return ana


def silent(home: Household, days: int) -> None:
    """Let Ana be silent since her last check-in, and somewhat past nine."""
    home.let_pass(days * DAY + timedelta(hours=2))


def in_vigil(home: Household) -> None:
    """Come to the first day of a vigil."""
    silent(home, 44)
    assert home.switch.state is State.VIGIL


def in_quiet_wait(home: Household) -> None:
    """Come to a quiet wait that Ben and Chidi began."""
    in_vigil(home)
    home.are_sure("Ben", "Chidi")
    assert home.switch.state is State.QUIET_WAIT


def test_in_a_draft_only_who_is_invited_knows_of_it(mallory: Household) -> None:
    mallory.invite("Ben", "Chidi")
    mallory.reader("Finn")
    link = looks(mallory.token(LinkKind.INVITATION, "Ben", 0))
    assert "Mallory Quist asks you something" in link
    assert "Chidi" not in link
    assert "Finn" not in link
    assert looks(mallory.token(LinkKind.VIGIL, "Ben")) == ""
    mallory.promise("Ben")
    assert mallory.switch.state is State.DRAFT
    seen = sees(mallory, "Ben")
    assert "You are one of Mallory Quist" in seen.own
    for word in ("Chidi", "Finn", "Not ready", "needed"):
        assert word not in seen.own
    assert "Finn" not in seen.all


@pytest.mark.parametrize(
    ("days", "state"), [(1, State.LIVING), (29, State.LIVING), (30, State.DUE), (40, State.OVERDUE)]
)
def test_while_ana_lives_or_is_late_keepers_know_nothing(
    ana: Household, days: int, state: State
) -> None:
    silent(ana, days)
    assert ana.switch.state is state
    for name in PHONES:
        nothing_is_said(sees(ana, name))


def test_an_early_sure_is_kept_silently(ana: Household) -> None:
    silent(ana, 28)
    ana.are_sure("Ben")
    assert ana.switch.state is State.LIVING
    for name in ("Chidi", "Dara"):
        seen = sees(ana, name)
        nothing_is_said(seen)
        assert "Ben" not in seen.all
    second = page(ana, LinkKind.VIGIL, "Chidi").presses("", answer="sure")
    assert "Are you sure?" in second
    assert "Ben" not in second


def test_a_pause_of_anas_own_is_nobodys_business(ana: Household) -> None:
    ana.does(acts.pause, until=date(2027, 4, 20))
    assert ana.switch.state is State.PAUSED
    for name in PHONES:
        nothing_is_said(sees(ana, name))


def test_where_a_keeper_said_alive_the_others_read_who_and_no_date(ana: Household) -> None:
    in_vigil(ana)
    ana.does(keeper_acts.says_alive, person=ana.people["Ben"].number)
    assert ana.switch.state is State.PAUSED
    for name in ("Chidi", "Dara"):
        seen = sees(ana, name)
        assert "Ben told us that Ana Berg is alive." in seen.own
        nothing_is_said(seen)


def test_in_a_vigil_they_read_who_answered_and_who_looks_in_and_no_letters(ana: Household) -> None:
    in_vigil(ana)
    ana.does(keeper_acts.keep_vigil, person=ana.people["Dara"].number)
    ana.are_sure("Ben")
    seen = sees(ana, "Chidi")
    assert f"Chidi, {ASKED}" in seen.own
    assert "has not checked in since Saturday 6 March 2027" in seen.own
    assert "is sure; said so on" in seen.own
    assert "is looking in, until" in seen.own
    for word in (*READERS, "of 3", "Letters go out", "go out on"):
        assert word not in seen.all


def test_only_of_whom_mail_does_not_reach_the_others_see_a_phone(ana: Household) -> None:
    in_vigil(ana)
    ana.does(keeper_acts.become_unreachable, person=ana.people["Dara"].number)
    seen = sees(ana, "Chidi")
    assert PHONES["Dara"] in seen.own
    assert "our mail does not arrive; perhaps you can ring" in seen.own
    assert PHONES["Ben"] not in seen.all


def test_on_hold_they_read_the_same_and_no_day_on_which_it_ends(ana: Household) -> None:
    in_vigil(ana)
    ana.let_pass(15 * DAY)
    assert ana.switch.state is State.ON_HOLD
    ana.does(keeper_acts.does_not_know, person=ana.people["Ben"].number)
    seen = sees(ana, "Chidi")
    assert ASKED in seen.own
    assert "does not know yet" in seen.own
    assert "If nobody knows by" not in seen.own
    assert seen.days <= {"1 March 2027", "6 March 2027"}
    for word in (*READERS, "of 3"):
        assert word not in seen.all


def test_in_the_quiet_wait_they_read_its_end_whom_to_tell_and_how_to_object(ana: Household) -> None:
    in_quiet_wait(ana)
    seen = sees(ana, "Dara")
    assert "letters go out on Tuesday 27 April 2027." in seen.own
    for word in (*READERS, "I ask to wait longer", "Ana Berg is alive"):
        assert word in seen.own
    for word in ("of 3", "3 letters", "2 letters", "1 letter"):
        assert word not in seen.all
    assert "hoped you would take this over." not in seen.pages[LinkKind.DUTIES]


def test_while_letters_leave_they_read_counts_and_no_names(ana: Household) -> None:
    in_quiet_wait(ana)
    ana.comes_to_release()
    assert ana.switch.state is State.DELIVERING
    ana.let_pass(timedelta(hours=1, minutes=1))
    assert ana.switch.state is State.DELIVERING
    seen = sees(ana, "Dara")
    assert "2 of 3 letters have been brought to their doors." in seen.own
    for name in READERS:
        assert name not in seen.all
    assert "everything Ana Berg left here is destroyed" not in seen.own
    duties = {name: sees(ana, name).pages[LinkKind.DUTIES] for name in PHONES}
    assert "Waits for your answer." in duties["Ben"]
    assert "Waits for your answer." not in duties["Chidi"] + duties["Dara"]


def goodbyes(home: Household) -> None:
    """Come to the day after the release."""
    in_quiet_wait(home)
    home.comes_to_release()
    home.let_pass(DAY)
    assert home.switch.state is State.GOODBYES


def test_in_the_goodbyes_they_read_of_each_whether_it_is_finished_and_never_how(
    ana: Household,
) -> None:
    # "finished" for read and refused alike: a word for one alone would tell of the other (3.6).
    goodbyes(ana)
    door(ana, "Gita").presses("refuses", confirmed="yes")
    door(ana, "Finn").presses("reads")
    seen = sees(ana, "Dara")
    names = re.findall(r'person-name">(\w+)</span><span class="person-state">([\w ]+)<', seen.own)
    assert names == [("Finn", "not finished"), ("Gita", "finished")]
    assert "everything Ana Berg left here is destroyed" in seen.own
    for word in ("refused", "opened", "declined", "was read", "letter for"):
        assert word not in seen.own


def test_after_a_stop_they_are_asked_whether_it_was_her_and_read_no_progress(
    ana: Household,
) -> None:
    goodbyes(ana)
    ana.does(acts.press_stop)
    assert ana.switch.state is State.STOPPED
    seen = sees(ana, "Dara")
    assert "mail. Was it Ana Berg?" in seen.own
    assert seen.days <= {"1 March 2027"}
    for word in (*READERS, *ANSWERS, "of 3", "I am sure"):
        assert word not in seen.all


def test_when_ana_is_back_they_read_that_and_can_rest(ana: Household) -> None:
    goodbyes(ana)
    ana.does(acts.sign_in)
    assert ana.switch.state is State.CAME_BACK
    seen = sees(ana, "Dara")
    assert "Ana Berg is alive. Thank you, Dara." in seen.own
    assert "You can rest." in seen.own
    assert seen.days <= {"1 March 2027"}
    for word in (*READERS, *ANSWERS, "of 3", "is sure"):
        assert word not in seen.all


def test_after_closing_every_link_leads_to_one_plain_page(ana: Household) -> None:
    goodbyes(ana)
    release = ana.switch.release
    tokens = [ana.token(kind, "Dara", at) for kind in LinkKind for at in {0, 1, release}]
    ana.let_pass(31 * DAY)
    assert Plan.objects.get(pk=ana.plan.pk).closed_at is not None
    answers = [Client().get(f"/go/{token}", follow=True) for token in tokens]
    stranger = Client().get("/go/not-a-link-of-ours", follow=True)
    assert {answer.status_code for answer in answers} == {404}
    assert {said(answer) for answer in answers} == {said(stranger)}
    for name in ("Ana", "Dara", *READERS):
        assert name not in said(stranger)
