"""Making an account: it ends in a code that works, also where the mail server first said no."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings as ours
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.people_in_tests import PASSWORD, Household
from tests.web.test_sign_in import CODE
from untilthen.people.actions import forget_never_used
from untilthen.web.account_mail import courier

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
KEPT_HERE = "django.core.mail.backends.locmem.EmailBackend"
OTHER = "one more made up for tests"


@pytest.fixture(autouse=True)
def _mail_kept_here(settings: object) -> None:
    """Keep account mails in this process, and forget how often somebody tried."""
    settings.EMAIL_BACKEND = KEPT_HERE  # type: ignore[attr-defined]
    cache.clear()


def signs_up(client: Client, address: str = "nora@example.org", password: str = PASSWORD) -> int:
    """Ask for an account; return the status of the answer."""
    fields = {"email": address, "password1": password, "password2": password}
    return client.post("/accounts/signup/", fields).status_code


def code() -> str:
    """Return the code in the last mail."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found is not None, mail.outbox[-1].body
    return found[1]


def enters(client: Client) -> str:
    """Type in the code of the last mail; return where it leads."""
    client.post("/accounts/confirm-email/", {"code": code()})
    return str(client.get("/", follow=True).redirect_chain[-1][0])


def test_a_refused_mail_leaves_nothing_in_the_way_of_the_next_try(
    db: None, client: Client, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "CONFIG", replace(ours.CONFIG, smtp_port=1))
    courier.cache_clear()
    settings.EMAIL_BACKEND = "untilthen.web.account_mail.AccountMail"  # type: ignore[attr-defined]
    assert signs_up(client) == 503
    settings.EMAIL_BACKEND = KEPT_HERE  # type: ignore[attr-defined]
    courier.cache_clear()
    assert client.get("/accounts/signup/").status_code == 200
    assert signs_up(client, password=OTHER) == 302
    assert enters(client) == "/begin/"
    assert User.objects.get().check_password(OTHER)


def test_an_account_never_confirmed_gives_way_to_who_asks_anew(db: None) -> None:
    first, second = Client(), Client()
    signs_up(first)
    assert signs_up(second, "Nora@example.org", OTHER) == 302
    assert [each.subject for each in mail.outbox] == ["Is this your mail address?"] * 2
    assert enters(second) == "/begin/"
    assert User.objects.get().check_password(OTHER)
    assert first.get("/").status_code == 200
    assert "_auth_user_id" not in first.session


def test_who_has_an_account_is_told_so_by_mail_in_plain_words(
    ana: Household, client: Client
) -> None:
    assert signs_up(client, "ana@example.org", OTHER) == 302
    assert mail.outbox[-1].subject == "You have an account already"
    assert "so nothing was changed: sign in with it" in str(mail.outbox[-1].body)
    assert "/accounts/password/reset/" in str(mail.outbox[-1].body)
    ana.account.refresh_from_db()
    assert ana.account.check_password(PASSWORD)


def test_an_account_that_signed_in_or_has_a_plan_never_gives_way(ana: Household) -> None:
    ana.account.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    signs_up(Client(), "ana@example.org", OTHER)
    assert User.objects.get() == ana.account
    assert ana.plan.account == ana.account


def test_asking_over_and_over_ends_in_a_page_of_words(db: None, client: Client) -> None:
    for _ in range(5):
        client.post("/accounts/password/reset/", {"email": "nora@example.org"})
    answer = client.post("/accounts/password/reset/", {"email": "nora@example.org"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Please wait a minute." in page
    assert 'action="/accounts/password/reset/"' in page
    assert 'name="email" value="nora@example.org"' in page
    assert [signs_up(Client()) for _ in range(4)] == [302, 302, 302, 429]


@pytest.mark.parametrize("by_code", [False, True])
def test_another_code_can_be_sent_and_counts(ana: Household, client: Client, by_code: bool) -> None:  # noqa: FBT001
    if by_code:
        client.post("/accounts/login/code/", {"email": "ana@example.org"})
        page = "/accounts/login/code/confirm/"
    else:
        signs_up(client)
        page = "/accounts/confirm-email/"
    first = code()
    assert 'form="resend">Send another code' in client.get(page).content.decode()
    assert client.post(page, {"action": "resend"}).status_code == 302
    assert code() != first
    assert len(mail.outbox) == 2
    assert client.post(page, {"code": first}).status_code == 200
    assert client.post(page, {"code": code()}).status_code == 302
    assert "_auth_user_id" in client.session


def test_an_account_that_nobody_confirmed_goes_after_a_week(ana: Household, client: Client) -> None:
    signs_up(client)
    made = User.objects.get(email="nora@example.org").date_joined
    assert forget_never_used(made + timedelta(days=6)) == 0
    assert forget_never_used(made + timedelta(days=8)) > 0
    assert [each.email for each in User.objects.all()] == ["ana@example.org"]
