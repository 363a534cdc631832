"""How an owner is signed in, strongly or weakly, and since when (design 10.2).

A password chosen by mail is weak for seven days: whoever reads the mail could have chosen it.
"""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import AnonymousUser, User
from django.core import signing
from django.http import HttpRequest, HttpResponse

from untilthen.journal.models import Line
from untilthen.people.queries import plan_of

STRONG_METHODS = frozenset({"password", "mfa"})
CHOSEN_BY_MAIL = "password_chosen_by_mail"
PASSWORD_WAITS = timedelta(days=7)
OPENS_FOR = timedelta(minutes=10)
SAVES_FOR = timedelta(hours=12)
"""A page once opened may be saved this long: nothing typed is lost to a clock."""
STRONG_AT, SEEN, SIGNED_UP = "strong_at", "strong_seen", "signed_up"
KNOWN = signing.Signer(salt="a browser that an owner signed in with")
KNOWN_COOKIE = "known"
KNOWN_SECONDS = 400 * 24 * 60 * 60


def note_strong_sign_in(request: HttpRequest, now: datetime) -> bool:
    """Return whether this request completed a strong sign-in, and keep in the session that
    it did.
    """
    latest = latest_strong(request, now)
    if latest <= float(request.session.get(SEEN, -1.0)):
        return False
    request.session[SEEN] = latest
    request.session[STRONG_AT] = now.isoformat()
    return True


def latest_strong(request: HttpRequest, now: datetime) -> float:
    """Return when the session's last strong step was taken by the library's count (-1: never)."""
    user = request.user
    if not isinstance(user, User):
        return -1.0
    weak = {"password"} if password_by_mail(user, now) else set()
    records = get_authentication_records(request, user)
    strong = [each["at"] for each in records if each["method"] in STRONG_METHODS - weak]
    if request.session.get(SIGNED_UP):
        strong.append(0.0)
    return max(strong, default=-1.0)


def password_by_mail(user: User, now: datetime) -> bool:
    """Return whether the account's password was chosen by mail within the last seven days."""
    return password_opens_at(user, now) is not None


def password_opens_at(user: User, now: datetime) -> datetime | None:
    """Return when a password chosen by mail begins to count, or None where it counts already."""
    plan = plan_of(user)
    if plan is None:
        return None
    lines = Line.objects.filter(plan=plan.pk, event=CHOSEN_BY_MAIL, at__gt=now - PASSWORD_WAITS)
    last = lines.order_by("-number").first()
    return last.at + PASSWORD_WAITS if last else None


def strong_for(request: HttpRequest, now: datetime) -> timedelta | None:
    """Return how long ago the session's last strong sign-in was, or None where there was none."""
    at = request.session.get(STRONG_AT)
    return None if at is None else now - datetime.fromisoformat(at)


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
