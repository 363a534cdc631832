"""Pages that belong to no plan: a link's first address, Help, and what is said when a page
fails.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from untilthen import edge
from untilthen.keystore.queries import closing_key
from untilthen.outbox.queries import oldest_unsent
from untilthen.people.linkpage import follow
from untilthen.people.typed import fields_sent, holds_secret, repeatable, words_of
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.sign import CLOSING, allowed_signers
from untilthen.watch.models import Heartbeat
from untilthen.watch.readiness import MAIL_LATE_AFTER
from untilthen.web.helpnumbers import are_old, last_checked

WATCH_LATE_AFTER = timedelta(minutes=10)
HELP_NUMBERS_OLD = "the numbers on the page Help were not checked for 12 months\n"


@require_safe
def go(request: HttpRequest, token: str) -> HttpResponse:
    """Follow a link of a mail; it changes nothing but the reader's own cookies."""
    return follow(request, token)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show Help, to everyone."""
    config = settings.CONFIG
    context = {
        "here": "help",
        "numbers": config.help_numbers,
        "checked_at": last_checked(config.help_numbers, config.help_checked_at),
        "operator": {"name": config.host, "mail": config.mail_from},
    }
    return render(request, "help.html", context)


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Tell a monitor whether the watch looked within ten minutes and mail is leaving (503: not)."""
    now, heart = edge.now(), Heartbeat.objects.first()
    if heart is None or now - heart.at > WATCH_LATE_AFTER:
        return HttpResponse("the watch has not looked lately\n", "text/plain", status=503)
    if oldest_unsent(now) > MAIL_LATE_AFTER:
        return HttpResponse("mail is not leaving\n", "text/plain", status=503)
    config = settings.CONFIG
    old = are_old(config.help_numbers, config.help_checked_at, now.date())
    # Not 503: letters leave all the same, and nobody should be woken at night for this.
    return HttpResponse(f"ok\n{HELP_NUMBERS_OLD if old else ''}", "text/plain")


@require_safe
def closing_key_page(_request: HttpRequest) -> HttpResponse:
    """Give the public key of our closing notes, as `ssh-keygen -Y verify` takes it, and its six
    words.
    """
    public = closing_key().public
    said = f"# The key of closing notes at {settings.CONFIG.host}: {fingerprint(public)}\n"
    return HttpResponse(said + allowed_signers(public, CLOSING), "text/plain; charset=utf-8")


def nothing_here(_request: HttpRequest | None = None, exception: object = None) -> HttpResponse:
    """Return the one page for every address that leads nowhere, the same to the byte."""
    return HttpResponse(render_to_string("plain.html"), status=404)


def bad_request(_request: HttpRequest, exception: object = None) -> HttpResponse:
    """Return the page for a request that no page of ours makes."""
    return HttpResponse(render_to_string("400.html"), status=400)


def not_allowed(_request: HttpRequest, exception: object = None) -> HttpResponse:
    """Return the page for a form that did not come from its own page."""
    return HttpResponse(render_to_string("403.html"), status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form without its token: too old, or without cookies."""
    return not_allowed(request)


def went_wrong(
    sentence: str, *, status: int, sent: Mapping[str, object] | None = None
) -> HttpResponse:
    """Return the page for trouble of ours, with a sentence on it where there is one, and with the
    form that was sent.
    """
    known = {"sentence": sentence, **(sent or {})}
    return HttpResponse(render_to_string("500.html", known), status=status)


def said_again(request: HttpRequest) -> Mapping[str, object]:
    """Return what an error page needs to offer a form once more: nothing where none was sent, and
    only its words where a secret was in it.
    """
    fields = fields_sent(request)
    if not fields:
        return {}
    again = repeatable(fields)
    return {
        "typed": words_of(again),
        "fields": () if holds_secret(fields) else again,
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }


def too_often(request: HttpRequest) -> HttpResponse:
    """Return the page for what was asked for too often in a short time, with the form that was
    sent.
    """
    page = render_to_string("429.html", dict(said_again(request)))
    return HttpResponse(page, status=429, headers={"Retry-After": "60"})


def server_error(_request: HttpRequest) -> HttpResponse:
    """Return the page for trouble of ours that nothing else answered."""
    return went_wrong("", status=500)
