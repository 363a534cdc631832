"""The people an owner writes to: added, mended, and taken off again while no letter is for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters.forms import RecipientForm
from untilthen.letters.queries import MOST_RECIPIENTS, invited, letters_for, recipients
from untilthen.letters.recipients import (
    IsOwner,
    TooMany,
    add_recipient,
    change_recipient,
    take_off,
)
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, person
from untilthen.people.views_owner import strong_owner_page


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def listing(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the people the owner writes to, and add one."""
    if request.method != "POST":
        return show(request, plan, RecipientForm(initial=first_guess(plan)))
    if "removes" in request.POST:
        take_off(plan, one(plan, request.POST["removes"]), edge.now())
        return redirect("recipients")
    form = RecipientForm(request.POST)
    if form.is_valid():
        try:
            add_recipient(plan, form.details(), edge.now())
        except TooMany:
            form.add_error(None, _("There can be up to %d people.") % MOST_RECIPIENTS)
        except IsOwner:
            form.add_error("address", _("This is you. Letters are for other people."))
        else:
            return redirect("recipients")
    return show(request, plan, form)


def show(request: HttpRequest, plan: Plan, form: RecipientForm) -> HttpResponse:
    """Show the list with its form."""
    asked = invited(plan)
    listed = [
        {
            "number": each.number,
            "name": each.name,
            "address": each.details.address,
            "letters": letters_for(plan, each.number),
            "is_keeper": each.number in asked,
            "unreachable": each.unreachable,
        }
        for each in recipients(plan)
    ]
    known = {"people": listed, "form": form, "most": MOST_RECIPIENTS, "here": "letters"}
    return render(request, "letters/people.html", known)


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def change(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """Show what is known of a person, and mend it; keepers have a page of their own for that."""
    known = one(plan, str(number))
    if known.number in invited(plan):
        raise Http404
    typed = vars(known.details) | {"welcome": True}
    form = RecipientForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        change_recipient(plan, known, form.details(), edge.now())
        return redirect("recipients")
    return render(
        request, "letters/person.html", {"name": known.name, "form": form, "here": "letters"}
    )


def one(plan: Plan, number: str) -> Person:
    """Return one of the people letters can be for; raises Http404 for anybody else."""
    for each in recipients(plan):
        if str(each.number) == number:
            return each
    raise Http404


def first_guess(plan: Plan) -> dict[str, str]:
    """Return what the form begins with: the owner's own zone and language."""
    details = person(plan.pk, OWNER).details
    return {"zone": details.zone, "language": details.language}
