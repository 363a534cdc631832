"""The owner's keepers: who promised, and a way to ask somebody."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain.keeper import EXPIRES_AFTER, Keeper, Promise
from untilthen.domain.states import State
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.people.models import PersonRow, Plan
from untilthen.people.queries import OWNER, Person, people
from untilthen.people.views_owner import strong_owner_page, typed_before
from untilthen.watch import deeds, seals
from untilthen.watch.forms import InvitationForm
from untilthen.watch.queries import wants_to_talk
from untilthen.watch.store import load

WHEN = {
    Promise.DECLINED: "declined",
    Promise.EXPIRED: "invitation_expired",
    Promise.STEPPED_DOWN: "stepped_down",
    Promise.DIED: "died",
}


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def keepers(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show who was asked and what they said; take an invitation."""
    now, everybody = edge.now(), people(plan.pk)
    switch = load(plan.pk)
    if request.method == "POST" and request.POST.get("does") == "goes_solo":
        if switch.state is State.DRAFT:
            seals.go_alone(plan.pk, now)
        return redirect("seal")
    typed = request.POST or typed_before(request, plan)
    form = invitation_form(typed, everybody, switch)
    if request.method == "POST" and form.is_valid():
        asked = deeds.invite(plan.pk, form.details(), now)
        messages.success(request, _("We are writing to %(name)s.") % {"name": asked.name})
        return redirect("keepers")
    context = context_of(plan, switch, everybody) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "watch/keepers.html", context, status=status)


def invitation_form(
    typed: QueryDict | None, everybody: dict[int, Person], switch: Switch
) -> InvitationForm:
    """Return the form, which knows whose address is taken."""
    asked = {OWNER, *(keeper.person for keeper in switch.keepers)}
    taken = {
        person.details.address.casefold(): person.name
        for person in everybody.values()
        if person.number in asked and person.details.address
    }
    owner = everybody[OWNER].details
    initial = {"zone": owner.zone, "language": owner.language}
    return InvitationForm(typed, initial=initial, taken=taken)


def context_of(plan: Plan, switch: Switch, everybody: dict[int, Person]) -> dict[str, Any]:
    """Return what the page says."""
    return {
        "here": "keepers",
        "who": everybody[OWNER].name,
        "zone": switch.zone,
        "keepers": [row(plan, each, everybody) for each in switch.keepers],
        "promised": len({keeper.same_as for keeper in switch.keepers if keeper.counts}),
        "needed": switch.settings.sure_needed,
        "solo": switch.settings.solo,
        "seal_url": reverse("seal"),
        "can_go_solo": switch.state is State.DRAFT and not switch.keepers,
        "solo_days": switch.settings.solo_wait_days,
    }


def row(plan: Plan, keeper: Keeper, everybody: dict[int, Person]) -> dict[str, Any]:
    """Return one keeper as the page shows them."""
    person = everybody[keeper.person]
    state, talked_at = keeper.promise.value, wants_to_talk(plan.pk).get(keeper.person)
    if keeper.promise is Promise.INVITED and talked_at and talked_at >= keeper.invited_at:
        state = "talks_first"
    zone = person.details.zone
    return {
        "name": person.name,
        "address": person.details.address,
        "state": state,
        "since": since(plan, keeper),
        "expires_at": keeper.invited_at + EXPIRES_AFTER,
        "city": zone.rpartition("/")[2].replace("_", " ") if person.details.address else "",
    }


def since(plan: Plan, keeper: Keeper) -> datetime:
    """Return since when a keeper stands as they do."""
    if keeper.promise is Promise.PROMISED and keeper.promised_at is not None:
        return keeper.promised_at
    if keeper.promise is Promise.UNREACHABLE:
        gone = PersonRow.objects.get(plan=plan, number=keeper.person).unreachable_at
        return gone or keeper.invited_at
    event = WHEN.get(keeper.promise)
    lines = Line.objects.filter(plan=plan.pk, event=event, who=keeper.person)
    last = lines.order_by("-number").first() if event else None
    return last.at if last else keeper.invited_at
