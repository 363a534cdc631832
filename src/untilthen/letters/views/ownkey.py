"""The page on which a reader makes a key of their own, or says no. It tells nothing but that a
letter may come one day.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters import ownkeys
from untilthen.letters.views.access import told_apart
from untilthen.letters.views.bodies import fields_of, own_key_in
from untilthen.parts.keys import key_of
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.people.models import Plan
from untilthen.sealing.fingerprint import fingerprint


@require_http_methods(["GET", "HEAD", "POST"])
def own_key(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show a reader how it stands with their key, and take the key or their no."""
    visit = visit_of(request, LinkKind.OWN_KEY, name)
    if request.method != "POST":
        return render(request, "letters/own_key.html", known(request, visit))
    if request.content_type == "application/json":
        return told_apart(keep, request, visit.plan, visit.link.person)
    if request.POST.get("does") == "declines":
        ownkeys.decline(visit.plan.pk, visit.link.person, edge.now())
    return SeeOther(request.path)


def keep(request: HttpRequest, plan: Plan, person: int) -> HttpResponse:
    """Keep the key that the reader's browser made; 201 with the page that shows it."""
    fields = fields_of(request)
    another = fields.get("another") is True
    ownkeys.keep(plan.pk, person, own_key_in(fields), edge.now(), another=another)
    return JsonResponse({"next": request.path}, status=201)


def known(request: HttpRequest, visit: Visit) -> dict[str, object]:
    """Return what the page says; `state` is asked, declined, made, or another."""
    plan, person = visit.plan.pk, visit.link.person
    standing, made = ownkeys.standing_of(plan, person), key_of(plan, person)
    state = "declined" if standing.declined else "asked"
    if made:
        state = "made"
    may_make_another = bool(made) and ownkeys.may_make_another(plan, person)
    wants = request.GET.get("make") == "yes"
    if wants and state != "made":
        state = "asked"
    elif wants and may_make_another:
        state = "another"
    return {
        "owner": visit.owner.name,
        "person": visit.reader.name,
        "state": state,
        "made_at": standing.made_at,
        "fingerprint": fingerprint(made.recipient) if made else "",
        "may_make_another": may_make_another,
        "save_url": request.path,
        "address": settings.ADDRESS,
        "zones": visit.zones,
    }
