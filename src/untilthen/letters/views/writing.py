"""The owner's pages of letters: the list, writing and changing one, deleting one."""

from django.conf.locale import LANG_INFO
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from untilthen import edge
from untilthen.letters.actions import delete_letter, move_letter
from untilthen.letters.models import Letter, LetterKey
from untilthen.letters.prompts import KINDS
from untilthen.letters.queries import letter_of, letters_of, recipients, to_whom
from untilthen.outbox.templatetags.dates import in_words
from untilthen.parts.keys import recipients as keys_of
from untilthen.parts.sets import estate_recipient
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person
from untilthen.people.views_owner import strong_owner_page

LANGUAGES = sorted(
    (
        (code, info["name_local"])
        for code, info in LANG_INFO.items()
        if "name_local" in info and "fallback" not in info
    ),
    key=lambda each: each[1].casefold(),
)
"""The languages a letter can be written in, each by its own name."""
LONGEST_PLACE = 5


@require_safe
@strong_owner_page
def listing(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the owner's letters; before there is a key, lead to where it is made."""
    key = LetterKey.objects.filter(plan=plan).first()
    if key is None:
        return redirect("key")
    letters = [
        {
            "id": each.id,
            "url": reverse("letter", args=[each.id]),
            "text_url": reverse("letter-text", args=[each.id]),
            "move_url": reverse("letter-move", args=[each.id]),
            "number": each.number,
            "names": in_words(each.names),
            "not_before": each.not_before,
        }
        for each in letters_of(plan)
    ]
    known = {
        "letters": letters,
        "new_url": reverse("letter-new"),
        "people_url": reverse("recipients"),
        "owner_key_url": reverse("key-file"),
        "owner_recipient": key.owner_recipient,
        "manifest_url": reverse("manifest"),
        "seal_url": reverse("seal"),
        "here": "letters",
    }
    return render(request, "letters/list.html", known)


@require_safe
@strong_owner_page
def new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the form for a new letter."""
    return form(request, plan, None)


@require_safe
@strong_owner_page
def change(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Show the form for a letter of this owner's; it is opened in the browser."""
    return form(request, plan, found(plan, name))


def found(plan: Plan, name: str) -> Letter:
    """Return a letter of this plan; raises Http404 for any other."""
    letter = letter_of(plan, name)
    if letter is None:
        raise Http404
    return letter


def form(request: HttpRequest, plan: Plan, letter: Letter | None) -> HttpResponse:
    """Show the form of a letter, new or known."""
    key = LetterKey.objects.filter(plan=plan).first()
    if key is None:
        return redirect("key")
    known = {
        "estate_recipient": estate_recipient(plan.pk),
        "owner_recipient": key.owner_recipient,
        "letter_language": person(plan.pk, OWNER).details.language,
        "languages": LANGUAGES,
        "kinds": KINDS,
        "save_url": reverse("letter-save"),
        "files_url": reverse("files"),
        "owner_key_url": reverse("key-file"),
        "facts_url": reverse("seal-facts"),
        "reseal_url": reverse("seal"),
        "manifest_url": reverse("manifest"),
        "list_url": reverse("letters"),
        "people_url": reverse("recipients"),
        "here": "letters",
        **about(plan, letter),
    }
    return render(request, "letters/form.html", known)


def about(plan: Plan, letter: Letter | None) -> dict[str, object]:
    """Return what the form says of the letter itself."""
    chosen = to_whom(letter) if letter else frozenset()
    keys = keys_of(plan.pk)
    people = [
        {
            "id": each.number,
            "name": each.name,
            "chosen": each.number in chosen,
            "has_key": each.number in keys,
        }
        for each in recipients(plan)
    ]
    if letter is None:
        return {"people": people, "version": 0, "if_unreachable": "keeper"}
    return {
        "people": people,
        "letter_id": letter.public_id,
        "version": letter.version,
        "text_url": reverse("letter-text", args=[letter.public_id]),
        "delete_url": reverse("letter-delete", args=[letter.public_id]),
        "not_before": letter.not_before.isoformat() if letter.not_before else "",
        "if_unreachable": letter.if_unreachable,
    }


@require_POST
@strong_owner_page
def move(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Put a letter at another place of the list; a press that comes twice moves it once."""
    letter, place = found(plan, name), request.POST.get("place", "")
    if place.isascii() and place.isdigit() and len(place) <= LONGEST_PLACE:
        move_letter(plan, letter, int(place), edge.now())
    return redirect(f"{reverse('letters')}#letter-{letter.public_id}")


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def delete(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Ask whether to delete a letter, and delete it."""
    letter = found(plan, name)
    if request.method == "POST":
        delete_letter(plan, letter, edge.now())
        messages.success(request, _("The letter is deleted."))
        return redirect("letters")
    listed = next(each for each in letters_of(plan) if each.id == letter.public_id)
    known = {
        "number": listed.number,
        "names": in_words(listed.names),
        "text_url": reverse("letter-text", args=[letter.public_id]),
        "back_url": reverse("letter", args=[letter.public_id]),
        "here": "letters",
    }
    return render(request, "letters/delete.html", known)
