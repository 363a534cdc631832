"""Today: one sentence, one button, the next three dates; or the welcome page for who is signed
out.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain import acts
from untilthen.domain.calendar import local_day
from untilthen.domain.keeper import Answer
from untilthen.domain.states import WATCHED, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import nine, release_at
from untilthen.outbox.templatetags.dates import full_day
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, people
from untilthen.people.signin import may_enter
from untilthen.people.views_owner import owner_page
from untilthen.watch.actions import record
from untilthen.watch.calls import ASKS_CALL, ask_to_call, chosen, may_be_asked
from untilthen.watch.forms import PauseForm
from untilthen.watch.outlook import household, if_nobody_answers
from untilthen.watch.queries import paused_by
from untilthen.watch.readiness import not_ready
from untilthen.watch.store import load
from untilthen.watch.whats import what

DATES_SHOWN = 3


@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest) -> HttpResponseBase:
    """Show the owner's first page, or what this is to everybody else."""
    if not isinstance(request.user, User):
        signup_open = settings.CONFIG.registration == "open"
        return render(request, "watch/welcome.html", {"signup_open": signup_open})
    return owners_today(request)


@owner_page
def owners_today(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show where the plan stands; take a press of one of its buttons."""
    now = edge.now()
    switch = load(plan.pk)
    form = PauseForm(today=local_day(now, switch.zone))
    if request.method == "POST":
        does = request.POST.get("does", "")
        if does == "pauses":
            form = PauseForm(request.POST, today=local_day(now, switch.zone))
            if not form.is_valid():
                context = context_of(plan, switch, form, now)
                return render(request, "watch/today.html", context, status=422)
        return act(request, plan, does, form, now)
    return render(request, "watch/today.html", context_of(plan, switch, form, now))


def act(
    request: HttpRequest, plan: Plan, does: str, form: PauseForm, now: datetime
) -> HttpResponse:
    """Carry out what a button says, and lead back to the page."""
    if does in ("checks_in", "stops"):
        record(plan.pk, lambda switch: acts.check_in(switch, now), now)
        said = _("Thank you. We know that you are here.")
        messages.success(request, said if does == "checks_in" else _("Everything is stopped."))
    elif does == "pauses":
        until = form.cleaned_data["until"]
        record(plan.pk, lambda switch: acts.pause(switch, until, now), now)
        messages.success(request, _("Paused until %(day)s.") % {"day": full_day(until)})
    elif does == ASKS_CALL:
        ask_to_call(plan.pk, chosen(request.POST), now)
        messages.success(request, _("Done."))
    elif does == "rearms":
        if not may_enter(request, now):
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': '/'})}")
        if load(plan.pk).state is not State.LIVING:
            record(plan.pk, lambda switch: acts.rearm(switch, now), now)
    return redirect("today")


def context_of(plan: Plan, switch: Switch, form: PauseForm, now: datetime) -> dict[str, Any]:
    """Return what the page says."""
    everybody = people(plan.pk)
    return {
        "here": "today",
        "state": switch.state.value,
        "owner": everybody[OWNER].name,
        "who": everybody[OWNER].name,
        "zone": switch.zone,
        "solo": switch.settings.solo,
        "keepers_url": reverse("keepers"),
        "settings_url": reverse("settings"),
        "seal_url": reverse("seal"),
        "dates": next_dates(plan, switch, everybody, now),
        "pause_form": form if switch.state in WATCHED else None,
        "callers": may_be_asked(switch, everybody),
        "not_ready": not_ready(plan, switch, everybody, now),
        **dates_of(plan, switch, everybody),
    }


def next_dates(
    plan: Plan, switch: Switch, everybody: dict[int, Person], now: datetime
) -> list[dict[str, Any]]:
    """Return the next three dates to come if nobody does anything."""
    if switch.state in (State.DRAFT, State.CAME_BACK):
        return []
    coming = if_nobody_answers(switch, household(plan.pk, everybody), now)
    return [{"when": each.when, "what": what(each)} for each in coming[:DATES_SHOWN]]


def dates_of(plan: Plan, switch: Switch, everybody: dict[int, Person]) -> dict[str, Any]:
    """Return the dates and names that belong to the state."""
    by = paused_by(plan.pk) if switch.state is State.PAUSED else None
    promised = len({keeper.same_as for keeper in switch.keepers if keeper.counts})
    sure = [keeper for keeper in switch.keepers if keeper.answer is Answer.SURE]
    watched = switch.state in WATCHED
    return {
        "due_at": switch.anchor,
        "last_heard_at": switch.heard_at or switch.since,
        "keepers_asked_at": nine(switch, switch.settings.grace_days) if watched else None,
        "paused_until": switch.anchor,
        "paused_by": everybody[by].name if by in everybody else "",
        "vigil_ends_at": nine(switch, switch.settings.vigil_days),
        "release_at": release_at(switch) if switch.wait else None,
        "then": switch.wait.then if switch.wait else "",
        "sure": [everybody[keeper.person].name for keeper in sure if keeper.person in everybody],
        "missing": max(0, switch.settings.sure_needed - promised),
        "held_until": switch.held_until if switch.pressed_at else None,
    }
