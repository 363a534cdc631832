"""What Ana typed before she had to sign in again is back in its form afterwards, once, for her
alone, and not done by itself.
"""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from tests.people_in_tests import PASSWORD, Household
from tests.web.test_sign_in import _mail_kept_here, signs_in, signs_in_by_mail
from untilthen.letters.queries import recipients
from untilthen.people.typed import MOST_KEPT_BYTES

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
__all__ = ["_mail_kept_here"]
DARA = {"name": "Dara", "address": "dara@example.org", "zone": "Europe/Dublin", "language": "de"}
BACK = "What you typed is back in the form."


def types_late(ana: Household, client: Client, path: str, fields: dict[str, str]) -> str:
    """Sign in, come back the next day with a form, and return where it leads."""
    signs_in(client)
    ana.clock.at += timedelta(hours=13)
    return str(client.post(path, fields)["Location"])


def filled(page: bytes, name: str) -> str:
    """Return what stands in a field of a page."""
    (tag,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page.decode())
    value = re.search(r'value="([^"]*)"', tag)
    return value[1] if value else ""


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/keepers/", DARA | {"does": "invites", "phone": ""}),
        ("/letters/people/", DARA | {"welcome": "on"}),
        ("/letters/people/3/", DARA | {"name": "Finn Berg", "welcome": "on"}),
        ("/settings/", {"does": "saves_person", "name": "Ana B.", "zone": "Asia/Tokyo"}),
    ],
)
def test_the_form_is_filled_again_and_nothing_was_done(
    ana: Household, client: Client, path: str, fields: dict[str, str]
) -> None:
    leads_to = types_late(ana, client, path, fields)
    assert leads_to.startswith("/accounts/reauthenticate/?next=%2F")
    keepers, readers = ana.switch.keepers, recipients(ana.plan)
    assert client.post(leads_to, {"password": PASSWORD})["Location"] == path
    page = client.get(path)
    assert page.status_code == 200
    assert filled(page.content, "name") == fields["name"]
    assert BACK in page.content.decode()
    assert (ana.switch.keepers, recipients(ana.plan)) == (keepers, readers)
    again = client.get(path).content
    assert filled(again, "name") != fields["name"]
    assert BACK not in again.decode()


def test_it_comes_back_after_the_session_had_ended_too(ana: Household, client: Client) -> None:
    signs_in(client)
    Session.objects.all().delete()
    leads_to = str(client.post("/keepers/", DARA | {"does": "invites"})["Location"])
    assert leads_to == "/accounts/login/?next=/keepers/"
    fields = {"login": "ana@example.org", "password": PASSWORD, "next": "/keepers/"}
    assert client.post("/accounts/login/", fields)["Location"] == "/keepers/"
    assert filled(client.get("/keepers/").content, "address") == "dara@example.org"
    assert len(ana.switch.keepers) == 2


def test_who_reads_anas_mail_only_does_not_get_to_see_it(ana: Household, client: Client) -> None:
    signs_in(client)
    Session.objects.all().delete()
    client.post("/keepers/", DARA | {"does": "invites"})
    signs_in_by_mail(client)
    assert client.get("/keepers/")["Location"].startswith("/accounts/reauthenticate/")


def test_nobody_else_who_signs_in_at_this_browser_sees_it(
    ana: Household, mallory: Household, client: Client
) -> None:
    signs_in(client)
    Session.objects.all().delete()
    client.post("/keepers/", DARA | {"does": "invites"})
    cache.clear()
    client.post("/accounts/login/", {"login": "mallory@example.org", "password": PASSWORD})
    page = client.get("/keepers/")
    assert page.status_code == 200
    assert "dara" not in page.content.decode().lower()


def test_a_browser_that_no_owner_used_leaves_nothing_here(ana: Household, client: Client) -> None:
    client.post("/keepers/", DARA | {"does": "invites"})
    assert Session.objects.count() == 0


def test_it_is_kept_for_an_hour_and_only_so_much(ana: Household, client: Client) -> None:
    leads_to = types_late(ana, client, "/keepers/", DARA | {"does": "invites"})
    ana.clock.at += timedelta(hours=2)
    client.post(leads_to, {"password": PASSWORD})
    assert filled(client.get("/keepers/").content, "name") == ""
    long = {"name": "D " * (MOST_KEPT_BYTES // 2)}
    assert types_late(ana, client, "/keepers/", long).endswith("next=%2F")


def test_the_database_never_holds_it_in_the_clear(ana: Household, client: Client) -> None:
    types_late(ana, client, "/keepers/", DARA | {"does": "invites"})
    (kept,) = (each.get_decoded() for each in Session.objects.all())
    assert kept["typed"]["path"] == "/keepers/"
    assert "dara" not in str(kept).lower()
    assert "RGFyYQ" not in str(kept)
