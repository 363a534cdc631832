"""A sheet as the browser sealed it, coming in to be kept; of a duty also who is asked."""

from functools import partial

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from untilthen import edge
from untilthen.handover.duties import Asked, ask_about, duty_of_sheet
from untilthen.handover.kinds import SHEETS
from untilthen.letters.actions import BadLetter, ChangedMeanwhile, Draft, save_letter
from untilthen.letters.draft import id_in
from untilthen.letters.models import DUTY, Letter
from untilthen.letters.queries import only_sheet, sheet_of
from untilthen.letters.views.access import owner_data
from untilthen.letters.views.saving import check_keys, sealed_text, version_in
from untilthen.people.models import Plan
from untilthen.people.queries import people
from untilthen.watch.sheetfacts import who_can_be_asked
from untilthen.watch.store import load


@require_POST
@owner_data
def save(request: HttpRequest, plan: Plan, kind: str) -> HttpResponse:
    """Save a sheet: 200 with its id and version, 422 by field, 409 if it was changed elsewhere."""
    if kind not in SHEETS:
        raise Http404
    now = edge.now()
    check_keys(request, plan)
    sheet, version = sheet_meant(request, plan, kind)
    draft = Draft(to=(), id=id_in(request.POST), kind=kind)
    asked = asked_in(request, plan, sheet) if kind == DUTY else None

    def together(saved: Letter) -> None:
        if asked:
            ask_about(plan.pk, saved.public_id, asked, now)

    with sealed_text(request, plan, now) as text:
        try:
            saved = save_letter(plan, sheet, draft, text, now, version, together)
        except IntegrityError:
            raise ChangedMeanwhile(0) from None  # another window made the one there can be
    messages.success(request, _("It is sealed and saved."))
    following = reverse("duties-list") if kind == DUTY else reverse(kind)
    answer = {"letter": saved.public_id, "version": saved.version, "next": following}
    return JsonResponse(answer)


def sheet_meant(request: HttpRequest, plan: Plan, kind: str) -> tuple[Letter | None, int]:
    """Return the sheet to change and the version it was read at; a new one is (None, 0).

    Raises ChangedMeanwhile where it was deleted, is somebody else's, or was made elsewhere since.
    """
    named = partial(sheet_of, plan, kind)
    name, fresh = request.POST.get("letter", ""), request.POST.get("id", "")
    if name:
        sheet = named(name)
        if sheet is None:
            raise ChangedMeanwhile(0)
        return sheet, version_in(request)
    other = None if kind == DUTY else only_sheet(plan, kind)
    if other is not None and other.public_id != fresh:
        raise ChangedMeanwhile(other.version)
    # One that is here already was sent before, and only the answer to it was lost.
    return named(fresh), 0


def asked_in(request: HttpRequest, plan: Plan, sheet: Letter | None) -> Asked:
    """Return who is asked about a duty, each once: keepers, or who was chosen before."""
    able = {each.number for each in who_can_be_asked(load(plan.pk), people(plan.pk))}
    row = duty_of_sheet(plan.pk, sheet.public_id) if sheet else None
    if row is not None:
        able |= {row.first, *row.alternates}
    first = number_in(request.POST.get("first", ""), "first", able)
    if first is None:
        raise BadLetter("first", "nobody_first")
    given = [number_in(each, "alternates", able) for each in request.POST.getlist("alternates")]
    after = dict.fromkeys(each for each in given if each is not None and each != first)
    return Asked(first, tuple(after))


def number_in(given: str, field: str, able: set[int]) -> int | None:
    """Return a keeper's number, None for nobody; raises BadLetter for anybody else."""
    if given in ("", "0"):
        return None
    known = {str(each): each for each in able}
    if given not in known:
        raise BadLetter(field, "no_keeper")
    return known[given]
