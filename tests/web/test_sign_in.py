"""Strong and weak: what a sign-in counts for, and what it opens (design 10.2)."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.people_in_tests import PASSWORD, Household
from untilthen.domain import acts
from untilthen.people.signin import KNOWN_COOKIE
from untilthen.watch.actions import record

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STRONG_PAGES = ["/keepers/", "/settings/", "/what-would-happen/", "/letters/"]
CODE = re.compile(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{2,4})\s*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _mail_kept_here(settings: object) -> None:
    """Keep account mails in this process, and forget how often somebody tried."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    cache.clear()


def signs_in(client: Client, password: str = PASSWORD) -> None:
    """Sign in as Ana with a password."""
    answer = client.post("/accounts/login/", {"login": "ana@example.org", "password": password})
    assert answer.status_code == 302, answer.content.decode()


def signs_in_by_mail(client: Client) -> None:
    """Sign in as Ana with a code by mail."""
    client.post("/accounts/login/code/", {"email": "ana@example.org"})
    found = CODE.search(str(mail.outbox[-1].body))
    assert found is not None, mail.outbox[-1].body
    answer = client.post("/accounts/login/code/confirm/", {"code": found[1]})
    assert answer.status_code == 302, answer.content.decode()


def test_a_password_is_a_sign_of_life_and_opens_everything(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(minutes=1)
    signs_in(client)
    assert ana.switch.state.value == "came_back"
    assert ana.switch.strong_at == ana.clock.at
    for page in STRONG_PAGES:
        assert "reauthenticate" not in client.get(page).get("Location", ""), page
    assert client.cookies[KNOWN_COOKIE].value.startswith(f"{ana.account.pk}:")


def test_ten_minutes_later_it_is_asked_for_again(ana: Household, client: Client) -> None:
    signs_in(client)
    ana.clock.at += timedelta(minutes=11)
    answer = client.get("/settings/")
    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Fsettings%2F"
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200
    assert ana.switch.heard_at == ana.clock.at


def test_a_code_by_mail_shows_today_only(ana: Household, client: Client) -> None:
    ana.clock.at += timedelta(days=1)
    signs_in_by_mail(client)
    assert b"You are signed in by mail only" in client.get("/").content
    for page in STRONG_PAGES:
        assert "/accounts/reauthenticate/" in client.get(page)["Location"]
    fields = {"does": "invites", "name": "Eve", "address": "eve@example.org"}
    assert client.post("/keepers/", fields)["Location"].startswith("/accounts/reauthenticate/")
    assert len(ana.switch.keepers) == 2


def test_a_code_by_mail_is_a_press_and_no_more(ana: Household, client: Client) -> None:
    ana.clock.at += timedelta(days=1)
    signs_in_by_mail(client)
    assert ana.switch.heard_at == ana.clock.at
    assert ana.switch.strong_at == ana.clock.at - timedelta(days=1)
    for presses, days in ((1, 45), (2, 8)):
        ana.let_pass(timedelta(days=days))
        assert ana.switch.state.value == "vigil"
        signs_in_by_mail(Client())
        assert (ana.switch.state.value, ana.switch.presses) == ("stopped", presses)
    ana.let_pass(timedelta(days=8))
    cache.clear()  # a fourth code within a minute would not be sent
    again = Client()
    signs_in_by_mail(again)
    assert (ana.switch.state.value, ana.switch.presses) == ("vigil", 3)
    assert b"everything is held until" in again.get("/").content


def test_signing_in_by_mail_after_coming_back_asks_for_nothing(
    ana: Household, client: Client
) -> None:
    ana.let_pass(timedelta(days=45))
    signs_in(Client())
    signs_in_by_mail(client)
    assert ana.switch.state.value == "came_back"


def test_only_a_strong_sign_in_begins_again(ana: Household, client: Client) -> None:
    signs_in_by_mail(client)
    ana.let_pass(timedelta(days=45))
    record(ana.plan.pk, lambda switch: acts.sign_in(switch, ana.clock.at), ana.clock.at)
    answer = client.post("/", {"does": "rearms"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert ana.switch.state.value == "came_back"
    client.post(answer["Location"], {"password": PASSWORD})
    client.post("/", {"does": "rearms"})
    assert ana.switch.state.value == "living"
    assert client.post("/", {"does": "rearms"}).status_code == 302


def chooses_by_mail(client: Client, chosen: str) -> str:
    """Choose a new password through a mailed link; returns what the next page says."""
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    link = re.search(r"/accounts/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link is not None
    form = client.get(link[0])["Location"]
    done = client.post(form, {"password1": chosen, "password2": chosen}, follow=True)
    return str(done.content.decode())


def test_a_password_chosen_by_mail_begins_after_seven_days(ana: Household, client: Client) -> None:
    chosen = "another one made up for tests"
    assert "This begins on Monday 8 March 2027" in chooses_by_mail(client, chosen)
    ana.let_pass(timedelta(days=6, hours=23))
    fields = {"login": "ana@example.org", "password": chosen}
    assert client.post("/accounts/login/", fields).status_code == 200
    signs_in(Client())
    ana.let_pass(timedelta(hours=2))
    signs_in(client, chosen)
    assert client.get("/settings/").status_code == 200
    fields = {"login": "ana@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", fields).status_code == 200


def test_nobody_locks_ana_out_by_her_mail(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=45))
    chooses_by_mail(client, "another one made up for tests")
    ana.let_pass(timedelta(days=8))
    assert ana.switch.state.value == "vigil"
    signs_in(client)
    assert ana.switch.state.value == "came_back"


def test_who_makes_an_account_begins_a_plan(clock: object, db: None, client: Client) -> None:
    fields = {"email": "nora@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", fields)
    found = CODE.search(str(mail.outbox[-1].body))
    assert found is not None, mail.outbox[-1].body
    client.post("/accounts/confirm-email/", {"code": found[1]})
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/begin/"
    about = {"name": "Nora", "zone": "Nowhere/Else", "language": "en", "phone": ""}
    refused = client.post("/begin/", about)
    assert refused.status_code == 422
    assert b"choose a place from the list" in refused.content
    assert b'value="Nora"' in refused.content
    client.post("/begin/", about | {"zone": "Asia/Kolkata"})
    assert b"Not ready yet: 2 more promises are needed" in client.get("/").content
    assert client.get("/keepers/").status_code == 200
    assert client.post("/begin/", about)["Location"] == "/"


def test_closed_registration_makes_no_account(
    clock: object, db: None, client: Client, settings: object
) -> None:
    closed = replace(settings.CONFIG, registration="closed")  # type: ignore[attr-defined]
    settings.CONFIG = closed  # type: ignore[attr-defined]
    fields = {"email": "nora@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert b"No new accounts are made here" in client.post("/accounts/signup/", fields).content
    assert b"Make an account" not in client.get("/").content
