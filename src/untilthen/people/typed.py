"""What somebody typed into a form that could not be taken just now: shown again so that it can be
sent once more, or kept until they have signed in. Never a secret, never in a log.
"""

import base64
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.http.request import RawPostDataException

from untilthen.keystore.queries import PLAN, take
from untilthen.people.models import Plan
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.sealing.errors import Damaged

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SECRET = re.compile(
    r"pass(word|phrase)|secret|token|credential|signature|code|key|^part|^sheet|typed", re.I
)
PRESSED = re.compile(r"[a-z0-9_/-]*")
"""What buttons and choices send; anything else was typed by a person."""
KEPT, KEPT_FOR, MOST_KEPT_BYTES = "typed", timedelta(hours=1), 64 * 1024

Fields = tuple[tuple[str, str], ...]


def fields_sent(request: HttpRequest) -> Fields:
    """Return every field of a form that was sent, in order; none where files came with it."""
    if request.method != "POST" or request.content_type not in FORMS:
        return ()
    try:
        lists, files = request.POST.lists(), request.FILES
    except (OSError, RawPostDataException):  # it never arrived whole
        return ()
    return () if files else tuple((name, str(value)) for name, values in lists for value in values)


def repeatable(fields: Fields) -> Fields:
    """Return the fields that may be shown again: no secret among them."""
    return tuple((name, value) for name, value in fields if not SECRET.search(name))


def holds_secret(fields: Fields) -> bool:
    """Return whether a form holds a secret besides its own token."""
    token = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
    return any(value and SECRET.search(name) for name, value in fields if name != token)


def words_of(fields: Fields) -> str:
    """Return what a person typed, a field after the other, without what buttons and choices say."""
    return "\n\n".join(value for _, value in fields if not PRESSED.fullmatch(value))


def keep(request: HttpRequest, plan: Plan, now: datetime) -> bool:
    """Keep what was typed for the next look at this address, sealed under the plan's key; returns
    whether there was something, and not too much.
    """
    fields = repeatable(fields_sent(request))
    content = urlencode(fields).encode()
    if not words_of(fields) or len(content) > MOST_KEPT_BYTES:
        return False
    sealed = seal_at_rest(take(plan.pk, PLAN), content, purpose(plan, request.path))
    request.session[KEPT] = {
        "path": request.path,
        "until": (now + KEPT_FOR).isoformat(),
        "sealed": base64.b64encode(sealed).decode(),
    }
    return True


def take_back(request: HttpRequest, plan: Plan, now: datetime) -> QueryDict | None:
    """Return what was kept for this address and this plan, and keep it no longer; else None."""
    kept = request.session.get(KEPT) if request.method == "GET" else None
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    if now > datetime.fromisoformat(kept["until"]):
        return None
    sealed = base64.b64decode(kept["sealed"])
    try:
        content = open_at_rest(take(plan.pk, PLAN), sealed, purpose(plan, request.path))
    except Damaged:  # somebody else signed in here meanwhile
        return None
    return QueryDict(content)


def purpose(plan: Plan, path: str) -> str:
    """Return what is kept is bound to."""
    return f"typed at {path} in plan {plan.pk}"
