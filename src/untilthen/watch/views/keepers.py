"""The owner's keepers: how each stands, and ways to ask, remind and take off (10.2, R13)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain import keeper_acts
from untilthen.domain.keeper import EXPIRES_AFTER, Keeper, Promise
from untilthen.domain.reports import confirm_report, report_of, undo_report
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Refused, Switch
from untilthen.journal.models import Line
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, people
from untilthen.people.views_owner import strong_owner_page, typed_before
from untilthen.people.waiting import Kind, waiting
from untilthen.watch import deeds, seals
from untilthen.watch.actions import record
from untilthen.watch.forms import InvitationForm
from untilthen.watch.keeping import kept_by
from untilthen.watch.queries import wants_to_talk
from untilthen.watch.sentences import sentence
from untilthen.watch.store import load
from untilthen.watch.waitingchanges import ask, must_wait

ENDS = {
    Promise.DECLINED: {"declined": "declined"},
    Promise.EXPIRED: {"invitation_expired": "expired", "invitation_withdrawn": "withdrawn"},
    Promise.STEPPED_DOWN: {"stepped_down": "stepped_down", "taken_off": "taken_off"},
    Promise.REPORTED: {Event.DEATH_REPORTED.value: "reported"},
    Promise.DIED: {Event.REPORT_FINAL.value: "died"},
}
"""The lines of the journal that end a promise, and the word for it on the page."""
MOST_DIGITS = 9
Deed = Callable[[int, int, datetime], str]


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def keepers(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show who was asked and what they said; take an invitation."""
    now, everybody = edge.now(), people(plan.pk)
    switch = load(plan.pk)
    does = request.POST.get("does")
    if does == "goes_solo":
        if switch.state is State.DRAFT:
            seals.go_alone(plan.pk, now)
        return redirect("seal")
    if does in DEEDS:
        return about_one(request, plan, DEEDS[does], everybody, now)
    typed = request.POST or typed_before(request, plan)
    form = invitation_form(typed, everybody, switch)
    if request.method == "POST" and form.is_valid():
        try:
            asked = deeds.invite(plan.pk, form.details(), now)
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("We are writing to %(name)s.") % {"name": asked.name})
            return redirect("keepers")
    context = context_of(plan, switch, everybody) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "watch/keepers.html", context, status=status)


def about_one(
    request: HttpRequest, plan: Plan, deed: Deed, everybody: dict[int, Person], now: datetime
) -> HttpResponse:
    """Do what a button beside one keeper says; doing it again changes nothing."""
    text = request.POST.get("keeper", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else OWNER
    said = deed(plan.pk, number, now)
    known = everybody.get(number)
    messages.success(request, said % {"name": known.name if known else ""})
    return redirect("keepers")


def take_off(plan: int, number: int, now: datetime) -> str:
    """Ask for a keeper to be taken off, in seven days, with notice to all of them."""
    keeper = keeper_acts.find(load(plan), number)
    if keeper.promise not in (Promise.PROMISED, Promise.UNREACHABLE):
        return _("%(name)s is not one of your keepers.")
    ask(plan, Kind.KEEPER, now, subject=number)
    if must_wait(plan):
        return _("%(name)s stays your keeper for seven days more. All your keepers are told.")
    return _("%(name)s is no longer your keeper.")


def withdraw(plan: int, number: int, now: datetime) -> str:
    """Take an invitation back; the address is erased."""
    deeds.withdraw(plan, number, now)
    return _("The invitation to %(name)s is taken back.")


def remind(plan: int, number: int, now: datetime) -> str:
    """Send the one reminder of an invitation now."""
    record(plan, lambda switch: keeper_acts.remind(switch, number, now), now)
    return _("We are writing to %(name)s once more.")


def confirm_death(plan: int, number: int, now: datetime) -> str:
    """Confirm what a keeper told of another."""
    record(plan, lambda switch: confirm_report(switch, OWNER, number, now), now)
    return _("Noted. %(name)s gets no mail and is not counted.")


def undo_death(plan: int, number: int, now: datetime) -> str:
    """Say that a keeper lives of whom another told a death; the promise stands again."""
    record(plan, lambda switch: undo_report(switch, OWNER, number, now), now)
    return _("Good. %(name)s is your keeper again, as before.")


DEEDS: dict[str, Deed] = {
    "takes_off": take_off,
    "withdraws": withdraw,
    "reminds": remind,
    "confirms_death": confirm_death,
    "undoes_death": undo_death,
}


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
        "keepers": rows(plan, switch, everybody),
        "open_invitations": sum(each.promise is Promise.INVITED for each in switch.keepers),
        "most_invitations": keeper_acts.INVITATIONS_OPEN_AT_MOST,
        "promised": len({keeper.same_as for keeper in switch.keepers if keeper.counts}),
        "needed": switch.settings.sure_needed,
        "solo": switch.settings.solo,
        "seal_url": reverse("seal"),
        "keeps_too": bool(kept_by(plan.account)) if plan.account else False,
        "can_go_solo": switch.state is State.DRAFT and not switch.keepers,
        "solo_days": switch.settings.solo_wait_days,
    }


def rows(plan: Plan, switch: Switch, everybody: dict[int, Person]) -> list[dict[str, Any]]:
    """Return everybody who was ever asked as the page shows them."""
    talked, ends = wants_to_talk(plan.pk), endings(plan)
    leaving = {each.subject: each for each in waiting(plan.pk, Kind.KEEPER)}
    return [
        row(each, everybody[each.person], talked.get(each.person), ends.get(each.person))
        | {"leaves_at": leaving[each.person].begins_at if each.person in leaving else None}
        | {"reported_by": reported_by(switch, each, everybody)}
        for each in switch.keepers
    ]


def reported_by(switch: Switch, keeper: Keeper, everybody: dict[int, Person]) -> str:
    """Return who said that a keeper has died, if somebody did."""
    report = report_of(switch, keeper.person)
    return everybody[report.by].name if report and report.by in everybody else ""


def row(
    keeper: Keeper, person: Person, talked_at: datetime | None, ended: Line | None
) -> dict[str, Any]:
    """Return one keeper as the page shows them."""
    state, since = keeper.promise.value, keeper.promised_at or keeper.invited_at
    if keeper.promise is Promise.INVITED and talked_at and talked_at >= keeper.invited_at:
        state = "talks_first"
    if keeper.promise is Promise.UNREACHABLE:
        since = person.unreachable_at or since
    known = ENDS.get(keeper.promise, {})
    if ended is not None and ended.event in known:
        state, since = known[ended.event], ended.at
    zone = person.details.zone
    return {
        "number": keeper.person,
        "name": person.name,
        "address": person.details.address,
        "state": state,
        "since": since,
        "expires_at": keeper.invited_at + EXPIRES_AFTER,
        "reminded": keeper.reminded,
        "no_mail": person.no_mail,
        "proven_at": keeper.proven_at if keeper.counts else None,
        "asked_at": asked_in_vain(keeper),
        "city": zone.rpartition("/")[2].replace("_", " ") if person.details.address else "",
    }


def asked_in_vain(keeper: Keeper) -> datetime | None:
    """Return when a keeper was last asked whether all is still right, if that had no answer yet."""
    asked, proven = keeper.prove_asked_at, keeper.proven_at
    return asked if keeper.counts and asked and (proven is None or proven < asked) else None


def endings(plan: Plan) -> dict[int, Line]:
    """Return the last line of the journal that ended each promise or invitation."""
    events = [event for known in ENDS.values() for event in known]
    lines = Line.objects.filter(plan=plan.pk, event__in=events).order_by("number")
    return {line.who: line for line in lines if line.who is not None}
