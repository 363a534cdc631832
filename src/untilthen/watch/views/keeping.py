"""One page for a keeper of many: by a link made for their own address, or signed in with it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from untilthen.people.linkpage import visit_of
from untilthen.people.links import LinkKind
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.keeping import (
    KeptFor,
    keepers_addresses,
    kept_by,
    kept_for,
    may_see_all,
    state_line,
)
from untilthen.watch.store import load


@require_safe
def by_link(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Show a keeper everybody they keep for; raises Http404 unless the link was made for the
    address that is theirs now.
    """
    visit = visit_of(request, LinkKind[kind], name)
    if not may_see_all(visit, load(visit.plan.pk)):
        raise Http404
    kept = kept_for([visit.reader.details.address])
    known = {"people": listed(kept), "back_url": request.path.removesuffix("keeping/")}
    return render(request, "watch/keeping.html", known)


@require_safe
@strong_owner_page
def signed_in(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show an owner everybody they keep for, by the addresses shown to be theirs."""
    everybody = people(plan.pk)
    mine = keepers_addresses(load(plan.pk), everybody)
    known = {
        "people": listed(kept_by(request.user), frozenset(mine)),
        "here": "keepers",
        "who": everybody[OWNER].name,
    }
    return render(request, "watch/keeping_owner.html", known)


def listed(kept: list[KeptFor], mine: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Return one line for each plan: whom it is about, how it stands, the way to its page, and
    whether its owner keeps for the reader too, among whose keepers' addresses are `mine`.
    """
    return [
        {
            "name": each.owner.name,
            "line": state_line(each),
            "url": each.path,
            "mutual": each.owners_address in mine,
        }
        for each in kept
    ]
