"""How an owner is signed in, strongly or weakly, and since when (design 10.2).

A passkey is weak for its first seven days: somebody else could have added it (waiting.py).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import AnonymousUser, User
from django.core import signing
from django.http import HttpRequest, HttpResponse

from untilthen.people.queries import plan_of
from untilthen.people.waiting import Kind, not_counted_yet, waiting

STRONG_METHODS = frozenset({"password", "mfa"})
OPENS_FOR = timedelta(minutes=10)
SAVES_FOR = timedelta(hours=12)
"""A page once opened may be saved this long: nothing typed is lost to a clock."""
STRONG_AT, SEEN, SIGNED_UP = "strong_at", "strong_seen", "signed_up"
KNOWN = signing.Signer(salt="a browser that an owner signed in with")
KNOWN_COOKIE = "known"
KNOWN_SECONDS = 400 * 24 * 60 * 60


class SignedIn(StrEnum):
    """How somebody has just signed in."""

    STRONGLY = "strongly"
    WEAKLY = "weakly"


def note_sign_in(request: HttpRequest, now: datetime) -> SignedIn | None:
    """Return how this request completed a sign-in, or None where it did not, and keep in the
    session that it did.
    """
    seen = float(request.session.get(SEEN, -1.0))
    new = [(at, strong) for at, strong in steps(request) if at > seen]
    if not new:
        return None
    request.session[SEEN] = max(at for at, _strong in new)
    if not any(strong for _at, strong in new):
        return SignedIn.WEAKLY
    request.session[STRONG_AT] = now.isoformat()
    return SignedIn.STRONGLY


def steps(request: HttpRequest) -> list[tuple[float, bool]]:
    """Return when each step of this session's sign-in was taken, by the library's count, and
    whether it was a strong one.
    """
    user = request.user
    if not isinstance(user, User):
        return []
    waits = not_counted_yet(user.pk)
    taken = [
        (each["at"], each["method"] in STRONG_METHODS and each.get("id") not in waits)
        for each in get_authentication_records(request, user)
    ]
    return [*taken, (0.0, True)] if request.session.get(SIGNED_UP) else taken


def begins_to_count(request: HttpRequest, user: User) -> datetime | None:
    """Return from when the way in that was just used will count, or None where it does already."""
    records, plan = get_authentication_records(request, user), plan_of(user)
    if not records or plan is None:
        return None
    used = records[-1].get("id")
    days = [each.begins_at for each in waiting(plan.pk, Kind.WAY_IN) if each.subject == used]
    return days[0] if days else None


def strong_for(request: HttpRequest, now: datetime) -> timedelta | None:
    """Return how long ago the session's last strong sign-in was, or None where there was none."""
    at = request.session.get(STRONG_AT)
    return None if at is None else now - datetime.fromisoformat(at)


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Return whether the session's last strong sign-in was within ten minutes."""
    ago = strong_for(request, now)
    return ago is not None and ago <= OPENS_FOR


def may_enter(request: HttpRequest, now: datetime) -> bool:
    """Return whether letters, people and settings are open: ten minutes to read, longer to save."""
    ago = strong_for(request, now)
    return ago is not None and ago <= (SAVES_FOR if request.method == "POST" else OPENS_FOR)


def remember_client(response: HttpResponse, user: User, *, secure: bool) -> None:
    """Let this browser be known as one that the owner has signed in with."""
    response.set_cookie(
        KNOWN_COOKIE,
        KNOWN.sign(str(user.pk)),
        max_age=KNOWN_SECONDS,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )


def is_known_client(request: HttpRequest, account: int | None) -> bool:
    """Return whether this browser was ever seen signed in to the account."""
    if isinstance(request.user, AnonymousUser) or request.user.pk != account:
        return account is not None and known_account(request) == account
    return True


def known_account(request: HttpRequest) -> int | None:
    """Return the account this browser was last signed in to strongly, if it ever was."""
    try:
        return int(KNOWN.unsign(request.COOKIES.get(KNOWN_COOKIE, "")))
    except (signing.BadSignature, ValueError):
        return None
