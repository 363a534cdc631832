"""Today: one sentence, one button, the next three dates; or the welcome page for who is signed
out.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain import acts
from untilthen.domain.acts import LONGEST_PAUSE_DAYS
from untilthen.domain.calendar import local_day
from untilthen.domain.keeper import Answer
from untilthen.domain.states import WATCHED, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import nine, release_at
from untilthen.outbox.templatetags.dates import full_day
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, people
from untilthen.people.signin import may_enter, strong_for
from untilthen.people.typed import keep
from untilthen.people.views_owner import owner_page, sign_in_first, typed_before
from untilthen.watch.actions import record
from untilthen.watch.calls import ASKS_CALL, ask_to_call, chosen, may_be_asked
from untilthen.watch.changewords import waiting_rows
from untilthen.watch.forms import PauseForm
from untilthen.watch.outlook import household, if_nobody_answers
from untilthen.watch.queries import paused_by
from untilthen.watch.readiness import not_ready
from untilthen.watch.rearming import rearm
from untilthen.watch.report import can_be_read
from untilthen.watch.settingchanges import may_change
from untilthen.watch.store import load
from untilthen.watch.waitingchanges import ask_pause, take_back
from untilthen.watch.whats import what

DATES_SHOWN = 3
NEEDS_STRONG = ("rearms", "takes_back")
MOST_DIGITS = 18


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
    typed = request.POST or typed_before(request, plan) or QueryDict()
    does = typed.get("does", "")
    form = PauseForm(
        typed if does == "pauses" else None,
        today=local_day(now, switch.zone),
        longest=LONGEST_PAUSE_DAYS,
    )
    if request.method == "POST" and (does != "pauses" or form.is_valid()):
        return act(request, plan, does, form, now)
    context = context_of(plan, switch, form, now)
    context["weak"] = strong_for(request, now) is None
    status = 422 if request.method == "POST" else 200
    return render(request, "watch/today.html", context, status=status)


def act(
    request: HttpRequest, plan: Plan, does: str, form: PauseForm, now: datetime
) -> HttpResponse:
    """Carry out what a button says, and lead back to the page."""
    assert isinstance(request.user, User)
    wants_strong = does in NEEDS_STRONG or (does == "pauses" and form.is_long)
    if wants_strong and not may_enter(request, now):
        return sign_in_first(request, request.user, kept=keep(request, plan, now))
    if does in ("checks_in", "stops"):
        record(plan.pk, lambda switch: acts.check_in(switch, now), now)
        said = _("Thank you. We know that you are here.")
        messages.success(request, said if does == "checks_in" else _("Everything is stopped."))
    elif does == "pauses":
        pause(request, plan, form, now)
    elif does == "takes_back":
        if take_back(plan.pk, int_or_zero(request.POST.get("change", "")), now):
            messages.success(request, _("Taken back. Nothing changes."))
    elif does == ASKS_CALL:
        ask_to_call(plan.pk, chosen(request.POST), now)
        messages.success(request, _("Done."))
    elif does == "rearms" and load(plan.pk).state is not State.LIVING:
        rearm(plan.pk, request.POST.getlist("again"), now)
    return redirect("today")


def pause(request: HttpRequest, plan: Plan, form: PauseForm, now: datetime) -> None:
    """Pause at once, or ask for a long pause; either is a sign of life."""
    until = form.cleaned_data["until"]
    if form.is_long:
        change = ask_pause(plan.pk, until, now)
        day = full_day(change.begins_at, load(plan.pk).zone)
        messages.success(request, _("The pause begins on %(day)s.") % {"day": day})
        return
    record(plan.pk, lambda switch: acts.pause(switch, until, now), now)
    messages.success(request, _("Paused until %(day)s.") % {"day": full_day(until)})


def int_or_zero(text: str) -> int:
    """Return a number that a form sent, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


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
        "waiting": waiting_rows(plan.pk, everybody),
        "may_change": may_change(switch),
        "sign_in_by": switch.sign_in_by,
        "report": switch.state in WATCHED and can_be_read(plan.pk),
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
        "held_until": switch.pressed_until,
    }
