"""What would happen: two ways it could go, with names and dates; nothing on it acts (P7)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from untilthen import edge
from untilthen.domain.states import State
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.eachother import about_each_other
from untilthen.watch.outlook import household, if_keepers_are_sure, if_nobody_answers
from untilthen.watch.store import load

RESTS = (State.DRAFT, State.CAME_BACK, State.CLOSED)


@require_safe
@strong_owner_page
def what_would_happen(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show both ways from now on."""
    now, everybody, switch = edge.now(), people(plan.pk), load(plan.pk)
    home = household(plan.pk, everybody)
    context: dict[str, Any] = {
        "here": "what_would_happen",
        "who": everybody[OWNER].name,
        "owner": everybody[OWNER].name,
        "zone": switch.zone,
        "solo": switch.settings.solo,
        "sure": [],
        "silent": [],
        "each_other": list(about_each_other(switch, everybody)),
    }
    if switch.state not in RESTS:
        context["silent"] = if_nobody_answers(switch, home, now)
        context["sure"] = if_keepers_are_sure(switch, home, now)
    return render(request, "watch/what_would_happen.html", context)
