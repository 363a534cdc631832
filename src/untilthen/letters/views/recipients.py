"""The people an owner writes to: added, mended, and taken off again while no letter is for them."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters import ownkeys
from untilthen.letters.forms import ReaderForm, RecipientForm
from untilthen.letters.queries import (
    MOST_RECIPIENTS,
    confirmed,
    invited,
    letters_for,
    possible_guardians,
    recipients,
    wards_of,
)
from untilthen.letters.recipients import (
    IsOwner,
    TooMany,
    add_recipient,
    change_recipient,
    take_off,
)
from untilthen.parts.keys import recipients as public_keys
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, person
from untilthen.people.views_owner import strong_owner_page, typed_before
from untilthen.sealing.fingerprint import fingerprint


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def listing(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show the people the owner writes to, and add one."""
    if request.method != "POST":
        typed = typed_before(request, plan)
        form = RecipientForm(
            typed, initial=first_guess(plan), guardians=possible_guardians(plan, None)
        )
        return show(request, plan, form)
    if "removes" in request.POST:
        take_off(plan, one(plan, request.POST["removes"]), edge.now())
        return redirect("recipients")
    if "asks" in request.POST:
        ownkeys.ask(plan.pk, one(plan, request.POST["asks"]).number, edge.now())
        return redirect("recipients")
    form = RecipientForm(request.POST, guardians=possible_guardians(plan, None))
    if form.is_valid():
        try:
            add_recipient(plan, form.details(), edge.now())
        except TooMany:
            form.add_error(
                None, _("There can be up to %(most)d people.") % {"most": MOST_RECIPIENTS}
            )
        except IsOwner:
            refuse_owner(form)
        else:
            return redirect("recipients")
    return show(request, plan, form)


def show(request: HttpRequest, plan: Plan, form: RecipientForm) -> HttpResponse:
    """Show the list with its form."""
    asked, keys, now = invited(plan), public_keys(plan.pk), edge.now()
    everybody, sure = recipients(plan), confirmed(plan)
    names = {each.number: each.name for each in everybody}
    listed = [
        {
            "number": each.number,
            "name": each.name,
            "address": each.details.address,
            "letters": letters_for(plan, each.number),
            "is_keeper": each.number in asked,
            "unreachable": each.unreachable,
            "welcome": each.number in sure,
            "guardian": names.get(each.details.guardian or OWNER, ""),
            "is_guardian": any(each.number == one.details.guardian for one in everybody),
            **key_facts(each, keys.get(each.number, ""), now),
        }
        for each in everybody
    ]
    zone = person(plan.pk, OWNER).details.zone
    known = {"people": listed, "form": form, "most": MOST_RECIPIENTS, "zone": zone}
    status = 422 if request.method == "POST" else 200
    return render(request, "letters/people.html", known | {"here": "letters"}, status=status)


def key_facts(known: Person, key: str, now: datetime) -> dict[str, object]:
    """Return how it stands with somebody's own key, and whether they may be asked for one."""
    standing = ownkeys.standing_of(known.plan, known.number)
    return {
        "fingerprint": fingerprint(key) if key else "",
        "declined": standing.declined,
        "key_asked_at": standing.asked_at[-1] if standing.asked_at else None,
        "may_be_asked": standing.may_be_asked(now) and not known.unreachable,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def change(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """Show what is known of a person, and mend it; how a keeper is reached is for them to say."""
    known = one(plan, str(number))
    is_keeper = known.number in invited(plan)
    kind = ReaderForm if is_keeper else RecipientForm
    form = kind(
        request.POST or typed_before(request, plan),
        initial=ReaderForm.initial_of(known.details),
        guardians=possible_guardians(plan, known.number),
    )
    if request.method == "POST" and form.is_valid() and not is_ward(form, plan, known):
        details = (
            form.details() if isinstance(form, RecipientForm) else form.added_to(known.details)
        )
        try:
            change_recipient(plan, known, details, edge.now())
        except IsOwner:
            refuse_owner(form)
        else:
            return redirect("recipients")
    context = {"name": known.name, "form": form, "here": "letters", "is_keeper": is_keeper}
    status = 422 if request.method == "POST" else 200
    return render(request, "letters/person.html", context, status=status)


def refuse_owner(form: ReaderForm) -> None:
    """Say at the field that the address is the owner's own."""
    form.add_error("address", _("This is you. Letters are for other people."))


def is_ward(form: ReaderForm, plan: Plan, known: Person) -> bool:
    """Return whether a guardian was chosen for somebody who is a guardian; says so at the field."""
    theirs = wards_of(plan, known.number)
    if form.cleaned_data.get("guardian") is None or not theirs:
        return False
    words = _("%(name)s is the guardian of %(ward)s, and so needs none.")
    form.add_error("guardian", words % {"name": known.name, "ward": theirs[0].name})
    return True


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
