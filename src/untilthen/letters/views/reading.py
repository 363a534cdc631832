"""A letter behind its door: the page that opens it in the reader's browser, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from untilthen.domain.letter import DeliveryState
from untilthen.letters.at_the_door import Door
from untilthen.letters.models import Delivery, DoorWrap
from untilthen.letters.views.door import enter, see
from untilthen.letters.views.streams import file_at_door, not_here

TEXT = "text"
"""Stands for the letter's words in an address; attachments have their own names."""


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
    files = reverse("door-file", args=[name, delivery, TEXT])
    known = {
        "token": visit.token,
        "delivery_id": delivery,
        "text_url": files,
        "file_url_prefix": files.removesuffix(f"{TEXT}/"),
        "owner_name": visit.owner.name,
        "others": others(door, chosen),
        "door_url": reverse("door", args=[name]),
        "goodbye_url": reverse("goodbye", args=[name]),
    }
    return render(request, "letters/opened.html", known)


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
