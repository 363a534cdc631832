"""A keeper's page: each answer does what it says, and "I am sure" has a second page with a
question.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.domain import acts
from untilthen.people.links import LinkKind
from untilthen.people.queries import OWNER, people
from untilthen.watch.actions import record

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
KNOWN = {
    "answer": "sure",
    "confirmed": "yes",
    "how_known": "I was with her — 安娜 🕯",
    "died_on": "",
}


@pytest.fixture
def vigil(ana: Household) -> Household:
    """Ana's plan on the second day of a vigil."""
    ana.invite("Dara")
    ana.promise("Dara")
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(hours=2)
    return ana


def page_of(home: Household, name: str, client: Client, round_: int | None = None) -> str:
    """Follow a keeper's link; return its page."""
    token = home.token(LinkKind.VIGIL, name, round_)
    return str(client.get(f"/go/{token}")["Location"])


def known_by(home: Household, name: str) -> dict[str, str]:
    """Return what a keeper's browser posts from the second page: words, part and signature."""
    handed = home.browsers.handed(home.people[name].number, home.clock.at)
    assert handed is not None
    return KNOWN | {"part": handed.file, "signature": handed.signature}


def is_sure(home: Household, name: str) -> None:
    """Let a keeper say "I am sure" through both pages."""
    client = Client()
    page = page_of(home, name, client)
    assert client.post(page, {"answer": "sure"}).status_code == 200
    assert client.post(page, known_by(home, name)).status_code == 303


def test_the_question_names_ana_and_since_when(vigil: Household, client: Client) -> None:
    text = client.get(page_of(vigil, "Ben", client)).content.decode()
    assert "Ben, have you heard from Ana Berg?" in text
    assert "has not checked in since Monday 1 March 2027" in text
    assert "Chidi" in text


def test_one_alive_pauses_and_asks_when_they_spoke(vigil: Household, client: Client) -> None:
    page = page_of(vigil, "Ben", client)
    answer = client.post(page, {"answer": "alive"}, follow=True)
    assert b"Everything has stopped" in answer.content
    assert b"When did you last speak" in answer.content
    assert vigil.switch.state.value == "paused"
    before = every_row()
    again = client.post(page, {"answer": "alive"}, follow=True)
    assert b"Everything has stopped" in again.content
    assert every_row() == before
    wrong = client.post(page, {"does": "adds", "spoke_on": "yesterday"})
    assert wrong.status_code == 422
    assert b"yesterday" in wrong.content
    assert client.post(page, {"does": "adds", "spoke_on": "2027-04-14"}).status_code == 303


def test_no_day_a_keeper_names_is_still_to_come(vigil: Household, client: Client) -> None:
    tomorrow = str(vigil.clock.at.date() + timedelta(days=1))
    page = page_of(vigil, "Ben", client)
    known = known_by(vigil, "Ben")
    before = every_row()
    died = client.post(page, known | {"died_on": tomorrow})
    assert died.status_code == 422
    assert b"This day is still to come." in died.content
    assert every_row() == before
    client.post(page, {"answer": "alive"})
    before = every_row()
    spoke = client.post(page, {"does": "adds", "spoke_on": tomorrow})
    assert spoke.status_code == 422
    assert b"This day is still to come." in spoke.content
    assert every_row() == before
    today = str(vigil.clock.at.date())
    assert client.post(page, {"does": "adds", "spoke_on": today}).status_code == 303


def test_sure_asks_on_a_second_page_before_anything_is_written(
    vigil: Household, client: Client
) -> None:
    page = page_of(vigil, "Ben", client)
    before = every_row()
    answer = client.post(page, {"answer": "sure"})
    assert b"may reach people while Ana Berg lives. Are you sure?" in answer.content
    unexplained = client.post(page, {"answer": "sure", "confirmed": "yes", "how_known": " "})
    assert unexplained.status_code == 422
    assert b"Please say in a few words how you know" in unexplained.content
    assert every_row() == before
    bad_day = client.post(page, KNOWN | {"died_on": "last week"})
    assert bad_day.status_code == 422
    assert "I was with her — 安娜 🕯" in bad_day.content.decode()
    assert every_row() == before


def test_two_who_are_sure_begin_the_quiet_wait_and_each_counts_once(
    vigil: Household, client: Client
) -> None:
    is_sure(vigil, "Ben")
    before = every_row()
    again = client.post(page_of(vigil, "Ben", client), KNOWN, follow=True)
    assert b"One more keeper must be sure" in again.content
    assert every_row() == before
    assert vigil.switch.state.value == "vigil"
    is_sure(vigil, "Chidi")
    assert vigil.switch.state.value == "quiet_wait"
    told = client.get(page_of(vigil, "Dara", client)).content.decode()
    assert "letters go out on" in told
    assert "Finn" in told


def test_how_a_keeper_knew_is_for_the_owner_alone(vigil: Household, client: Client) -> None:
    is_sure(vigil, "Ben")
    is_sure(vigil, "Chidi")
    for name in ("Chidi", "Dara"):
        page = client.get(page_of(vigil, name, client)).content.decode()
        assert "I was with her" not in page
    rows = str(every_row()).encode()
    assert b"I was with her" not in rows
    record(vigil.plan.pk, lambda switch: acts.sign_in(switch, vigil.clock.at), vigil.clock.at)
    report = vigil.sign_in(Client()).get("/what-happened/").content.decode()
    assert report.count("I was with her — 安娜 🕯") == 2
    assert "We asked your keepers" in report


def test_ticks_of_the_told_list_stay(vigil: Household, client: Client) -> None:
    is_sure(vigil, "Ben")
    is_sure(vigil, "Chidi")
    finn = vigil.people["Finn"].number
    token = vigil.token(LinkKind.TOLD_LIST, "Ben")
    page = str(client.get(f"/go/{token}")["Location"])
    strangers = [str(vigil.people["Dara"].number), "99", "x", "0"]
    client.post(page, {"does": "ticks_told", "told": [str(finn), *strangers]})
    before = every_row()
    client.post(page, {"does": "ticks_told", "told": [str(finn)]})
    assert every_row() == before
    assert [row[3] for row in before["watch.Told"]] == [str(finn)]
    other = client.get(page_of(vigil, "Dara", client)).content.decode()
    assert "told by Ben" in other


def test_who_keeps_vigil_is_seen_by_the_others(vigil: Household, client: Client) -> None:
    answer = client.post(page_of(vigil, "Ben", client), {"answer": "keeps_vigil"}, follow=True)
    assert b"You are looking in" in answer.content
    assert b"is looking in, until" in client.get(page_of(vigil, "Chidi", client)).content


def test_keepers_know_nothing_while_ana_is_only_late(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=40))
    page = client.get(page_of(ana, "Ben", client)).content.decode()
    assert ana.switch.state.value == "overdue"
    for word in ("checked in", "Chidi", "Finn", "overdue", "12 April"):
        assert word not in page


def test_a_link_of_an_earlier_vigil_no_longer_answers(vigil: Household, client: Client) -> None:
    page = page_of(vigil, "Ben", client, round_=0)
    before = every_row()
    assert b"from an earlier time" in client.get(page).content
    refused = client.post(page, KNOWN)
    assert refused.status_code == 409
    assert b"Nothing was changed" in refused.content
    assert every_row() == before


def test_a_young_promise_cannot_tell_of_a_death_early(ana: Household, client: Client) -> None:
    ana.clock.at += timedelta(days=2)
    page = page_of(ana, "Ben", client)
    assert b"I am sure" not in client.get(page).content
    assert client.post(page, {"answer": "sure"}).status_code == 409
    ana.clock.at += timedelta(days=29)
    assert b"I am sure Ana Berg has died" in client.get(page).content
    client.post(page, {"answer": "sure"})
    kept = client.post(page, known_by(ana, "Ben"), follow=True)
    assert b"Nobody is told while you are the only one" in kept.content


def test_the_owners_phone_is_given_and_keepers_addresses_never(
    vigil: Household, client: Client
) -> None:
    page = client.get(page_of(vigil, "Ben", client)).content.decode()
    for person in people(vigil.plan.pk).values():
        assert person.details.address not in page
    assert people(vigil.plan.pk)[OWNER].details.phone == ""
