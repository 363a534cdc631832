"""An invitation by link: answers of equal weight, each of them harmless to repeat."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.people.queries import people

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def asked(ana: Household, client: Client) -> str:
    """Invite Dara, follow her link, and return its page."""
    ana.invite("Dara")
    return str(client.get(f"/go/{ana.token(LinkKind.INVITATION, 'Dara')}")["Location"])


def promise_of(ana: Household, name: str) -> str:
    """Return how somebody stands as a keeper."""
    number = ana.people[name].number
    return next(each.promise.value for each in ana.switch.keepers if each.person == number)


def test_the_invitation_says_what_is_promised(ana: Household, client: Client) -> None:
    page = client.get(asked(ana, client)).content.decode()
    assert "I promise to answer honestly if I am asked about Ana Berg" in page
    assert "look in on Ana Berg before I say that Ana Berg has died" in page


def test_a_promise_is_taken_once(ana: Household, client: Client) -> None:
    page = asked(ana, client)
    answer = client.post(page, {"does": "promises"}, follow=True)
    assert b"You are one of Ana Berg\xe2\x80\x99s keepers" in answer.content
    before = every_row()
    assert client.post(page, {"does": "promises"}, follow=True).status_code == 200
    assert every_row() == before
    assert promise_of(ana, "Dara") == "promised"


def test_who_declines_is_not_asked_why_and_their_address_is_erased(
    ana: Household, client: Client
) -> None:
    page = asked(ana, client)
    answer = client.post(page, {"does": "declines"}, follow=True)
    assert b"That is all right" in answer.content
    assert promise_of(ana, "Dara") == "declined"
    assert people(ana.plan.pk)[ana.people["Dara"].number].details.address == ""
    refused = client.post(page, {"does": "promises"})
    assert refused.status_code == 409
    assert b"no longer open" in refused.content
    assert promise_of(ana, "Dara") == "declined"


def test_who_wants_to_talk_first_can_still_promise(ana: Household, client: Client) -> None:
    page = asked(ana, client)
    for _ in range(2):
        answer = client.post(page, {"does": "talks_first"}, follow=True)
        assert b"would like to talk" in answer.content
    told = Message.objects.filter(plan=ana.plan.pk, person=0, about="keeper_change")
    assert [mail.facts["change"] for mail in told if mail.facts["change"] == "talks_first"] == [
        "talks_first"
    ]
    assert b'<a href="?">Back to the invitation</a>' in answer.content
    assert b"would like you to be a keeper" in client.get(f"{page}?").content
    client.post(page, {"does": "promises"})
    assert promise_of(ana, "Dara") == "promised"


def test_who_does_not_know_the_owner_is_never_invited_again(
    ana: Household, mallory: Household, client: Client
) -> None:
    answer = client.post(asked(ana, client), {"does": "does_not_know_owner"}, follow=True)
    assert b"never write to this address again" in answer.content
    browser = mallory.sign_in(Client())
    fields = {
        "does": "invites",
        "name": "Dara",
        "address": "DARA@example.org",
        "zone": "Europe/Berlin",
        "language": "en",
    }
    refused = browser.post("/keepers/", fields)
    assert refused.status_code == 422
    assert b"We cannot write to this address" in refused.content


def test_a_keeper_can_step_down_on_any_day(ana: Household, client: Client) -> None:
    page = str(client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}")["Location"])
    client.post(page, {"does": "steps_down"})
    assert promise_of(ana, "Ben") == "stepped_down"
    before = every_row()
    assert b"You have stepped down" in client.get(page).content
    assert client.post(page, {"does": "steps_down"}).status_code == 200
    assert every_row() == before


def test_a_keeper_can_say_how_to_be_reached(ana: Household, client: Client) -> None:
    page = str(client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}")["Location"])
    fields = {"does": "saves", "zone": "Africa/Lagos", "language": "de", "phone": "call me"}
    answer = client.post(page, fields)
    assert answer.status_code == 422
    assert "call me" in answer.content.decode()
    fields["phone"] = "+234 1 555 02"
    client.post(page, fields)
    details = people(ana.plan.pk)[ana.people["Ben"].number].details
    assert (details.zone, details.language, details.phone) == (
        "Africa/Lagos",
        "de",
        "+234 1 555 02",
    )


def test_an_unanswered_invitation_reminds_once_and_ends(ana: Household, client: Client) -> None:
    asked(ana, client)
    ana.let_pass(timedelta(days=16))
    number = ana.people["Dara"].number
    mails = Message.objects.filter(plan=ana.plan.pk, person=number)
    assert sorted(mail.about for mail in mails) == ["invitation", "invitation_reminder"]
    assert promise_of(ana, "Dara") == "expired"
