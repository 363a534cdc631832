"""What a mail provider tells of our mails by a web hook, as django-anymail reads it.

Its events become the same verdicts as a server's report; whoever has not the secret is not heard.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest

from untilthen.outbox.returns.report import Verdict, of_failure

USER = "untilthen"
"""The name that goes with the secret where a provider sends it as name and password."""
EVENTS_AT_MOST = 1000
VIEWS: Mapping[str, str] = {
    "brevo": "BrevoTrackingWebhookView",
    "mailgun": "MailgunTrackingWebhookView",
    "postmark": "PostmarkTrackingWebhookView",
}
SIGNED = frozenset({"mailgun"})
"""Providers that sign what they send with the secret."""
ID_FIELD = "untilthen"
ID_HEADERS: Mapping[str, str] = {"postmark": f"X-PM-Metadata-{ID_FIELD}"}
"""Where a provider does not give back our Message-ID unless a header of its own holds it."""
NO_EVENT = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What a body raises that holds the secret and is no event."""
FOR_GOOD = frozenset({"hard_bounce", "invalid_email", "HardBounce", "BadEmailAddress"})


class NotFromProvider(Exception):
    """The request does not hold the secret, or is none that this provider makes."""


@dataclass(frozen=True)
class Word:
    """What a provider says of one mail to one address."""

    message_id: str
    recipient: str
    verdict: Verdict
    unwanted: bool
    """Whether its reader called it unwanted, or asked for no more."""


def words_in(request: HttpRequest, name: str) -> list[Word]:
    """Return what a provider's request says; raises NotFromProvider."""
    module = import_module(f"anymail.webhooks.{name}")
    secret = str(settings.CONFIG.mail_webhook_secret)
    given = (
        {"webhook_signing_key": secret} if name in SIGNED else {"webhook_secret": secret_of(secret)}
    )
    view = getattr(module, VIEWS[name])(**given)
    try:
        view.run_validators(request)
        events = view.parse_events(request)[:EVENTS_AT_MOST]
        return [word for event in events for word in words_of(event)]
    except (SuspiciousOperation, ImproperlyConfigured, *NO_EVENT) as problem:
        raise NotFromProvider from problem


def secret_of(secret: str) -> str:
    """Return the name and password that a request must hold."""
    return f"{USER}:{secret}"


def words_of(event: Any) -> Iterator[Word]:  # noqa: ANN401
    """Yield what one event says, if it says which mail it is about."""
    message_id = (event.metadata or {}).get(ID_FIELD) or event.message_id
    if not isinstance(message_id, str) or not isinstance(event.recipient, str):
        return
    unwanted = event.event_type in ("complained", "unsubscribed")
    yield Word(message_id, event.recipient, verdict_of(event), unwanted)


def verdict_of(event: Any) -> Verdict:  # noqa: ANN401
    """Return what an event means for the mail; what is not surely for good is sent again."""
    if event.event_type == "deferred":
        return Verdict.DELAYED
    if event.event_type not in ("bounced", "rejected", "failed"):
        return Verdict.NOTHING
    said = of_failure("", str(event.mta_response or ""))
    if said is not Verdict.NOTHING:
        return said
    return Verdict.REFUSED if kind_of(event) in FOR_GOOD else Verdict.SENT_BACK


def kind_of(event: Any) -> str:  # noqa: ANN401
    """Return a provider's own word for an event."""
    raw = event.esp_event
    return str(raw.get("Type") or raw.get("event") or "") if isinstance(raw, Mapping) else ""


def id_header(message_id: str) -> tuple[str, str] | None:
    """Return the header by which the configured provider gives our Message-ID back, if it needs
    one.
    """
    name = ID_HEADERS.get(settings.CONFIG.mail_provider)
    return (name, message_id) if name else None
