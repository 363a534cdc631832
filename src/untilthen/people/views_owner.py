"""Who may see an owner's pages: decorators that hand a view the signed-in owner's plan."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from untilthen import edge
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person, plan_of
from untilthen.people.signin import may_enter, password_opens_at

OwnersView = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]


def owner_page(view: OwnersView) -> View:
    """Give a view the owner's plan; who is signed out goes to sign in, who has no plan begins one.

    The page speaks the owner's language.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        plan = plan_of(request.user)
        if plan is None:
            return redirect("begin")
        translation.activate(person(plan.pk, OWNER).details.language)
        return view(request, plan, *args, **kwargs)

    return page


def strong_owner_page(view: OwnersView) -> View:
    """As owner_page, and only with a strong sign-in within the last ten minutes (10.2)."""

    @wraps(view)
    def page(request: HttpRequest, plan: Plan, *args: object, **kwargs: object) -> HttpResponse:
        now = edge.now()
        if not may_enter(request, now) and isinstance(request.user, User):
            return sign_in_first(request, request.user, now)
        return view(request, plan, *args, **kwargs)

    return owner_page(page)


def sign_in_first(request: HttpRequest, user: User, now: datetime) -> HttpResponse:
    """Lead to a strong sign-in; whose password does not count yet is told from when it does."""
    back = request.get_full_path() if request.method == "GET" else "/"
    opens_at, plan = password_opens_at(user, now), plan_of(user)
    if opens_at is None or plan is None:
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")
    zone = person(plan.pk, OWNER).details.zone
    known = {"opens_at": opens_at, "zone": zone, "other_way": other_way(user, back)}
    return render(request, "account/not_yet.html", known, status=403)


def other_way(user: User, back: str) -> str:
    """Return the address of a strong sign-in that needs no password, or "" where there is none."""
    has = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.WEBAUTHN in has:
        return f"{reverse('mfa_reauthenticate_webauthn')}?{urlencode({'next': back})}"
    if Authenticator.Type.TOTP in has:
        return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}"
    return ""
