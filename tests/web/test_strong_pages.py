"""What changes how an owner signs in, or where our mails go: only after a strong sign-in (10.2)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.people_in_tests import PASSWORD, Household
from tests.web.test_sign_in import CODE, _mail_kept_here, signs_in, signs_in_by_mail
from untilthen.people.queries import OWNER, person
from untilthen.web.strongpages import STRONG_PAGES

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
__all__ = ["_mail_kept_here"]
CHANGES_SIGN_IN = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/generate/",
]


@pytest.mark.parametrize("page", CHANGES_SIGN_IN)
def test_who_only_reads_the_mail_cannot_change_how_ana_signs_in(
    ana: Household, client: Client, page: str
) -> None:
    signs_in_by_mail(client)
    assert client.get(page)["Location"].startswith("/accounts/reauthenticate/")
    assert client.post(page, {})["Location"].startswith("/accounts/reauthenticate/")


def test_with_her_password_ana_can(ana: Household, client: Client) -> None:
    signs_in(client)
    for page in CHANGES_SIGN_IN:
        assert client.get(page).status_code == 200, page
    ana.clock.at += timedelta(minutes=11)
    for page in CHANGES_SIGN_IN:
        assert client.post(page, {})["Location"].startswith("/accounts/reauthenticate/"), page


def test_every_named_page_is_there() -> None:
    found: set[str] = set()
    waiting: list[URLPattern | URLResolver] = [
        each
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and str(each.pattern) == "accounts/"
    ]
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLResolver):
            waiting += each.url_patterns
        else:
            found.add(each.name or "")
    assert found >= STRONG_PAGES


def test_our_mails_follow_ana_to_her_new_address_in_a_week(ana: Household, client: Client) -> None:
    signs_in(client)
    client.post("/accounts/email/", {"action_add": "", "email": "ana@new.example.org"})
    assert person(ana.plan.pk, OWNER).details.address == "ana@example.org"
    found = CODE.search(str(mail.outbox[-1].body))
    assert found is not None
    told = client.post("/accounts/confirm-email/", {"code": found[1]}, follow=True)
    assert b"This begins on Monday 8 March 2027" in told.content
    ana.let_pass(timedelta(days=6, hours=23))
    assert person(ana.plan.pk, OWNER).details.address == "ana@example.org"
    signs_in(client)
    ana.let_pass(timedelta(hours=2))
    assert person(ana.plan.pk, OWNER).details.address == "ana@new.example.org"
    later, fields = Client(), {"login": "ana@new.example.org", "password": PASSWORD}
    assert later.post("/accounts/login/", fields).status_code == 302
    assert b"Our mails to you go to ana@new.example.org" in later.get("/accounts/email/").content


def test_a_wrong_password_is_not_said_to_be_kept(ana: Household, client: Client) -> None:
    fields = {"login": "ana@example.org", "password": PASSWORD + "x"}
    answer = client.post("/accounts/login/", fields)
    assert b"not saved yet" not in answer.content
    assert b"still here" not in answer.content
