"""Wishes and the inventory as keepers read them, and the sealed bytes of every sheet that opens
to them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from untilthen.handover.kinds import SHEETS
from untilthen.letters.queries import only_sheet
from untilthen.letters.sheets import wrap_for
from untilthen.letters.views.streams import file_at_door, not_here
from untilthen.people.linkpage import visit_of
from untilthen.people.links import LinkKind
from untilthen.watch.keepersheets import opens_to, sheet_facts, sheets_facts
from untilthen.watch.store import load


@require_safe
def sheet(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Show a keeper the page that opens the wishes or the inventory; raises Http404 where they do
    not open to them.
    """
    visit = visit_of(request, LinkKind.DUTIES, name)
    switch, found = load(visit.plan.pk), only_sheet(visit.plan, kind)
    if found is None or found.public_id not in opens_to(visit, switch):
        raise Http404
    known = sheets_facts(visit, switch) | sheet_facts(visit, found)
    more = {"title": SHEETS[kind].title, "back_url": reverse("duties", args=[name])}
    return render(request, "handover/left_sheet.html", known | more)


@require_safe
def sealed(request: HttpRequest, name: str, sheet: str) -> HttpResponseBase:
    """Give the sealed bytes of a sheet, wrapped for this keeper's link alone."""
    try:
        visit = visit_of(request, LinkKind.DUTIES, name)
    except Http404:
        return not_here()
    switch = load(visit.plan.pk)
    if sheet not in opens_to(visit, switch):
        return not_here()
    wrap = wrap_for(visit.plan, visit.link.person, switch.release, sheet)
    return file_at_door(visit.plan, wrap) if wrap else not_here()
