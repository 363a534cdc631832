"""An invitation by link: I promise, I can't, I'd like to talk first (domain 3.2, R13)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.domain import keeper_acts
from untilthen.domain.keeper import EXPIRES_AFTER, Keeper, Promise
from untilthen.domain.switch import Refused, Switch
from untilthen.people.linkpage import SeeOther, Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch import deeds
from untilthen.watch.actions import record
from untilthen.watch.queries import wants_to_talk
from untilthen.watch.store import load
from untilthen.watch.views.keeperpage import own_page, reach_form, save_reach
from untilthen.watch.views.landing import save_landing

ANSWERED = (Promise.PROMISED, Promise.DECLINED, Promise.STEPPED_DOWN)
DONE_ALREADY = {
    "promises": Promise.PROMISED,
    "declines": Promise.DECLINED,
    "does_not_know_owner": Promise.DECLINED,
    "steps_down": Promise.STEPPED_DOWN,
}


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, name: str) -> HttpResponse:
    """Show the invitation or what became of it, and take an answer."""
    visit = visit_of(request, LinkKind.INVITATION, name)
    switch = load(visit.plan.pk)
    keeper = invited(switch, visit.link.person)
    if request.method == "POST":
        return answer(request, visit, keeper)
    said = request.GET.get("said", "")
    state = own_state(visit, keeper, said)
    if keeper.promise is Promise.INVITED and (said, state) != ("talks_first", "talks_first"):
        return render(request, "watch/invitation.html", invitation_context(visit, keeper))
    return own_page(request, visit, keeper, state, reach_form(visit))


def invited(switch: Switch, person: int) -> Keeper:
    """Return who was asked, while the invitation or an answer to it stands; raises Http404."""
    for keeper in switch.keepers:
        if keeper.person == person and keeper.promise in (Promise.INVITED, *ANSWERED):
            return keeper
    raise Http404


def answer(request: HttpRequest, visit: Visit, keeper: Keeper) -> HttpResponse:
    """Take an answer; the same answer again changes nothing."""
    plan, number, now = visit.plan.pk, keeper.person, edge.now()
    does = request.POST.get("does", "")
    if does == "saves":
        return save_reach(request, visit, keeper)
    if "lands" in request.POST:
        return save_landing(request, visit, keeper)
    if DONE_ALREADY.get(does) is not keeper.promise:
        match does:
            case "promises":
                record(plan, lambda switch: keeper_acts.promise(switch, number, now), now)
            case "declines" | "does_not_know_owner":
                deeds.decline(plan, number, now, for_good=does == "does_not_know_owner")
            case "talks_first":
                deeds.talk_first(plan, number, now)
            case "steps_down":
                record(plan, lambda switch: keeper_acts.step_down(switch, number, now), now)
            case _:
                raise Refused("not_now")
    return SeeOther(f"{request.path}?said={does}")


def own_state(visit: Visit, keeper: Keeper, said: str) -> str:
    """Return the word for how somebody answered, as their page takes it."""
    if keeper.promise is Promise.INVITED:
        return "talks_first" if keeper.person in wants_to_talk(visit.plan.pk) else "invited"
    if keeper.promise is Promise.DECLINED and said == "does_not_know_owner":
        return "blocked"
    return keeper.promise.value


def invitation_context(visit: Visit, keeper: Keeper) -> dict[str, Any]:
    """Return what the invitation says."""
    return {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "expires_at": keeper.invited_at + EXPIRES_AFTER,
        "zones": visit.zones,
    }
