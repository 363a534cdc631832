"""A keeper tells that somebody else of the plan has died, or answers what another told (10.4).

Words of a death have a second page; that somebody is alive needs none.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.keeper import Keeper
from untilthen.domain.reports import confirm_report, report_death, report_of, undo_report
from untilthen.domain.switch import Refused, Switch
from untilthen.people.linkpage import PATHS, SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.people.queries import OWNER, Person
from untilthen.watch.actions import record
from untilthen.watch.keeperfacts import common
from untilthen.watch.store import load

KINDS = {PATHS[kind]: kind for kind in (LinkKind.VIGIL, LinkKind.TOLD_LIST)}
DEEDS = {
    "reports_death": report_death,
    "confirms_report": confirm_report,
    "denies_report": undo_report,
}


@require_http_methods(["GET", "HEAD", "POST"])
def died(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Show who can be told of and what was told, and take a word."""
    visit = visit_of(request, KINDS[kind], name)
    switch = load(visit.plan.pk)
    if not any(each.person == visit.link.person and each.counts for each in switch.keepers):
        raise Http404
    if request.method == "POST":
        return say(request, visit, switch)
    return show(request, visit, switch)


def say(request: HttpRequest, visit: Visit, switch: Switch) -> HttpResponse:
    """Take a word about a person; a death is asked about once more."""
    does, about = request.POST.get("does", ""), chosen(request, visit)
    if does not in DEEDS:
        raise Refused("not_now")
    if about is None:
        return show(request, visit, switch, error=_("Please choose a person."))
    if does != "denies_report" and request.POST.get("confirmed") != "yes":
        known = {"does": does, "person": row(about), "is_keeper": is_keeper(switch, about.number)}
        back = {"owner": visit.owner.name, "back_url": request.path}
        return render(request, "watch/died_confirm.html", known | back)
    if not said_before(switch, does, visit.link.person, about.number):
        act, now = DEEDS[does], edge.now()
        who = visit.link.person
        record(visit.plan.pk, lambda current: act(current, who, about.number, now), now)
    return SeeOther(f"{request.path}?said={does}")


def said_before(switch: Switch, does: str, by: int, about: int) -> bool:
    """Return whether this very word stands already, so that a second press changes nothing."""
    report = report_of(switch, about)
    if does == "denies_report":
        return report is None
    if report is None:
        return False
    return report.final_at is not None or (does == "reports_death" and report.by == by)


def show(request: HttpRequest, visit: Visit, switch: Switch, error: str = "") -> HttpResponse:
    """Show the page, with what is wrong where something is."""
    context = common(visit) | {
        "people": [row(each) for each in others(visit) if report_of(switch, each.number) is None],
        "open": open_reports(visit, switch),
        "chosen": "",
        "error": error,
        "said": request.GET.get("said", ""),
        "back_url": request.path.removesuffix("died/"),
    }
    return render(request, "watch/died.html", context, status=422 if error else 200)


def open_reports(visit: Visit, switch: Switch) -> list[dict[str, object]]:
    """Return what was told and not yet confirmed, but what was told of the reader."""
    return [
        {
            "id": report.person,
            "name": visit.people[report.person].name,
            "by": visit.people[report.by].name,
            "mine": report.by == visit.link.person,
            "at": report.at,
        }
        for report in switch.reports
        if report.provisional and report.person in visit.people
    ]


def others(visit: Visit) -> list[Person]:
    """Return everybody of the plan but the owner and the reader."""
    return [each for each in visit.people.values() if each.number not in (OWNER, visit.link.person)]


def chosen(request: HttpRequest, visit: Visit) -> Person | None:
    """Return the person a form names, if it is one of those."""
    given = request.POST.get("person", "")
    return next((each for each in others(visit) if str(each.number) == given), None)


def row(person: Person) -> dict[str, object]:
    """Return a person as the page names them."""
    return {"id": person.number, "name": person.name}


def is_keeper(switch: Switch, person: int) -> bool:
    """Return whether somebody is a keeper who counts."""
    return any(each.person == person and each.counts for each in switch.keepers)


def show_reported(
    request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper
) -> HttpResponse:
    """Show a keeper whose death was reported that one press undoes it."""
    report = report_of(switch, keeper.person)
    by = visit.people.get(report.by) if report else None
    known = {"by": by.name if by else "", "at": report.at if report else None}
    return render(request, "watch/reported.html", common(visit) | known)
