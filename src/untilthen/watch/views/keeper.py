"""A keeper's page by link: the question, the told-list, and how it goes on.

A keeper sees the third column of domain 3.1 and nothing more; "I am sure" has a second page.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.keeper import Keeper, Promise
from untilthen.domain.states import ASKING, RELEASED, State
from untilthen.domain.switch import Switch
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch import deeds
from untilthen.watch.keeperfacts import (
    common,
    progress_facts,
    said_facts,
    told_facts,
    vigil_facts,
)
from untilthen.watch.queries import is_stale
from untilthen.watch.store import load
from untilthen.watch.views.died import show_reported
from untilthen.watch.views.keeperanswers import answer
from untilthen.watch.views.keeperpage import own_page, reach_form, save_reach
from untilthen.watch.views.kit import is_asked_for
from untilthen.watch.views.landing import save_landing

GONE = (Promise.STEPPED_DOWN, Promise.DECLINED)
REPORTED = (Promise.REPORTED, Promise.DIED)
QUESTION = ASKING | {State.STOPPED}


@require_http_methods(["GET", "HEAD", "POST"])
def keeper_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a keeper is asked now, and take an answer."""
    return page(request, visit_of(request, LinkKind.VIGIL, name))


def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answer a keeper's link of either kind."""
    switch = load(visit.plan.pk)
    keeper = known_keeper(switch, visit.link.person)
    if keeper.promise in GONE:
        return own_page(request, visit, keeper, keeper.promise.value, reach_form(visit))
    if keeper.promise in REPORTED:
        return reported(request, visit, switch, keeper)
    if request.method == "POST":
        if request.POST.get("does") == "saves":
            return save_reach(request, visit, keeper)
        if "lands" in request.POST:
            return save_landing(request, visit, keeper)
        return answer(request, visit, switch, keeper)
    if is_stale(visit, switch):
        return older(request, visit, switch, keeper)
    said = said_facts(visit, switch, keeper, request.GET.get("said", ""), edge.now())
    if said is not None:
        return render(request, "watch/answered.html", said | {"back_url": request.path})
    return where_it_stands(request, visit, switch, keeper)


def reported(request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper) -> HttpResponse:
    """Ask a keeper whose death was reported; any press of theirs undoes it (10.4)."""
    if request.method == "POST":
        deeds.here_i_am(visit.plan.pk, keeper.person, edge.now())
        return SeeOther(request.path)
    return show_reported(request, visit, switch, keeper)


def known_keeper(switch: Switch, person: int) -> Keeper:
    """Return the keeper whose link this is, if they promised or once did; raises Http404."""
    for keeper in switch.keepers:
        if keeper.person == person and keeper.promise in (Promise.PROMISED, *GONE, *REPORTED):
            return keeper
    raise Http404


def older(request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper) -> HttpResponse:
    """Return what a link of an earlier vigil still shows: the keeper's own page, or the way on."""
    if switch.state in QUESTION or switch.state is State.QUIET_WAIT or switch.state in RELEASED:
        return render(request, "watch/newer_mail.html", {"owner": visit.owner.name})
    return own_page(request, visit, keeper, keeper.promise.value, reach_form(visit))


def where_it_stands(
    request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper
) -> HttpResponse:
    """Return the page of the present state."""
    facts: dict[str, Any]
    saved = {"saved": request.GET.get("said") == "ticks_told"}
    if switch.state in QUESTION:
        facts = vigil_facts(visit, switch, keeper)
        return render(request, "watch/vigil.html", facts)
    if switch.state is State.QUIET_WAIT:
        kit = {"kit_url": f"{request.path}kit/" if is_asked_for(visit, switch) else ""}
        return render(request, "watch/told.html", told_facts(visit, switch, keeper) | saved | kit)
    if switch.state in RELEASED:
        return render(request, "watch/progress.html", progress_facts(visit, switch))
    if switch.state is State.CAME_BACK:
        return render(request, "watch/rest.html", common(visit))
    return own_page(request, visit, keeper, keeper.promise.value, reach_form(visit))
