"""A letter given as it was sealed, because nobody could say whether its owner had died.

Its reader saves the sealed files and the owner's locked key; the owner's six words open them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from untilthen.letters.at_the_door import Door, door_of
from untilthen.letters.models import LetterKey, SealedFile
from untilthen.letters.views.streams import not_here, sealed_file, streamed
from untilthen.people.linkpage import visit_of
from untilthen.people.links import LinkKind

OPENS_A_LETTER = "age -d -i key.age letter.age"
"""What opens a saved letter with the public tool, which then asks for the six words."""


def show_sealed(request: HttpRequest, here: Door, known: dict[str, object]) -> HttpResponse:
    """Show what can be saved behind this door, and who may be able to open it."""
    name = request.path.strip("/").split("/")[1]
    files = [
        {
            "url": reverse("door-sealed-file", args=[name, each.public_id, file.public_id]),
            "letter": number,
            "attachment": file.position,
            "size": file.size,
        }
        for number, each in enumerate(here.sealed, start=1)
        for file in SealedFile.objects.filter(letter_id=each.letter_id).order_by("position")
    ]
    more = {
        "files": files,
        "key_url": reverse("door-sealed-key", args=[name]),
        "command": OPENS_A_LETTER,
    }
    return render(request, "letters/door_sealed.html", known | more)


def sealed_door(request: HttpRequest, name: str) -> Door | None:
    """Return the door if letters were given sealed there; None for any other."""
    try:
        here = door_of(visit_of(request, LinkKind.DOOR, name).link)
    except Http404:
        return None
    return here if here.shut == "sealed" else None


@require_safe
def file(request: HttpRequest, name: str, delivery: str, file: str) -> HttpResponseBase:
    """Give one file of a letter as it was sealed."""
    here = sealed_door(request, name)
    given = here.sealed if here else ()
    chosen = next((each for each in given if each.public_id == delivery), None)
    if chosen is None:
        return not_here()
    found = SealedFile.objects.filter(letter_id=chosen.letter_id, public_id=file).first()
    return sealed_file(chosen.plan, found) if found else not_here()


@require_safe
def key(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give the owner's key, locked with the owner's six words."""
    here = sealed_door(request, name)
    kept = LetterKey.objects.filter(plan=here.sealed[0].plan).first() if here else None
    if kept is None:
        return not_here()
    content = kept.owner_file.encode()
    return streamed(iter([content]), len(content), "key.age")
