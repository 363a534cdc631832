"""Sheets given to a keeper as they were sealed, because nobody could say whether their owner had
died: to be saved, with our part of the key and what can be done with both.
"""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from untilthen.handover.kinds import SHEETS
from untilthen.letters.models import SealedFile
from untilthen.letters.views.handed_over import estate_key, help_to_open, owners_key, saved_as
from untilthen.letters.views.streams import not_here, sealed_file
from untilthen.people.linkpage import Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch.keepersheets import duties_for, sealed_for
from untilthen.watch.store import load


def files_of(visit: Visit) -> dict[str, SealedFile]:
    """Return the sealed sheets given to a keeper, by their id; empty where they were opened."""
    sheets = sealed_for(visit, load(visit.plan.pk))
    found = SealedFile.objects.filter(letter__public_id__in=sheets, letter__plan=visit.plan)
    by_sheet = {
        file.letter.public_id: file for file in found.select_related("letter") if file.letter
    }
    return {name: by_sheet[name] for name in sheets if name in by_sheet}


def titles(visit: Visit, sheets: Mapping[str, SealedFile]) -> dict[str, str]:
    """Return what each sheet is called on the page: its kind, or the number of its duty."""
    numbers = {duty.sheet: duty.number for duty in duties_for(visit)}
    return {
        name: _("Duty %(number)d") % {"number": numbers[name]}
        if name in numbers
        else str(SHEETS[file.letter.kind].title)
        for name, file in sheets.items()
        if file.letter is not None
    }


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show what can be saved, and who may be able to open it; raises Http404 where sheets open."""
    visit = visit_of(request, LinkKind.DUTIES, name)
    sheets = files_of(visit)
    if not sheets:
        raise Http404
    called = titles(visit, sheets)
    known = {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "zones": visit.zones,
        "back_url": reverse("duties", args=[name]),
        "files": [
            {
                "url": reverse("left-sealed-sheet", args=[name, sheet]),
                "name": saved_as(place, 0),
                "title": called[sheet],
                "size": file.size,
            }
            for place, (sheet, file) in enumerate(sheets.items(), start=1)
        ],
        "key_url": reverse("left-sealed-key", args=[name]),
        "estate_url": reverse("left-sealed-estate", args=[name]),
    }
    return render(request, "watch/left_sealed.html", help_to_open(visit) | known)


def given_to(request: HttpRequest, name: str) -> tuple[Visit, dict[str, SealedFile]] | None:
    """Return who asks and what is theirs, or None where nothing was given sealed."""
    try:
        visit = visit_of(request, LinkKind.DUTIES, name)
    except Http404:
        return None
    sheets = files_of(visit)
    return (visit, sheets) if sheets else None


@require_safe
def sheet(request: HttpRequest, name: str, sheet: str) -> HttpResponseBase:
    """Give one sheet as it was sealed."""
    given = given_to(request, name)
    file = given[1].get(sheet) if given else None
    return sealed_file(given[0].plan, file) if given and file else not_here()


@require_safe
def key(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give the owner's key, locked with the owner's six words."""
    given = given_to(request, name)
    return owners_key(given[0].plan) if given else not_here()


@require_safe
def estate(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give the key of the sheets, locked with what enough parts give together."""
    given = given_to(request, name)
    return estate_key(given[0].plan) if given else not_here()
