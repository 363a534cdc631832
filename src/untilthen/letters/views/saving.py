"""A letter as the browser sealed it, coming in to be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from untilthen import edge
from untilthen.domain.calendar import local_day
from untilthen.letters.actions import BadLetter, ChangedMeanwhile, save_letter, take_text
from untilthen.letters.draft import draft_from
from untilthen.letters.models import Letter, LetterKey, SealedFile
from untilthen.letters.queries import confirmed, letter_of, recipients, sealed_letter, text_of
from untilthen.letters.uploads import drop_file
from untilthen.letters.views.access import owner_data
from untilthen.letters.views.streams import not_here, sealed_file
from untilthen.letters.views.uploads import new_id
from untilthen.parts.sets import estate_recipient
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person


@require_POST
@owner_data
def save(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Save a letter: 200 with its id and version, 422 by field, 409 if it was changed elsewhere."""
    now = edge.now()
    check_keys(request, plan)
    letter, version = letter_meant(request, plan)
    today = local_day(now, person(plan.pk, OWNER).details.zone)
    known = frozenset(each.number for each in recipients(plan))
    draft = draft_from(request.POST, known, today, confirmed(plan))
    with sealed_text(request, plan, now) as text:
        saved = save_letter(plan, letter, draft, text, now, version)
    messages.success(request, _("The letter is sealed and saved."))
    answer = {"letter": saved.public_id, "version": saved.version, "next": reverse("letters")}
    return JsonResponse(answer)


def check_keys(request: HttpRequest, plan: Plan) -> None:
    """Raise BadLetter unless there is a key to seal to, and it is the one that was sealed to."""
    if not LetterKey.objects.filter(plan=plan).exists():
        raise BadLetter("form", "no_key")
    estate = estate_recipient(plan.pk)
    if request.POST.get("estate", estate) != estate:
        raise BadLetter("form", "other_estate")


@contextmanager
def sealed_text(request: HttpRequest, plan: Plan, now: datetime) -> Iterator[SealedFile]:
    """Yield the sealed text that came, taken in; it goes again where what follows fails."""
    sealed = request.FILES.get("text")
    if sealed is None:
        raise BadLetter("form", "not_sealed")
    text = take_text(plan, new_id(), sealed.read(), now)
    try:
        yield text
    except BaseException:
        drop_file(text)
        raise


def letter_meant(request: HttpRequest, plan: Plan) -> tuple[Letter | None, int]:
    """Return the letter to change and the version it was read at; a new one is (None, 0).

    Raises ChangedMeanwhile where it was deleted, or was never this owner's.
    """
    version = version_in(request)
    name = request.POST.get("letter", "")
    if not name:
        # One that is here already was sent before, and only the answer to it was lost.
        return letter_of(plan, request.POST.get("id", "")), 0
    letter = letter_of(plan, name)
    if letter is None:
        raise ChangedMeanwhile(0)
    return letter, version


def version_in(request: HttpRequest) -> int:
    """Return the version a page was opened at, 0 for something new."""
    given = request.POST.get("version", "0")
    return int(given) if given.isascii() and given.isdigit() else 0


@require_safe
@owner_data
def text(_request: HttpRequest, plan: Plan, name: str) -> HttpResponseBase:
    """Give the sealed words of a letter or sheet to their owner; 404 for any other's."""
    letter = sealed_letter(plan, name)
    file = text_of(letter) if letter else None
    return sealed_file(plan, file) if file else not_here()
