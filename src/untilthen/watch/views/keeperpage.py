"""A keeper's own page: the promise, how they can be reached, and how to step down."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from untilthen import edge
from untilthen.domain.keeper import Keeper, Promise
from untilthen.domain.keeper_acts import VIGIL_OPENED_EVERY
from untilthen.domain.states import WATCHED, State
from untilthen.domain.switch import Refused, Switch
from untilthen.people.actions import change_person
from untilthen.people.linkpage import SeeOther, Visit
from untilthen.watch.forms import HowToReachForm
from untilthen.watch.keeperfacts import common
from untilthen.watch.partfacts import part_state
from untilthen.watch.queries import is_stale, paused_by, was_taken_off
from untilthen.watch.store import load
from untilthen.watch.views.landing import landing_facts


def reach_form(visit: Visit) -> HowToReachForm:
    """Return the form of how a keeper can be reached, filled in as we know it."""
    details = visit.reader.details
    known = {"zone": details.zone, "language": details.language, "phone": details.phone}
    return HowToReachForm(initial=known | {"answers": details.answers})


def save_reach(request: HttpRequest, visit: Visit, keeper: Keeper) -> HttpResponse:
    """Keep how a keeper can be reached."""
    if not keeper.counts:
        raise Refused("no_promise_stands")
    form = HowToReachForm(request.POST)
    if not form.is_valid():
        return own_page(request, visit, keeper, keeper.promise.value, form, status=422)
    change_person(visit.plan.pk, keeper.person, replace(visit.reader.details, **form.cleaned_data))
    return SeeOther(f"{request.path}?said=saves")


def own_page(
    request: HttpRequest,
    visit: Visit,
    keeper: Keeper,
    state: str,
    form: HowToReachForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a keeper's own page."""
    switch = load(visit.plan.pk)
    by = paused_by(visit.plan.pk) if switch.state is State.PAUSED else None
    if keeper.promise is Promise.STEPPED_DOWN and was_taken_off(visit.plan.pk, keeper.person):
        state = "taken_off"
    context = common(visit) | {
        "state": state,
        "promised_at": keeper.promised_at,
        "form": form if keeper.promise is Promise.PROMISED else None,
        "saved": request.GET.get("said") == "saves",
        "alive_by": visit.people[by].name if by in visit.people else "",
        "early": may_report(visit, switch, keeper),
        "may_open": may_open(visit, switch, keeper),
        "part": part_state(visit) if keeper.promise is Promise.PROMISED else "",
        "second_url": f"{request.path}second/" if visit.reader.details.technical else "",
        "key_url": f"{request.path}key/",
        "part_url": f"{request.path}part/",
        **landing_facts(request, visit),
    }
    return render(request, "watch/promised.html", context, status=status)


def may_open(visit: Visit, switch: Switch, keeper: Keeper) -> bool:
    """Return whether this link lets its keeper have all keepers asked in spite of check-ins."""
    last = keeper.opened_vigil_at
    lately = last is not None and edge.now() - last < VIGIL_OPENED_EVERY
    mine = visit.link.kind.name == "VIGIL" and not is_stale(visit, switch)
    return mine and switch.state in WATCHED and not switch.settings.solo and not lately


def may_report(visit: Visit, switch: Switch, keeper: Keeper) -> bool:
    """Return whether this link lets its keeper tell of a death that nobody asked about (R14)."""
    vigil_link = visit.link.kind.name == "VIGIL" and not is_stale(visit, switch)
    return vigil_link and switch.state in WATCHED and keeper.may_report_early(edge.now())
