"""Now and then a full sign-in is wanted: asked for kindly every fourth time, and in earnest after a
year of links only (domain 5.2, 10.2).
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household, accept_all, quiet_outbox
from untilthen.domain import acts
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.links import LinkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
KINDLY = "You have come by a link several times in a row."


def presses(home: Household) -> str:
    """Press the button of a link; returns what the next page says."""
    client = Client()
    page = client.get(f"/go/{home.token(LinkKind.CHECK_IN)}", follow=True)
    path = page.redirect_chain[-1][0]
    done = client.post(path, {"does": "checks_in"}, follow=True)
    return str(done.content.decode())


def test_every_fourth_time_by_link_ana_is_asked_kindly(ana: Household) -> None:
    quiet_outbox()
    asked = []
    for _ in range(8):
        ana.clock.at += timedelta(days=1)
        asked.append(KINDLY in presses(ana))
    assert asked == [False, False, False, True] * 2
    ana.does(acts.sign_in)
    ana.clock.at += timedelta(days=1)
    assert KINDLY not in presses(ana)


def test_after_a_year_of_links_the_mail_says_why_and_until_when(ana: Household) -> None:
    while ana.switch.sign_in_by is None:
        ana.let_pass(timedelta(days=25))
        ana.does(acts.check_in)
    mail = Message.objects.filter(about="yearly", person=0).latest("pk")
    parcel = write_parcel(mail, ana.clock.at)
    assert parcel.subject == "Ana Berg, please sign in once"
    text = " ".join(parcel.text.split())
    assert "before Saturday 29 April 2028" in text
    assert "nothing is running" not in text
    quiet_outbox()
    assert "before Saturday 29 April 2028" in presses(ana)
    page = ana.sign_in(Client(), strongly=False).get("/").content.decode()
    assert "For a year you have only pressed links in our mails." in page


def test_before_a_plan_at_rest_is_destroyed_the_mail_names_the_day(mallory: Household) -> None:
    written = []

    def send(now: object) -> int:
        for message in Message.objects.filter(state=Message.OWED, about="yearly"):
            written.append(write_parcel(message, mallory.clock.at).text)
        return accept_all(mallory.clock.at)

    mallory.let_pass(timedelta(days=3 * 365 + 2), send)
    assert "nothing is running" in written[0]
    assert "everything you left here is destroyed, unopened" in " ".join(written[-1].split())
