"""A letter behind its door: the page that opens it in the reader's browser, and its files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from untilthen.domain.letter import DeliveryState
from untilthen.letters.at_the_door import Door, knock_facts
from untilthen.letters.models import Delivery, DoorWrap, LetterKey
from untilthen.letters.views.door import context, enter, see
from untilthen.letters.views.streams import file_at_door, not_here
from untilthen.parts.keys import key_of
from untilthen.people.linkpage import Visit

TEXT = "text"
"""Stands for the letter's words in an address; attachments have their own names."""
OPENS = "untilthen open letter.age --identity door-key.txt"
OPENS_LATER = {"passphrase": OPENS, "keys": f"{OPENS} --identity own-key.age"}
"""What opens a locked letter that was saved, under the names that the page saves it by."""


@require_safe
def first(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to the first letter that was read, or back to the door."""
    _, door = enter(request, name)
    for each in door.here:
        if each.state == DeliveryState.OPENED.value:
            return see(reverse("door-one-letter", args=[name, each.public_id]))
    return see(reverse("door", args=[name]))


@require_safe
def letter(request: HttpRequest, name: str, delivery: str) -> HttpResponse:
    """Show a letter that its reader chose to read; any other leads back to the door."""
    visit, door = enter(request, name)
    chosen = opened(door, delivery)
    if chosen is None:
        return see(reverse("door", args=[name]))
    text = reverse("door-file", args=[name, delivery, TEXT])
    files = text.removesuffix(f"{TEXT}/")
    known: dict[str, object] = {
        "token": visit.token,
        "delivery_id": delivery,
        "text_url": text,
        "file_url_prefix": files,
        "owner_name": visit.owner.name,
        "own_key_url": reverse("door-own-key", args=[name]),
        "others": others(door, chosen),
        "door_url": reverse("door", args=[name]),
        "goodbye_url": reverse("goodbye", args=[name]),
    }
    known |= meant(visit, chosen) | kept(visit, chosen, files) | whom_to_ask(visit)
    return render(request, "letters/opened.html", known)


def meant(visit: Visit, chosen: Delivery) -> dict[str, object]:
    """Return what the signature inside a letter must say, and whose it must be."""
    key = LetterKey.objects.filter(plan=visit.plan).first()
    return {
        "plan_id": visit.plan.public_id,
        "letter_id": chosen.letter.public_id,
        "person_number": visit.link.person,
        "signer": key.signer if key else "",
    }


def kept(visit: Visit, chosen: Delivery, files: str) -> dict[str, object]:
    """Return what can be saved of a letter that does not open today, and until when."""
    wraps = chosen.wraps.exclude(file__position=0).order_by("file__position")
    names = wraps.values_list("file__public_id", flat=True)
    return {
        "attachment_urls": [f"{files}{each}/" for each in names],
        "open_commands": OPENS_LATER,
        "stays_until": chosen.stays_until or knock_facts(visit.link).get("stays_until", ""),
        "zones": visit.zones,
    }


def whom_to_ask(visit: Visit) -> dict[str, object]:
    """Return who can help where a letter is damaged: the keeper the knock named, and who runs
    this.
    """
    known = context(visit)
    operator = {"name": settings.CONFIG.host, "mail": settings.CONFIG.mail_from}
    return {name: known[name] for name in ("keeper", "keeper_phone")} | {"operator": operator}


def opened(door: Door, public_id: str) -> Delivery | None:
    """Return a delivery that can be read and was chosen to be."""
    found = door.delivery(public_id)
    return found if found and found.state == DeliveryState.OPENED.value else None


def others(door: Door, chosen: Delivery) -> list[dict[str, object]]:
    """Return the other letters behind this door, each by its place."""
    return [
        {"id": each.public_id, "number": number}
        for number, each in enumerate(door.here, start=1)
        if each != chosen
    ]


@require_safe
def file(request: HttpRequest, name: str, delivery: str, file: str) -> HttpResponseBase:
    """Give a sealed file of a letter that is being read, wrapped for this door alone."""
    try:
        _, door = enter(request, name)
    except Http404:
        return not_here()
    chosen = opened(door, delivery)
    wraps = DoorWrap.objects.filter(delivery=chosen).select_related("file")
    named = wraps.order_by("file__position")
    wrap = (named if file == TEXT else named.filter(file__public_id=file)).first()
    return file_at_door(door.came[0].plan, wrap) if chosen and wrap else not_here()


@require_safe
def own_key(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give a reader's own key as they locked it; 404 where they made none, or nothing is here."""
    try:
        visit, door = enter(request, name)
    except Http404:
        return not_here()
    made = key_of(visit.plan.pk, visit.link.person) if door.here else None
    if made is None:
        return not_here()
    return JsonResponse({"key_file": made.key_file, "passkey_file": made.passkey_file})
