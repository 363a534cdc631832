"""What every answer carries: the content policy and its kin; sign-ins noted; and errors turned into
words, once.
"""

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from untilthen import edge
from untilthen.domain.acts import check_in
from untilthen.domain.reports import sign_in
from untilthen.domain.states import RESTING
from untilthen.domain.switch import Outcome, Refused, Switch
from untilthen.keystore.queries import KeyGone
from untilthen.people.queries import plan_of
from untilthen.people.signin import SignedIn, note_sign_in, remember_client
from untilthen.watch.actions import record
from untilthen.watch.presses import note_press
from untilthen.watch.sentences import sentence
from untilthen.watch.store import ChangedElsewhere
from untilthen.web.account_mail import MailNotAccepted
from untilthen.web.logs import route_of
from untilthen.web.views import nothing_here, said_again, went_wrong

logger = logging.getLogger(__name__)

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
Next = Callable[[HttpRequest], HttpResponse]


class PageHeaders:
    """Add the content policy, and keep pages out of every cache unless they say otherwise."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with our headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SignIns:
    """Note every strong sign-in as the owner's sign of life, and the browser it was made in; a weak
    one counts as a press of the button in our mails (10.2).
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, after taking note of a sign-in that this request completed."""
        now = request.arrived_at = edge.now()  # type: ignore[attr-defined]
        response = self.get_response(request)
        user = request.user
        if request.method != "POST" or not isinstance(user, User):
            return response
        step, plan = note_sign_in(request, now), plan_of(user)
        if step is SignedIn.STRONGLY:
            remember_client(response, user, secure=settings.SESSION_COOKIE_SECURE)
            if plan is not None:
                record(plan.pk, lambda switch: sign_in(switch, now), now)
        if step is SignedIn.WEAKLY and plan is not None:
            with suppress(Refused):  # an earlier press holds everything already
                record(plan.pk, lambda switch: pressed(switch, now), now)
                note_press(plan.pk, request.headers.get("User-Agent", ""), now)
        return response


def pressed(switch: Switch, now: datetime) -> tuple[Outcome, ...]:
    """Return what a press comes to; where there is nothing to press, nothing."""
    return () if switch.state in RESTING else (check_in(switch, now),)


class WordsForErrors:
    """Turn what went wrong into a page of words; nobody is shown more, and the log names routes
    only.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page for what a view raised, or None for what Django or the account library
        answers.
        """
        match problem:
            case Refused():
                return refused(request, sentence(problem))
            case ChangedElsewhere():
                return refused(request, _("Something else happened at the same moment."))
            case KeyGone():
                return nothing_here()
            case Http404() | PermissionDenied() | SuspiciousOperation() | BadRequest():
                return None
            case DatabaseError() | OSError():
                say(request, problem)
                return went_wrong(words_for(problem), status=503, sent=said_again(request))
            case _ if type(problem).__module__.startswith("allauth."):
                return None
            case _:
                pass
        say(request, problem)
        return went_wrong("", status=500, sent=said_again(request))


def words_for(problem: DatabaseError | OSError) -> str:
    """Return what we cannot do while the database, the disk or the mail server is in trouble."""
    if isinstance(problem, MailNotAccepted):
        return _(
            "We cannot send you a mail just now. Try again later, or sign in with your password or"
            " passkey."
        )
    if isinstance(problem, DatabaseError):
        return _("We cannot write anything down just now.")
    return _("We cannot reach or write a file just now.")


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """Return the page for what the rules do not allow now; nothing has changed."""
    context = {"sentence": words, "back": request.path}
    return render(request, "refused.html", context, status=409)


def say(request: HttpRequest, problem: Exception) -> None:
    """Log where something went wrong, without the words of the error, which may hold names."""
    places = traceback.extract_tb(problem.__traceback__)
    where = " < ".join(f"{place.name} line {place.lineno}" for place in reversed(places[-4:]))
    logger.error("%s at %s: %s", type(problem).__name__, route_of(request), where)
