"""Settings: who the owner is, and how long everything waits (design section 4)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.people.views_owner import strong_owner_page, typed_before
from untilthen.watch import deeds
from untilthen.watch.changewords import waiting_rows
from untilthen.watch.forms import PersonForm
from untilthen.watch.planform import PlanForm
from untilthen.watch.store import load
from untilthen.watch.waitingchanges import change_settings


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def settings_page(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show both forms, and take one of them."""
    now, typed = edge.now(), request.POST or typed_before(request, plan) or QueryDict()
    person, waits = forms(typed, plan)
    does = request.POST.get("does")
    if does == "saves_person" and person.is_valid():
        address = people(plan.pk)[OWNER].details.address
        deeds.save_owner(plan.pk, person.details(address), now)
        messages.success(request, _("Saved."))
        return redirect("settings")
    if does == "saves_plan" and waits.is_valid():
        return save_waits(request, plan, waits, now)
    context = context_of(plan) | {"person_form": person, "plan_form": waits}
    status = 422 if request.method == "POST" else 200
    return render(request, "watch/settings.html", context, status=status)


def forms(typed: QueryDict, plan: Plan) -> tuple[PersonForm, PlanForm]:
    """Return both forms, the one that was sent with what was typed."""
    does = typed.get("does")
    details = people(plan.pk)[OWNER].details
    switch = load(plan.pk)
    initial = {name: getattr(details, name) for name in ("name", "zone", "language", "phone")}
    promised = len({keeper.same_as for keeper in switch.keepers if keeper.counts})
    person = PersonForm(typed if does == "saves_person" else None, initial=initial)
    waits = PlanForm(
        typed if does == "saves_plan" else None,
        switch=switch,
        promised=promised,
    )
    return person, waits


def save_waits(request: HttpRequest, plan: Plan, waits: PlanForm, now: datetime) -> HttpResponse:
    """Take new waits, and say what begins only later."""
    if change_settings(plan.pk, waits.cleaned_data, now):
        messages.success(request, _("Saved. What is shorter begins in seven days."))
    else:
        messages.success(request, _("Saved."))
    return redirect("settings")


def context_of(plan: Plan) -> dict[str, Any]:
    """Return what the page says beside its forms."""
    everybody = people(plan.pk)
    return {
        "here": "settings",
        "who": everybody[OWNER].name,
        "zone": load(plan.pk).zone,
        "waiting": waiting_rows(plan.pk, everybody),
        "key_url": reverse("key"),
    }
