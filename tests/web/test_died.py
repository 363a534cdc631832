"""A keeper tells that somebody else has died, asks to wait longer, or has all keepers asked: each
page asks once more where it must, and a second press changes nothing.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.domain.keeper import Promise
from untilthen.domain.states import State
from untilthen.domain.timetable import release_at
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.people.queries import people
from untilthen.watch.readiness import about_keepers

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def trio(ana: Household) -> Household:
    """Ana's plan with three keepers, all of whom promised long ago."""
    ana.invite("Dara")
    ana.promise("Dara")
    return ana


def page_of(home: Household, name: str, client: Client) -> str:
    """Follow a keeper's link; return its page."""
    return str(client.get(f"/go/{home.token(LinkKind.VIGIL, name)}")["Location"])


def told(home: Household, name: str) -> list[str]:
    """Return the kinds of change somebody was written of, oldest first."""
    number = home.people[name].number if name else 0
    mails = Message.objects.filter(person=number, about="keeper_change").order_by("pk")
    return [mail.facts["change"] for mail in mails]


def promise_of(home: Household, name: str) -> Promise:
    """Return how far a keeper has come."""
    number = home.people[name].number
    return next(each.promise for each in home.switch.keepers if each.person == number)


def report(home: Household, by: str, about: str) -> None:
    """Let a keeper tell of somebody's death, through both pages."""
    client = Client()
    page = page_of(home, by, client) + "died/"
    fields = {"does": "reports_death", "person": str(home.people[about].number)}
    before = every_row()
    asked = client.post(page, fields)
    assert b"You are about to say that" in asked.content
    assert every_row() == before
    assert client.post(page, fields | {"confirmed": "yes"}).status_code == 303
    after = every_row()
    assert client.post(page, fields | {"confirmed": "yes"}).status_code == 303
    assert every_row() == after


def test_ben_tells_of_dara_and_the_others_hear_it_once(trio: Household) -> None:
    report(trio, "Ben", "Dara")
    assert promise_of(trio, "Dara") is Promise.REPORTED
    assert told(trio, "")[-1] == "reported_dead"
    assert told(trio, "Chidi") == ["reported_dead"]
    assert not told(trio, "Dara")
    assert not told(trio, "Ben")


def test_chidi_confirms_it_on_a_second_page_and_it_is_final(
    trio: Household, client: Client
) -> None:
    report(trio, "Ben", "Dara")
    page = page_of(trio, "Chidi", client) + "died/"
    assert b"Ben told us that Dara has died" in client.get(page).content
    fields = {"does": "confirms_report", "person": str(trio.people["Dara"].number)}
    client.post(page, fields)
    assert promise_of(trio, "Dara") is Promise.REPORTED
    client.post(page, fields | {"confirmed": "yes"})
    assert promise_of(trio, "Dara") is Promise.DIED


def test_chidi_says_that_dara_is_alive_and_all_is_as_before(
    trio: Household, client: Client
) -> None:
    report(trio, "Ben", "Dara")
    page = page_of(trio, "Chidi", client) + "died/"
    fields = {"does": "denies_report", "person": str(trio.people["Dara"].number)}
    assert client.post(page, fields).status_code == 303
    assert promise_of(trio, "Dara") is Promise.PROMISED
    assert told(trio, "")[-1] == "alive_after_all"


def test_dara_opens_an_old_link_and_one_press_undoes_it(trio: Household, client: Client) -> None:
    report(trio, "Ben", "Dara")
    page = page_of(trio, "Dara", client)
    assert "Dara, are you there?" in client.get(page).content.decode()
    before = every_row()
    client.get(page)
    assert every_row() == before
    assert client.post(page, {"does": "is_here"}).status_code == 303
    assert promise_of(trio, "Dara") is Promise.PROMISED
    assert client.get(page + "died/").status_code == 200


def test_who_chooses_nobody_is_told_so_at_the_field(trio: Household, client: Client) -> None:
    page = page_of(trio, "Ben", client) + "died/"
    for person in ("", "0", str(trio.people["Ben"].number), "99", "x"):
        answer = client.post(page, {"does": "reports_death", "person": person})
        assert answer.status_code == 422
        assert b"Please choose a person." in answer.content


def test_who_only_was_invited_has_no_such_page(ana: Household, client: Client) -> None:
    ana.invite("Dara")
    link = str(client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Dara')}")["Location"])
    assert client.get(link + "died/").status_code == 404


def test_ben_asks_to_wait_longer_and_everybody_hears_it(trio: Household, client: Client) -> None:
    trio.let_pass(timedelta(days=45))
    trio.are_sure("Chidi", "Dara")
    before = release_at(trio.switch)
    page = page_of(trio, "Ben", client)
    assert b"I ask to wait longer" in client.get(page).content
    answer = client.post(page, {"does": "objects"}, follow=True)
    assert b"You asked us to wait longer" in answer.content
    assert release_at(trio.switch) == before + timedelta(days=14)
    assert told(trio, "")[-1] == told(trio, "Chidi")[-1] == "objected"
    rows = every_row()
    client.post(page, {"does": "objects"})
    assert every_row() == rows


def test_ben_has_everybody_asked_in_spite_of_check_ins(trio: Household, client: Client) -> None:
    page = page_of(trio, "Ben", client)
    assert b"Ask all keepers" in client.get(page).content
    before = every_row()
    assert b"You can do this once in 90 days" in client.post(page, {"does": "opens_vigil"}).content
    assert every_row() == before
    client.post(page, {"does": "opens_vigil", "confirmed": "yes"})
    assert trio.switch.state is State.VIGIL
    mail = Message.objects.get(about="vigil", person=trio.people["Chidi"].number)
    assert mail.facts["why"] == "opened_by_keeper"
    chidis = client.get(page_of(trio, "Chidi", client)).content.decode()
    assert "Ben asked us to ask all keepers about Ana Berg." in chidis


def test_ana_hears_on_today_what_ben_told(trio: Household) -> None:
    report(trio, "Ben", "Dara")
    said = list(about_keepers(trio.switch, people(trio.plan.pk)))
    assert any("Ben told us that Dara has died" in each for each in said)
