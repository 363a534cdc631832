"""The owner's key: made in the browser once, kept here only locked."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from untilthen import edge
from untilthen.letters.actions import keep_key
from untilthen.letters.models import LetterKey
from untilthen.letters.views.access import owner_data
from untilthen.letters.views.bodies import fields_of, made_key_in
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person
from untilthen.people.views_owner import strong_owner_page


@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest) -> HttpResponseBase:
    """Show the page on which the key is made, or take the key that was made there."""
    return keep(request) if request.method == "POST" else page(request)


@strong_owner_page
def page(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the page on which the key is made, or when it was."""
    made = LetterKey.objects.filter(plan=plan).first()
    if made is None:
        making = {"save_url": reverse("key"), "address": settings.ADDRESS, "here": "letters"}
        return render(request, "letters/key.html", making)
    known = {
        "made_at": made.made_at,
        "zone": person(plan.pk, OWNER).details.zone,
        "with_passkey": bool(made.passkey_file),
        "here": "letters",
    }
    return render(request, "letters/key_made.html", known)


@owner_data
def keep(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Keep the key made in the browser; 201 with the page that comes next."""
    keep_key(plan, made_key_in(fields_of(request)), edge.now())
    return JsonResponse({"next": reverse("letters")}, status=201)


@require_safe
@owner_data
def key_file(_request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give the owner's locked key; 404 before there is one."""
    made = LetterKey.objects.filter(plan=plan).first()
    if made is None:
        return JsonResponse({"errors": {}}, status=404)
    return JsonResponse({"owner_file": made.owner_file, "passkey_file": made.passkey_file})
