"""A mail provider's web hook: with the secret its word counts as a server's report does, without it
nothing changes, and nobody has it who did not set it up.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.outbox.reports import COMPLAINT, report
from tests.people_in_tests import Household
from tests.watch.coming_back import last_to
from untilthen.domain.keeper import Promise
from untilthen.outbox.models import Message
from untilthen.outbox.returns.actions import Taken
from untilthen.outbox.sending import write_parcel
from untilthen.people.queries import people
from untilthen.watch.came_in import take_in
from untilthen.watch.notice import notice
from untilthen.watch.readiness import not_ready
from untilthen.web.provider import provider_paths, told

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SECRET = "a secret of twenty letters"
DAY = timedelta(days=1)


@pytest.fixture
def brevo(settings: Any) -> None:  # noqa: ANN401
    """Brevo tells us."""
    settings.CONFIG = replace(settings.CONFIG, mail_provider="brevo", mail_webhook_secret=SECRET)


def tell(name: str, event: object, secret: str | None = SECRET) -> HttpResponse:
    """Let a provider tell something."""
    known = base64.b64encode(f"untilthen:{secret}".encode()).decode()
    more = {} if secret is None else {"Authorization": f"Basic {known}"}
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    request = RequestFactory().post(f"/returns/{name}/", body, "application/json", headers=more)
    return told(request, name)


def brevo_event(message: Message, kind: str, **more: str) -> dict[str, str]:
    """Return an event as Brevo sends it."""
    known = {"event": kind, "email": "ben@example.org", "message-id": message.message_id}
    return {**known, **more}


def promise_of(ana: Household, name: str) -> Promise:
    """Return how a keeper's promise stands, once mails were taken note of."""
    notice(ana.clock.at)
    number = ana.people[name].number
    return next(each.promise for each in ana.switch.keepers if each.person == number)


def test_an_installation_without_a_provider_has_no_such_address() -> None:
    assert provider_paths() == []
    assert Client().post("/returns/brevo/", {}).status_code == 404


@pytest.mark.usefixtures("brevo")
def test_with_a_provider_there_is_one_address() -> None:
    assert [str(each.pattern) for each in provider_paths()] == ["returns/brevo/"]


@pytest.mark.usefixtures("brevo")
def test_a_hard_bounce_is_a_refusal(ana: Household) -> None:
    ana.let_pass(DAY)
    event = brevo_event(last_to(ana, "Ben"), "hard_bounce", reason="550 5.1.1 no such user")
    assert tell("brevo", event).status_code == 200
    assert promise_of(ana, "Ben") is Promise.UNREACHABLE
    assert last_to(ana, "", "keeper_change", Message.OWED).facts["change"] == "unreachable"


@pytest.mark.usefixtures("brevo")
@pytest.mark.parametrize("secret", [None, "", "another secret altogether", SECRET.upper()])
def test_without_the_secret_nothing_changes(ana: Household, secret: str | None) -> None:
    ana.let_pass(DAY)
    answer = tell("brevo", brevo_event(last_to(ana, "Ben"), "hard_bounce"), secret)
    assert answer.status_code == 403
    assert promise_of(ana, "Ben") is Promise.PROMISED


@pytest.mark.usefixtures("brevo")
@pytest.mark.parametrize(
    ("kind", "reason", "state"),
    [
        ("soft_bounce", "", Message.SENT_BACK),
        ("blocked", "", Message.SENT_BACK),
        ("soft_bounce", "552 5.2.2 mailbox full", Message.ACCEPTED),
        ("deferred", "", Message.ACCEPTED),
        ("delivered", "250 ok", Message.ACCEPTED),
        ("opened", "", Message.ACCEPTED),
        ("no such event", "", Message.ACCEPTED),
        ("invalid_email", "", Message.REFUSED),
    ],
)
def test_what_is_not_surely_for_good_is_not(
    ana: Household, kind: str, reason: str, state: str
) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    assert tell("brevo", brevo_event(mail, kind, reason=reason)).status_code == 200
    mail.refresh_from_db()
    assert mail.state == state


@pytest.mark.usefixtures("brevo")
def test_a_word_about_another_mail_or_address_changes_nothing(ana: Household) -> None:
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    for wrong in ({"email": "chidi@example.org"}, {"message-id": "<a@b>"}, {"message-id": ""}):
        assert tell("brevo", brevo_event(mail, "hard_bounce", **wrong)).status_code == 200
    assert promise_of(ana, "Ben") is Promise.PROMISED


@pytest.mark.usefixtures("brevo")
@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"items": []}', b"\xff", b"7"])
def test_what_is_no_event_is_refused_calmly(body: bytes) -> None:
    assert tell("brevo", body).status_code == 403
    assert tell("brevo", b" " * 1_000_001).status_code == 413


@pytest.mark.usefixtures("brevo")
def test_a_keeper_who_calls_it_unwanted_gets_no_more_mail(ana: Household) -> None:
    ana.let_pass(DAY)
    tell("brevo", brevo_event(last_to(ana, "Ben"), "spam"))
    assert people(ana.plan.pk)[ana.people["Ben"].number].no_mail


@pytest.mark.parametrize("by_mail", [True, False])
@pytest.mark.usefixtures("brevo")
def test_an_owner_who_calls_it_unwanted_stays_asked_and_sees_it(
    ana: Household, *, by_mail: bool
) -> None:
    ana.let_pass(28 * DAY)
    mail = last_to(ana, "", "check_in")
    for _ in range(2):
        if by_mail:
            raw = report(COMPLAINT, message_id=mail.message_id, to="ana@example.org")
            assert take_in(raw, ana.clock.at) is Taken.REPORT
        else:
            tell("brevo", brevo_event(mail, "unsubscribe", email="ana@example.org"))
    everybody = people(ana.plan.pk)
    assert not everybody[0].no_mail
    said = not_ready(ana.plan, ana.switch, everybody, ana.clock.at)
    assert len([line for line in said if "to you was marked as unwanted" in line]) == 1
    ana.let_pass(3 * DAY)
    assert last_to(ana, "", "check_in").pk != mail.pk


def test_mailgun_signs_what_it_says(ana: Household, settings: Any) -> None:  # noqa: ANN401
    settings.CONFIG = replace(settings.CONFIG, mail_provider="mailgun", mail_webhook_secret=SECRET)
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")

    def event(secret: str) -> dict[str, object]:
        stamp, token = "1803888000", "a" * 50
        made = hmac.new(secret.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
        return {
            "signature": {"timestamp": stamp, "token": token, "signature": made},
            "event-data": {
                "event": "failed", "severity": "permanent", "reason": "bounce",
                "recipient": "ben@example.org", "timestamp": 1803888000.0,
                "message": {"headers": {"message-id": mail.message_id.strip("<>")}},
                "delivery-status": {"code": 550, "message": "550 5.1.1 no such user"},
            },
        }  # fmt: skip

    assert tell("mailgun", event("a guess"), None).status_code == 403
    assert promise_of(ana, "Ben") is Promise.PROMISED
    assert tell("mailgun", event(SECRET), None).status_code == 200
    assert promise_of(ana, "Ben") is Promise.UNREACHABLE


def test_postmark_gives_our_message_id_back_in_a_header_of_its_own(
    ana: Household,
    settings: Any,  # noqa: ANN401
) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_provider="postmark", mail_webhook_secret=SECRET)
    ana.let_pass(DAY)
    mail = last_to(ana, "Ben")
    name, value = write_parcel(mail, ana.clock.at).marked or ("", "")
    assert name == "X-PM-Metadata-untilthen"
    event = {
        "RecordType": "Bounce", "Type": "HardBounce", "Email": "ben@example.org",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "Metadata": {"untilthen": value},
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
    }  # fmt: skip
    assert tell("postmark", event).status_code == 200
    assert promise_of(ana, "Ben") is Promise.UNREACHABLE
