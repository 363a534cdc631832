"""Begin a plan: asked once, when an account first signs in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.settings import Settings
from untilthen.people.actions import DICE_FOR_PLAN
from untilthen.people.queries import plan_of, was_closed
from untilthen.people.views_owner import without_plan
from untilthen.watch import actions
from untilthen.watch.forms import PersonForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for name, zone and language, and begin the plan of this account."""
    user = request.user
    assert isinstance(user, User)
    if plan_of(user) is not None:
        return redirect("today")
    if was_closed(user):
        return without_plan(request, user)
    initial = {"zone": "Europe/Berlin", "language": (get_language() or "en")[:2]}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        begin_for(user, form)
        return redirect("today")
    context: dict[str, Any] = {"form": form, "languages": settings.LANGUAGES}
    return render(request, "watch/begin.html", context, status=422 if form.is_bound else 200)


def begin_for(user: User, form: PersonForm) -> None:
    """Begin the plan of an account that has none."""
    details = form.details(user.email)
    dice = edge.token(DICE_FOR_PLAN)
    actions.begin(user, details, Settings(zone=details.zone), edge.now(), dice)
