"""A keeper says where our mail lands: the receipt asks it once, and each yearly mail again."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from untilthen.domain.keeper import Keeper
from untilthen.domain.switch import Refused
from untilthen.people.actions import change_person
from untilthen.people.linkpage import SeeOther, Visit

PLACES = ("inbox", "spam")


def save_landing(request: HttpRequest, visit: Visit, keeper: Keeper) -> HttpResponse:
    """Keep where a keeper's mail lands; the same answer again changes nothing."""
    where = request.POST.get("lands", "")
    if not keeper.counts or where not in PLACES:
        raise Refused("no_promise_stands")
    change_person(visit.plan.pk, keeper.person, replace(visit.reader.details, lands=where))
    return SeeOther(f"{request.path}?said=lands")


def landing_facts(request: HttpRequest, visit: Visit) -> dict[str, object]:
    """Return what the question says."""
    return {
        "lands": visit.reader.details.lands,
        "lands_said": request.GET.get("said") == "lands",
        "our_address": settings.CONFIG.mail_from,
    }
