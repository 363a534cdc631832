"""Check-in by the link in every mail to the owner: a name and a button; nothing happens before it
is
pressed (domain 5.2, design 10.1, 10.2).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain import acts
from untilthen.domain.calendar import local_day
from untilthen.domain.states import RESTING, UNSURE, WATCHED, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import nine, release_at, stop_steps
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.people.signin import is_known_client
from untilthen.watch.actions import record
from untilthen.watch.calls import ASKS_CALL, ask_to_call, chosen, may_be_asked
from untilthen.watch.forms import PauseForm
from untilthen.watch.presses import note_press
from untilthen.watch.queries import is_fourth_by_link, is_stale, mailed_just_now
from untilthen.watch.store import load

UNSAID = "yes"
"""Stands in the address after what the page, and its address, are not to mention."""
PRESSES = ("checks_in", "stops", "pauses", ASKS_CALL)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, name: str) -> HttpResponse:
    """Show the button, and take a press of it."""
    visit = visit_of(request, LinkKind.CHECK_IN, name)
    switch, now = load(visit.plan.pk), edge.now()
    if is_stale(visit, switch) or switch.state in RESTING:
        status = 409 if request.method == "POST" else 200
        return render(
            request, "watch/only_sign_in.html", {"owner": visit.owner.name}, status=status
        )
    form = PauseForm(today=local_day(now, switch.zone))
    if request.method == "POST":
        return press(request, visit, switch, now)
    return render(request, *page(request.GET.get("done", ""), visit, switch, form))


def press(request: HttpRequest, visit: Visit, switch: Switch, now: datetime) -> HttpResponse:
    """Take a press; one that came within minutes of its mail from an unknown browser is asked about
    first.
    """
    confirmed = request.POST.get("does") == "confirms"
    does = request.POST.get("deed" if confirmed else "does", "")
    form = PauseForm(today=local_day(now, switch.zone))
    if does not in PRESSES:
        return render(request, *page("", visit, switch, form), status=422)
    if does == "pauses":
        form = PauseForm(request.POST, today=local_day(now, switch.zone))
        if not form.is_valid():
            return render(request, *page("", visit, switch, form), status=422)
    if not confirmed and may_be_a_machine(request, visit, now):
        typed = {name: request.POST.get(name, "") for name in ("until", "keeper")}
        asked = {"owner": visit.owner.name, "deed": does, **typed}
        return render(request, "watch/are_you.html", asked)
    with transaction.atomic():
        note_press(visit.plan.pk, request.headers.get("User-Agent", ""), now)
        done = carry_out(request, visit, does, form, now)
    return SeeOther(f"{request.path}?done={done}")


def carry_out(request: HttpRequest, visit: Visit, does: str, form: PauseForm, now: datetime) -> str:
    """Do what a press asks for; return what the page then says of it."""
    plan = visit.plan.pk
    if does == ASKS_CALL:
        ask_to_call(plan, chosen(request.POST), now)
        return UNSAID
    if does == "pauses":
        until = form.cleaned_data["until"]
        record(plan, lambda current: acts.pause(current, until, now), now)
    else:
        record(plan, lambda current: acts.check_in(current, now), now)
    return does


def may_be_a_machine(request: HttpRequest, visit: Visit, now: datetime) -> bool:
    """Return whether this press could be that of a program which reads mail (10.2)."""
    if is_known_client(request, visit.plan.account_id):
        return False
    return mailed_just_now(visit.plan.pk, now)


def page(done: str, visit: Visit, switch: Switch, form: PauseForm) -> tuple[str, dict[str, Any]]:
    """Return the template and context for where the plan stands."""
    context: dict[str, Any] = {
        "owner": visit.owner.name,
        "zone": switch.zone,
        "state": switch.state.value,
    }
    if done == UNSAID:
        return "watch/done.html", context
    if switch.state is State.STOPPED:
        steps = stop_steps(switch)
        context |= {
            "stopped_at": switch.since,
            "asked_again_at": steps[0].at,
            "sign_in_url": reverse("account_login"),
        }
        return "watch/stopped.html", context
    if done and switch.state in WATCHED:
        paused = switch.state is State.PAUSED
        ahead = switch.settings.mail_ahead_days
        context |= {
            "due_at": switch.anchor,
            "mail_at": nine(switch, -ahead),
            "paused_until": switch.anchor if paused else None,
            "sign_in_by": switch.sign_in_by,
            "asks_sign_in": is_fourth_by_link(visit.plan.pk),
        }
        return "watch/checked_in.html", context
    watched = switch.state in WATCHED
    context |= {
        "keepers_asked_at": nine(switch, switch.settings.grace_days) if watched else None,
        "release_at": release_at(switch) if switch.state is State.QUIET_WAIT else None,
        "then": switch.wait.then if switch.wait else "",
        "pause_form": form if watched else None,
        "callers": may_be_asked(switch, visit.people),
        "solo": switch.settings.solo,
        "held_until": switch.pressed_until if switch.state in UNSURE else None,
    }
    return "watch/check_in.html", context
