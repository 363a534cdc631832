"""Duties by link: what somebody is asked to take over, and whether they can (domain 2.4)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.states import RELEASED
from untilthen.domain.switch import Refused, Switch
from untilthen.handover.actions import OPEN_TO_ALL
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch import deeds
from untilthen.watch.keepersheets import duties_for, opens_to, sheet_facts, sheets_facts
from untilthen.watch.store import load

DEEDS = {
    "takes": (("offered",), deeds.take_duty),
    "takes_open": ((OPEN_TO_ALL,), deeds.take_duty),
    "takes_for_a_while": (("offered", OPEN_TO_ALL), deeds.take_duty_for_a_while),
    "passes": (("offered",), deeds.pass_duty),
    "puts_down": (("taken",), deeds.put_duty_down),
}


@require_http_methods(["GET", "HEAD", "POST"])
def duty_sheet(request: HttpRequest, name: str) -> HttpResponse:
    """Show the duties that a person was asked to take, and take an answer for one of them."""
    visit = visit_of(request, LinkKind.DUTIES, name)
    switch = load(visit.plan.pk)
    if visit.link.round != switch.release:
        raise Http404
    if request.method == "POST":
        if switch.state not in RELEASED:
            raise Refused("not_now", switch.state)
        return answer(request, visit)
    context = sheets_facts(visit, switch) | {
        "duties": shown(visit, switch) if switch.state in RELEASED else [],
        "said": request.GET.get("said", ""),
    }
    return render(request, "watch/duties.html", context)


def shown(visit: Visit, switch: Switch) -> list[dict[str, Any]]:
    """Return a keeper's duties as the page shows them, each with its sheet where that opens."""
    opens = opens_to(visit, switch)
    found = []
    for duty in duties_for(visit):
        known = {
            "number": duty.number,
            "state": duty.state,
            "for_a_while": duty.for_a_while == visit.link.person,
        }
        sheet = opens.get(duty.sheet)
        found.append(known | (sheet_facts(visit, sheet) if sheet else {}))
    return found


def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take an answer for one duty; the same again changes nothing."""
    number, does = request.POST.get("duty", ""), request.POST.get("does", "")
    if does not in DEEDS or not number.isdigit():
        raise Refused("not_now")
    duty = next((each for each in duties_for(visit) if str(each.number) == number), None)
    if duty is None:
        raise Refused("answered_already")
    before, deed = DEEDS[does]
    if duty.state in before:
        deed(visit.plan.pk, duty.number, visit.link.person, edge.now())
    return SeeOther(f"{request.path}?said={does}")
