"""Nothing typed is lost to trouble of ours: the error page shows it and sends it again on a press,
without scripts, without secrets, and without a word of it in the log.
"""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from tests.people_in_tests import PASSWORD, Household
from untilthen.people.links import LinkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
DARA = {
    "name": "Dara Ó Neill & family",
    "address": "dara@example.org",
    "zone": "Europe/Dublin",
    "language": "en",
    "phone": "+353 1 555 01",
}


@contextmanager
def without(table: str) -> Iterator[None]:
    """Let the database refuse whatever needs a table while the block runs."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        yield
        cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")


def said_again(page: str) -> dict[str, str]:
    """Return the fields that the page's button would send."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


def test_an_invitation_that_could_not_be_written_down_is_sent_by_the_next_press(
    ana: Household, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    ana.sign_in(client)
    sent = DARA | {"does": "invites"}
    with without("outbox_message"):
        answer = client.post("/keepers/", sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "We cannot write anything down just now." in page
    assert "Dara Ó Neill &amp; family\n\ndara@example.org" in page
    assert 'action="/keepers/"' in page
    again = said_again(page)
    assert again.pop("csrfmiddlewaretoken")
    assert again == sent
    assert "dara" not in caplog.text.lower()
    assert len(ana.switch.keepers) == 2
    assert client.post("/keepers/", again).status_code == 302
    assert len(ana.switch.keepers) == 3


def test_several_answers_to_one_question_are_all_sent_again(ana: Household, client: Client) -> None:
    ana.sign_in(client)
    with without("watch_switchrow"):
        page = client.post("/settings/", {"does": "saves_plan", "told": ["1", "2"]}).content
    assert HIDDEN.findall(page.decode())[-2:] == [("told", "1"), ("told", "2")]


def test_a_button_that_did_not_go_through_can_be_pressed_again(
    ana: Household, client: Client
) -> None:
    path = str(client.get(f"/go/{ana.token(LinkKind.CHECK_IN)}")["Location"])
    with without("watch_switchrow"):
        page = client.post(path, {"does": "checks_in"}).content.decode()
    assert "What you typed" not in page
    assert f'action="{path}"' in page
    assert said_again(page)["does"] == "checks_in"


def test_a_password_is_never_said_back(ana: Household, client: Client) -> None:
    with without("account_emailaddress"):
        fields = {"login": "ana@example.org", "password": PASSWORD}
        answer = client.post("/accounts/login/", fields)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "ana@example.org" in page
    assert PASSWORD not in page
    assert "Try again" not in page
    assert '<a href="/accounts/login/">Back to the page</a>' in page


def test_a_part_of_the_key_is_never_said_back(ana: Household, client: Client) -> None:
    path = str(client.get(f"/go/{ana.token(LinkKind.VIGIL, 'Ben')}")["Location"])
    sent = {"answer": "sure", "how_known": "I was there.", "part": "sealed part", "signature": "s"}
    with without("watch_switchrow"):
        page = client.post(path, sent).content.decode()
    assert "I was there." in page
    assert "sealed part" not in page
    assert "Try again" not in page


def test_a_page_that_was_only_looked_at_offers_nothing_to_send(
    ana: Household, client: Client
) -> None:
    ana.sign_in(client)
    with without("watch_switchrow"):
        page = client.get("/settings/").content.decode()
    assert "Go back and try once more" in page
    assert "<form" not in page
