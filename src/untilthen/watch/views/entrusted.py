"""The page of what lies with a keeper or guardian for others. They read no letter here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.switch import Refused, Switch
from untilthen.letters import guardians
from untilthen.letters.doors import read_goodbye
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch import entrusted
from untilthen.watch.store import load


@require_http_methods(["GET", "HEAD", "POST"])
def with_you(request: HttpRequest, name: str) -> HttpResponse:
    """Show what lies with somebody, and take what they do about it."""
    visit = visit_of(request, LinkKind.ENTRUSTED, name)
    switch = load(visit.plan.pk)
    if visit.link.round != entrusted.release_of(switch) or switch.state not in entrusted.OPEN:
        known = {"owner": visit.owner.name, "over": True}
        return render(request, "watch/with_you.html", known)
    if request.method == "POST":
        return pressed(request, visit, switch)
    plan, who = visit.plan.pk, visit.link.person
    known = {
        "owner": visit.owner.name,
        "person": visit.reader.name,
        "zones": visit.zones,
        "kept": entrusted.kept(plan, who, switch, visit.people),
        "wards": entrusted.wards(plan, who, switch, visit.people),
        "goodbyes": [
            {"name": visit.people[each.person].name, "words": read_goodbye(each)}
            for each in entrusted.goodbyes(plan, who, switch)
        ],
        "said": request.GET.get("said", ""),
    }
    return render(request, "watch/with_you.html", known)


def pressed(request: HttpRequest, visit: Visit, switch: Switch) -> HttpResponse:
    """Do what was pressed, for one person; the same again changes nothing."""
    given = request.POST.get("person", "")
    person = visit.people.get(int(given)) if given.isascii() and given.isdigit() else None
    if person is None:
        raise Http404
    plan, who, now = visit.plan.pk, visit.link.person, edge.now()
    does = request.POST.get("does", "")
    if does == "gives_back":
        entrusted.give_back(plan, who, person.number, visit.people, now)
        return SeeOther(f"{request.path}?said={does}")
    if person.details.guardian != who or does not in ("not_yet", "now"):
        raise Refused("not_now")
    act = guardians.not_yet if does == "not_yet" else guardians.let_come
    act(plan, person.number, entrusted.release_of(switch), who, now)
    return SeeOther(f"{request.path}?said={does}")
