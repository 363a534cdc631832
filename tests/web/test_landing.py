"""Ben says where our mail lands; Ana's list of what is not ready names him while it is not good."""

import pytest
from django.test import Client

from tests.people_in_tests import Household
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.links import LinkKind
from untilthen.people.queries import people
from untilthen.watch.readiness import not_ready

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def page_of(browser: Client, ana: Household, name: str = "Ben") -> str:
    """Return the address of a keeper's own page, opened by their link."""
    return browser.get(f"/go/{ana.token(LinkKind.VIGIL, name)}").headers["Location"]


def unwanted(ana: Household) -> list[str]:
    """Return what is said of mail that lands where nobody looks."""
    said = not_ready(ana.plan, ana.switch, people(ana.plan.pk), ana.clock.at)
    return [line for line in said if "among unwanted mail" in line]


def test_ben_says_it_landed_among_unwanted_mail_and_later_that_it_does_not(
    ana: Household,
) -> None:
    browser = Client()
    page = page_of(browser, ana)
    assert "Where was the last one?" in browser.get(page).content.decode()
    assert unwanted(ana) == []
    for _ in range(2):
        answer = browser.post(page, {"lands": "spam"}, follow=True)
        text = " ".join(answer.content.decode().split())
        assert "That is noted." in text
        assert "add until-then@localhost to your contacts" in text
        assert [line.split(" told us")[0] for line in unwanted(ana)] == ["Ben"]
    browser.post(page, {"lands": "inbox"})
    assert unwanted(ana) == []
    assert "reaches your inbox" in browser.get(page).content.decode()


def test_nothing_else_can_be_said_and_looking_says_nothing(ana: Household) -> None:
    browser = Client()
    page = page_of(browser, ana)
    assert browser.post(page, {"lands": "nowhere"}).status_code == 409
    browser.get(f"{page}?lands=spam&said=lands")
    assert people(ana.plan.pk)[ana.people["Ben"].number].details.lands == ""


def test_the_receipt_asks_it_once(ana: Household) -> None:
    receipt = Message.objects.filter(about="promise_receipt", facts__part=False).first()
    assert receipt is not None
    text = " ".join(write_parcel(receipt, ana.clock.at).text.split())
    assert "Did it land among unwanted mail?" in text
    assert "add until-then@localhost to your contacts" in text
    for later in Message.objects.filter(about="promise_receipt", facts__part=True):
        assert "unwanted mail" not in write_parcel(later, ana.clock.at).text


def test_ben_can_let_readers_answer_him(ana: Household) -> None:
    browser = Client()
    page = page_of(browser, ana)
    given = {"does": "saves", "zone": "Europe/Berlin", "language": "en", "phone": ""}
    browser.post(page, {**given, "answers": "on"})
    assert people(ana.plan.pk)[ana.people["Ben"].number].details.answers
    assert "checked" in browser.get(page).content.decode()
    browser.post(page, given)
    assert not people(ana.plan.pk)[ana.people["Ben"].number].details.answers
