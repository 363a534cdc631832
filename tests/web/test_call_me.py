"""Ana may ask a keeper to call: one mail a day to each, nothing else, and no trace on her page."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household, accept_all, quiet_outbox
from tests.web.everything import every_row
from tests.web.test_check_in import a_mail_was_accepted, followed
from untilthen.domain import acts
from untilthen.journal.models import Line
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.actions import note_unreachable
from untilthen.people.queries import person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


def calls_owed(ana: Household) -> list[int]:
    """Return who is owed the mail that asks for a call."""
    rows = Message.objects.filter(plan=ana.plan.pk, about="call_me")
    return list(rows.order_by("pk").values_list("person", flat=True))


def asks(ana: Household, name: str) -> dict[str, str]:
    """Return what the button for a keeper sends."""
    return {"does": "asks_call", "keeper": str(ana.people[name].number)}


def test_one_press_asks_ben_to_call_and_changes_nothing_else(
    ana: Household, client: Client
) -> None:
    ana.let_pass(31 * DAY)
    quiet_outbox()
    page, before = followed(ana, client), ana.switch
    shown = client.get(page).content.decode()
    assert "Ask Ben to call me" in shown
    assert "Ask Chidi to call me" in shown
    answer = client.post(page, asks(ana, "Ben"), follow=True)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "<h1>Done.</h1>" in said
    assert "Ben" not in said.partition("<main")[2]
    assert "call" not in answer.redirect_chain[-1][0]
    assert calls_owed(ana) == [ana.people["Ben"].number]
    assert ana.switch == before
    last = Line.objects.order_by("-number").first()
    assert last is not None
    assert (last.event, last.facts) == ("asked_to_call", {"keeper": ana.people["Ben"].number})


def test_the_mail_says_only_that_ana_would_like_a_call(ana: Household, client: Client) -> None:
    quiet_outbox()
    client.post(followed(ana, client), asks(ana, "Ben"))
    parcel = write_parcel(Message.objects.get(about="call_me"), ana.clock.at)
    assert parcel.subject == "Ana Berg would like you to call"
    assert "You need not say that this mail came" in " ".join(parcel.text.split())
    assert "check-in" not in parcel.text
    assert "Finn" not in parcel.text


def test_each_keeper_is_asked_at_most_once_a_day(ana: Household, client: Client) -> None:
    quiet_outbox()
    page, ben = followed(ana, client), ana.people["Ben"].number
    for _ in range(3):
        client.post(page, asks(ana, "Ben"))
    client.post(page, asks(ana, "Chidi"))
    assert calls_owed(ana) == [ben, ana.people["Chidi"].number]
    assert Line.objects.filter(event="asked_to_call").count() == 2
    ana.clock.at += DAY
    client.post(page, asks(ana, "Ben"))
    assert calls_owed(ana) == [ben, ana.people["Chidi"].number, ben]


def test_signed_in_ana_asks_from_her_first_page(ana: Household, client: Client) -> None:
    ana.sign_in(client, strongly=False)
    assert b"Ask Chidi to call me" in client.get("/").content
    answer = client.post("/", asks(ana, "Chidi"), follow=True)
    assert b"Done." in answer.content
    assert calls_owed(ana) == [ana.people["Chidi"].number]


def test_a_machine_that_presses_every_button_asks_nobody(ana: Household, client: Client) -> None:
    a_mail_was_accepted(ana, timedelta(seconds=10))
    page, before = followed(ana, client), every_row()
    answer = client.post(page, asks(ana, "Ben"))
    assert b"Is this you, Ana Berg?" in answer.content
    assert every_row() == before
    sure = {"does": "confirms", "deed": "asks_call", "keeper": str(ana.people["Ben"].number)}
    client.post(page, sure)
    assert calls_owed(ana) == [ana.people["Ben"].number]


@pytest.mark.parametrize("keeper", ["", "0", "77", "³", "Ben"])
def test_nobody_else_can_be_asked(ana: Household, client: Client, keeper: str) -> None:
    quiet_outbox()
    answer = client.post(followed(ana, client), {"does": "asks_call", "keeper": keeper})
    assert answer.status_code == 409
    assert b"cannot be asked to call" in answer.content
    assert calls_owed(ana) == []


def test_a_sign_of_life_does_not_take_the_mail_back(ana: Household, client: Client) -> None:
    quiet_outbox()
    client.post(followed(ana, client), asks(ana, "Ben"))
    ana.does(acts.check_in)
    assert Message.objects.get(about="call_me").state == Message.OWED


def test_while_keepers_are_asked_whether_she_lives_nobody_is_asked_to_call(
    ana: Household, client: Client
) -> None:
    ana.let_pass(46 * DAY, accept_all)
    quiet_outbox()
    page = followed(ana, client)
    assert b"to call me" not in client.get(page).content
    assert client.post(page, asks(ana, "Ben")).status_code == 409


def test_who_cannot_be_reached_is_not_offered(ana: Household, client: Client) -> None:
    quiet_outbox()
    note_unreachable(ana.plan.pk, ana.people["Ben"].number, ana.clock.at)
    assert person(ana.plan.pk, ana.people["Ben"].number).unreachable
    shown = client.get(followed(ana, client)).content
    assert b"Ask Ben" not in shown
    assert b"Ask Chidi" in shown
