"""A duty sheet by link: what somebody is asked to take over, and whether they can (domain 2.4)."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.states import RELEASED
from untilthen.domain.switch import Refused
from untilthen.handover import passing
from untilthen.handover.actions import take
from untilthen.handover.models import Duty
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch import deeds
from untilthen.watch.store import load

DEEDS = {
    "takes": ("offered", take),
    "takes_open": (passing.OPEN_TO_ALL, passing.take_open),
    "passes": ("offered", deeds.pass_duty),
    "puts_down": ("taken", passing.put_down),
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
    context = {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "duties": list(theirs(visit)) if switch.state in RELEASED else [],
        "said": request.GET.get("said", ""),
    }
    return render(request, "watch/duties.html", context)


def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take an answer for one duty; the same again changes nothing."""
    number, does = request.POST.get("duty", ""), request.POST.get("does", "")
    if does not in DEEDS or not number.isdigit():
        raise Refused("not_now")
    duty = theirs(visit).filter(number=int(number)).first()
    if duty is None:
        raise Refused("answered_already")
    before, deed = DEEDS[does]
    if duty.state == before:
        deed(visit.plan.pk, duty.number, visit.link.person, edge.now())
    return SeeOther(f"{request.path}?said={does}")


def theirs(visit: Visit) -> QuerySet[Duty]:
    """Return the duties a person was asked to take, and those open to all."""
    mine = Q(holder=visit.link.person) | Q(state=passing.OPEN_TO_ALL)
    return Duty.objects.filter(mine, plan=visit.plan).order_by("number")
