"""The owner's pages of sheets: wishes, the inventory, and what each duty is. Every word of them is
sealed in the browser.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from untilthen import edge
from untilthen.handover.duties import delete_duty, duties_of, duty_of_sheet, move_duty
from untilthen.handover.kinds import SHEETS
from untilthen.letters.actions import delete_letter
from untilthen.letters.models import DUTY, Letter, LetterKey
from untilthen.letters.queries import only_sheet, sheet_of
from untilthen.parts.sets import estate_recipient
from untilthen.people.formfields import zone_choices
from untilthen.people.models import Plan
from untilthen.people.queries import people
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.sheetfacts import choices, who_can_be_asked, who_is_asked
from untilthen.watch.store import load


@require_safe
@strong_owner_page
def duties(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the duties and who is asked about each; before there is a key, lead to where it is
    made.
    """
    if not LetterKey.objects.filter(plan=plan).exists():
        return redirect("key")
    switch, everybody = load(plan.pk), people(plan.pk)
    rows = [
        {
            "id": duty.sheet,
            "number": duty.number,
            "url": reverse("duty", args=[duty.sheet]),
            "text_url": reverse("letter-text", args=[duty.sheet]),
            "move_url": reverse("duty-move", args=[duty.sheet]),
            "asked": who_is_asked(duty, switch, everybody),
        }
        for duty in duties_of(plan.pk)
        if duty.sheet
    ]
    known = {
        "duties": rows,
        "new_url": reverse("duty-new"),
        "can_ask": bool(who_can_be_asked(switch, everybody)),
        "owner_key_url": reverse("key-file"),
        "manifest_url": reverse("manifest"),
        "here": "duties",
    }
    return render(request, "handover/duties.html", known)


@require_safe
@strong_owner_page
def new_duty(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the form for a new duty; without keepers there is nobody to ask."""
    if not who_can_be_asked(load(plan.pk), people(plan.pk)):
        return redirect("duties-list")
    return form(request, plan, DUTY, None)


@require_safe
@strong_owner_page
def duty(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Show the form of a duty of this owner's; it is opened in the browser."""
    return form(request, plan, DUTY, found(plan, DUTY, name))


@require_safe
@strong_owner_page
def one_sheet(request: HttpRequest, plan: Plan, kind: str) -> HttpResponse:
    """Show the form of the wishes or of the inventory, new or known."""
    return form(request, plan, kind, only_sheet(plan, kind))


def found(plan: Plan, kind: str, name: str) -> Letter:
    """Return a sheet of this plan; raises Http404 for any other."""
    sheet = sheet_of(plan, kind, name) if name else only_sheet(plan, kind)
    if sheet is None:
        raise Http404
    return sheet


def form(request: HttpRequest, plan: Plan, kind: str, sheet: Letter | None) -> HttpResponse:
    """Show the form of a sheet."""
    key = LetterKey.objects.filter(plan=plan).first()
    if key is None:
        return redirect("key")
    switch = load(plan.pk)
    known: dict[str, object] = {
        "kind": kind,
        "sheet": SHEETS[kind],
        "zones": zone_choices(),
        "zone": switch.zone,
        "owner_recipient": key.owner_recipient,
        "estate_recipient": estate_recipient(plan.pk),
        "save_url": reverse("sheet-save", args=[kind]),
        "files_url": reverse("files"),
        "owner_key_url": reverse("key-file"),
        "facts_url": reverse("seal-facts"),
        "reseal_url": reverse("seal"),
        "letters_url": reverse("letters"),
        "manifest_url": reverse("manifest"),
        "here": "duties" if kind == DUTY else kind,
        "version": 0,
    }
    if sheet is not None:
        known |= {
            "letter_id": sheet.public_id,
            "version": sheet.version,
            "text_url": reverse("letter-text", args=[sheet.public_id]),
            "delete_url": delete_url(kind, sheet.public_id),
        }
    if kind == DUTY:
        able = who_can_be_asked(switch, people(plan.pk))
        row = duty_of_sheet(plan.pk, sheet.public_id) if sheet else None
        known |= choices(row, able) | {"back_url": reverse("duties-list")}
    return render(request, "handover/sheet.html", known)


def delete_url(kind: str, name: str) -> str:
    """Return where a sheet is deleted."""
    return reverse("duty-delete", args=[name]) if kind == DUTY else reverse(f"{kind}-delete")


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def delete(request: HttpRequest, plan: Plan, kind: str, name: str = "") -> HttpResponse:
    """Ask whether to delete a sheet, and delete it."""
    sheet = found(plan, kind, name)
    back = reverse("duties-list") if kind == DUTY else reverse(kind)
    if request.method == "POST":
        now = edge.now()
        delete_letter(plan, sheet, now, lambda gone: delete_duty(plan.pk, gone.public_id, now))
        messages.success(request, _("It is deleted."))
        return redirect(back)
    row = duty_of_sheet(plan.pk, sheet.public_id)
    known = {
        "kind": kind,
        "number": row.number if row else 0,
        "text_url": reverse("letter-text", args=[sheet.public_id]),
        "back_url": reverse("duty", args=[name]) if kind == DUTY else back,
        "here": "duties" if kind == DUTY else kind,
    }
    return render(request, "handover/delete.html", known)


@require_POST
@strong_owner_page
def move(request: HttpRequest, plan: Plan, name: str) -> HttpResponse:
    """Move a duty up or down in the list."""
    move_duty(plan.pk, found(plan, DUTY, name).public_id, request.POST.get("does", ""))
    return redirect("duties-list")
