"""Who may see an owner's pages: decorators that hand a view the signed-in owner's plan."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from untilthen import edge
from untilthen.people import typed
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person, plan_of, was_closed
from untilthen.people.signin import begins_to_count, known_account, may_enter

OwnersView = Callable[..., HttpResponseBase]
View = Callable[..., HttpResponseBase]


def owner_page(view: OwnersView) -> View:
    """Give a view the owner's plan; who is signed out goes to sign in, who has no plan begins one.

    The page speaks the owner's language.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not isinstance(request.user, User):
            keep_for_known_owner(request)
            return redirect_to_login(request.get_full_path())
        plan = plan_of(request.user)
        if plan is None:
            return without_plan(request, request.user)
        translation.activate(person(plan.pk, OWNER).details.language)
        return view(request, plan, *args, **kwargs)

    return page


def without_plan(request: HttpRequest, user: User) -> HttpResponse:
    """Lead an account that never had a plan to begin one; say of another that it has none now."""
    return render(request, "no_plan.html") if was_closed(user) else redirect("begin")


def strong_owner_page(view: OwnersView) -> View:
    """As owner_page, and only with a strong sign-in within the last ten minutes (10.2)."""

    @wraps(view)
    def page(request: HttpRequest, plan: Plan, *args: object, **kwargs: object) -> HttpResponseBase:
        now = edge.now()
        if not may_enter(request, now) and isinstance(request.user, User):
            kept = typed.keep(request, plan, now)
            return sign_in_first(request, request.user, kept=kept)
        return view(request, plan, *args, **kwargs)

    return owner_page(page)


def keep_for_known_owner(request: HttpRequest) -> None:
    """Keep what was sent after the session had ended, for the owner whose browser this is."""
    account = known_account(request)
    plan = plan_of(User.objects.filter(pk=account).first()) if account is not None else None
    if plan is not None:
        typed.keep(request, plan, edge.now())


def typed_before(request: HttpRequest, plan: Plan) -> QueryDict | None:
    """Return what was typed here before a sign-in came between, once, to fill the form with it; it
    does nothing by itself.
    """
    found = typed.take_back(request, plan, edge.now())
    if found is not None:
        messages.info(request, _("What you typed is back in the form. It is not saved yet."))
    return found


def sign_in_first(request: HttpRequest, user: User, *, kept: bool = False) -> HttpResponse:
    """Lead to a strong sign-in; whose new passkey does not count yet is told from when it does."""
    back = request.path if kept else "/"
    if request.method == "GET":
        back = request.get_full_path()
    other_way = f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
    opens_at, plan = begins_to_count(request, user), plan_of(user)
    if opens_at is None or plan is None:
        return redirect(other_way)
    zone = person(plan.pk, OWNER).details.zone
    known = {"opens_at": opens_at, "zone": zone, "other_way": other_way}
    return render(request, "account/not_yet.html", known, status=403)
