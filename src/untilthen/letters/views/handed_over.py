"""A letter given as it was sealed, because nobody could say whether its owner had died.

Its reader saves the sealed files, our part of the key and the owner's locked key; with keepers'
parts, the kit, or the owner's six words they open without us.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from untilthen.letters.at_the_door import Door, door_of
from untilthen.letters.models import LetterKey, SealedFile
from untilthen.letters.views.streams import not_here, sealed_file, streamed
from untilthen.parts.givenout import GivenOut, given_out
from untilthen.people.linkpage import Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.people.models import Plan
from untilthen.sealing.bundle import ESTATE, OWNER
from untilthen.sealing.readme import commands

STEPS = ("recover", "open", "unpack", "passphrase", "keys", "show", "list", "attachment", "inner")
OURS = "untilthen open letter-1.age"
EXAMPLES = (
    "LETTER=./letter-1.age",
    "FILE=letter-1-attachment-1",
    "SIZE=12345",
    "NAME=photo.jpg",
)


def show_sealed(
    request: HttpRequest, visit: Visit, here: Door, known: dict[str, object]
) -> HttpResponse:
    """Show what can be saved behind this door, and who may be able to open it."""
    name = request.path.strip("/").split("/")[1]
    more = {
        "files": [file for number in range(len(here.sealed)) for file in files(name, here, number)],
        "key_url": reverse("door-sealed-key", args=[name]),
        "estate_url": reverse("door-sealed-estate", args=[name]),
    }
    return render(request, "letters/door_sealed.html", known | more | help_to_open(visit))


def help_to_open(visit: Visit) -> dict[str, object]:
    """Return how what is given sealed can be opened, by whom, and with which commands."""
    given = given_out(visit.plan.pk)
    return help_of(visit, given) | {
        "key_name": OWNER,
        "estate_name": ESTATE,
        "ours": {"words": f"{OURS} --words", "key": f"{OURS} --identity {OWNER}"},
        "examples": EXAMPLES,
        "commands": {step: typed(step, given) for step in STEPS},
    }


def typed(step: str, given: GivenOut | None) -> list[str]:
    """Return the commands of a step; where there are no parts, the owner's own key opens."""
    return [line if given else line.replace(ESTATE, OWNER) for line in commands(step)]


def files(name: str, here: Door, number: int) -> list[dict[str, object]]:
    """Return the sealed files of one letter, by its place from 0: its words first."""
    delivery = here.sealed[number]
    found = SealedFile.objects.filter(letter_id=delivery.letter_id).order_by("position")
    return [
        {
            "url": reverse("door-sealed-file", args=[name, delivery.public_id, file.public_id]),
            "name": saved_as(number + 1, file.position),
            "letter": number + 1,
            "attachment": file.position,
            "size": file.size,
        }
        for file in found
    ]


def saved_as(letter: int, position: int) -> str:
    """Return what a sealed file is called once it is saved."""
    return f"letter-{letter}-attachment-{position}.age" if position else f"letter-{letter}.age"


def help_of(visit: Visit, given: GivenOut | None) -> dict[str, object]:
    """Return our part of the key and who has others; nothing where the whole key was ours."""
    if given is None:
        return {"words": (), "keepers": [], "needed": 0, "kit": "none", "has_estate": False}
    return {
        "words": given.words,
        "keepers": [visit.people[each].name for each in given.holders if each in visit.people],
        "needed": given.needed,
        "kit": given.kit,
        "has_estate": bool(given.identity_file),
    }


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
    return owners_key(here.sealed[0].plan) if here else not_here()


@require_safe
def estate(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give the key of the letters, locked with what enough parts give together."""
    here = sealed_door(request, name)
    return estate_key(here.sealed[0].plan) if here else not_here()


def owners_key(plan: Plan) -> HttpResponseBase:
    """Return a plan's owner's key, locked, to be saved."""
    kept = LetterKey.objects.filter(plan=plan).first()
    return text_file(kept.owner_file if kept else "", OWNER)


def estate_key(plan: Plan) -> HttpResponseBase:
    """Return the key of a plan's letters, locked, to be saved."""
    given = given_out(plan.pk)
    return text_file(given.identity_file if given else "", ESTATE)


def text_file(text: str, name: str) -> HttpResponseBase:
    """Return a small file to be saved; 404 where there is none."""
    content = text.encode()
    return streamed(iter([content]), len(content), name) if content else not_here()
