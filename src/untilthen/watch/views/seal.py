"""The owner's page of who could open the letters, and what its module fetches and sends."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from untilthen import edge
from untilthen.letters.actions import BadLetter, take_text
from untilthen.letters.models import Letter, LetterKey
from untilthen.letters.resealing import keep_resealed, missing
from untilthen.letters.uploads import drop_file
from untilthen.letters.views.access import owner_data
from untilthen.letters.views.bodies import bytes_in, fields_of, text_in
from untilthen.letters.views.uploads import new_id
from untilthen.parts.manifests import keep_manifest
from untilthen.parts.sets import beside
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch import seals
from untilthen.watch.madeset import made_set_in
from untilthen.watch.manifestfacts import manifest_facts
from untilthen.watch.sealfacts import ceremony_facts, custody_facts
from untilthen.watch.store import load

SET_KEY_BYTES = 32


@require_safe
@strong_owner_page
def seal(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show who could open the letters today, and the way to seal them anew."""
    if not LetterKey.objects.filter(plan=plan).exists():
        return redirect("key")
    switch, everybody = load(plan.pk), people(plan.pk)
    coming = beside(plan.pk)
    known = custody_facts(plan, switch, everybody) | {
        "here": "keepers",
        "zone": switch.zone,
        "owner_name": everybody[OWNER].name,
        "address": settings.ADDRESS,
        "left": len(missing(plan, coming)) if coming else 0,
        "facts_url": reverse("seal-facts"),
        "set_url": reverse("seal-set"),
        "reseal_url": reverse("seal"),
        "letters_url": reverse("letters"),
        "files_url": reverse("files"),
        "manifest_url": reverse("manifest"),
        "owner_key_url": reverse("key-file"),
    }
    return render(request, "watch/seal.html", known)


@require_safe
@owner_data
def facts(_request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give what the page needs to make a new set; 404 before the owner has a key."""
    return JsonResponse(ceremony_facts(plan, key_of(plan), load(plan.pk), people(plan.pk)))


def key_of(plan: Plan) -> LetterKey:
    """Return the owner's key; raises Http404 before there is one."""
    key = LetterKey.objects.filter(plan=plan).first()
    if key is None:
        raise Http404
    return key


@require_POST
@owner_data
def new_set(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Take the parts that the owner's browser made, to wait beside those in force; 201."""
    made = made_set_in(fields_of(request))
    new = seals.begin_set(plan, made, edge.token(SET_KEY_BYTES), edge.now())
    seals.letter_resealed(plan, edge.now())
    return JsonResponse({"set": new.number}, status=201)


@require_POST
@owner_data
def letter(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Take a letter sealed to the new set; 200 with how many are left, 409 if it changed since."""
    found, coming = Letter.objects.filter(plan=plan, public_id=name).first(), beside(plan.pk)
    sealed = request.FILES.get("text")
    if found is None or coming is None or sealed is None:
        raise BadLetter("form", "missing")
    version = request.POST.get("version", "")
    text = take_text(plan, new_id(), sealed.read(), edge.now())
    try:
        number = int(version) if version.isascii() and version.isdigit() else 0
        keep_resealed(found, number, coming, text, headers_in(request))
    except BaseException:
        drop_file(text)
        raise
    left = len(missing(plan, coming))
    seals.letter_resealed(plan, edge.now())
    return JsonResponse({"left": left})


def headers_in(request: HttpRequest) -> dict[str, bytes]:
    """Return the new headers by file id; raises BadLetter."""
    try:
        given = json.loads(request.POST.get("headers") or "{}")
    except (ValueError, RecursionError):
        raise BadLetter("form", "not_readable") from None
    if not isinstance(given, dict):
        raise BadLetter("form", "not_readable")
    return {str(name): bytes_in(given, name) for name in given}


@require_http_methods(["GET", "HEAD", "POST"])
@owner_data
def manifest(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give what is to be signed, and take what the owner's browser signed."""
    key = key_of(plan)
    if request.method == "POST":
        fields = fields_of(request)
        text, signature = text_in(fields, "text"), text_in(fields, "signature")
        keep_manifest(plan, text, signature, key.signer, edge.now())
    return JsonResponse(manifest_facts(plan, key))
