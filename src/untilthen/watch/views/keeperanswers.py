"""Take a keeper's answer: each again is no harm, and a death is never confirmed by one press
alone.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from untilthen import edge
from untilthen.domain import keeper_acts, objections
from untilthen.domain.keeper import Answer, Keeper
from untilthen.domain.states import WATCHED, Event
from untilthen.domain.switch import Refused, Switch
from untilthen.parts.handing import Handed
from untilthen.parts.keys import BadPart
from untilthen.parts.sentences import sentence
from untilthen.people.linkpage import SeeOther, Visit
from untilthen.watch import deeds
from untilthen.watch.actions import Outcomes, record
from untilthen.watch.forms import SpokeForm, SureForm
from untilthen.watch.keeperfacts import said_facts, sure_facts
from untilthen.watch.partfacts import sure_part_facts
from untilthen.watch.queries import is_stale, paused_by
from untilthen.watch.said import keep_words

Act = Callable[[Switch, int, datetime], Outcomes]
PLAIN: dict[str, Act] = {
    "alive": keeper_acts.says_alive,
    "does_not_know": keeper_acts.does_not_know,
    "keeps_vigil": keeper_acts.keep_vigil,
    "steps_down": keeper_acts.step_down,
    "objects": objections.objects,
    "opens_vigil": keeper_acts.open_vigil,
}


def answer(request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper) -> HttpResponse:
    """Take what a keeper's page posts, and lead back to the page."""
    given = wanted(request, switch)
    if is_stale(visit, switch) and given != "steps_down":
        raise Refused("not_asked", switch.state)
    now = edge.now()
    if given == "sure":
        return sure(request, visit, switch, keeper, now)
    if given == "adds":
        return add_words(request, visit, switch, keeper, now)
    if given == "opens_vigil" and not confirmed(request):
        known = {"owner": visit.owner.name, "back_url": request.path}
        return render(request, "watch/open_vigil.html", known)
    if given == "ticks_told":
        given_told = {int(each) for each in request.POST.getlist("told") if each.isdigit()}
        deeds.tick_as_told(visit.plan.pk, keeper.person, given_told, now)
    elif given not in PLAIN:
        raise Refused("not_asked", switch.state)
    elif not said_before(visit, switch, keeper, given):
        act = PLAIN[given]
        record(visit.plan.pk, lambda current: act(current, keeper.person, now), now)
    return back(request, given)


def wanted(request: HttpRequest, switch: Switch) -> str:
    """Return which answer a form gave, in one word."""
    given = request.POST.get("answer") or request.POST.get("does", "")
    if given == "takes_back":
        return "does_not_know" if switch.state in WATCHED else "alive"
    return "alive" if given == "says_alive" else given


def back(request: HttpRequest, given: str) -> HttpResponse:
    """Lead back to the page, which then shows what was understood."""
    return SeeOther(f"{request.path}?said={given}")


def said_before(visit: Visit, switch: Switch, keeper: Keeper, given: str) -> bool:
    """Return whether this very answer stands already, so that a second press changes nothing."""
    if given == "alive" and switch.state in WATCHED:
        return paused_by(visit.plan.pk) == keeper.person
    if given == "objects":
        return switch.wait is not None and keeper.person in switch.wait.objected
    return given == "does_not_know" and keeper.answer is Answer.DOES_NOT_KNOW


def confirmed(request: HttpRequest) -> bool:
    """Return whether a form comes from the page that asks once more."""
    return request.POST.get("confirmed") == "yes"


def sure(
    request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper, now: datetime
) -> HttpResponse:
    """Show the second page, and take "I am sure" only from there (domain 3.2, 5.2)."""
    handed, said = handed_in(request), confirmed(request)
    if keeper.answer is Answer.SURE or (again_without(keeper, handed) and said):
        return back(request, "sure")
    keeper_acts.is_sure(switch, keeper.person, now)  # refused now rather than on the second page
    form = SureForm(request.POST if said else None, today=visit.today(now))
    if said and form.is_valid() and say_sure(visit, keeper, form, handed, now):
        return back(request, "sure")
    context = sure_facts(visit, switch) | {"form": form, "back_url": request.path}
    context |= sure_part_facts(visit) | {
        "data_url": f"{request.path}part/data/?for=sure",
        "challenge_url": f"{request.path}part/challenge/",
    }
    return render(request, "watch/sure_confirm.html", context, status=422 if said else 200)


def again_without(keeper: Keeper, handed: Handed | None) -> bool:
    """Return whether this is what a keeper said before: sure, without the part."""
    return handed is None and keeper.answer is Answer.SURE_WITHOUT_PART


def say_sure(
    visit: Visit, keeper: Keeper, form: SureForm, handed: Handed | None, now: datetime
) -> bool:
    """Return whether the answer was taken; what is wrong with the part is said in the form."""
    words = {name: str(value or "") for name, value in form.cleaned_data.items()}
    try:
        deeds.say_sure(visit.plan.pk, keeper.person, words, handed, now)
    except BadPart as problem:
        form.add_error(None, sentence(problem))
        return False
    return True


def handed_in(request: HttpRequest) -> Handed | None:
    """Return the part that came with the answer, as the keeper's browser sealed it."""
    file, signature = request.POST.get("part", ""), request.POST.get("signature", "")
    return Handed(file=file, signature=signature) if file or signature else None


def add_words(
    request: HttpRequest, visit: Visit, switch: Switch, keeper: Keeper, now: datetime
) -> HttpResponse:
    """Keep when a keeper last spoke with the owner, after "alive"."""
    form = SpokeForm(request.POST, today=visit.today(now))
    if form.is_valid():
        words = {"spoke_on": str(form.cleaned_data["spoke_on"])}
        event = Event.SAID_ALIVE.value
        keep_words(visit.plan.pk, switch.vigil, keeper.person, event, words, now)
        return back(request, "added")
    facts = said_facts(visit, switch, keeper, "alive", now)
    if facts is None:
        raise Refused("not_asked", switch.state)
    context = facts | {"form": form, "back_url": request.path}
    return render(request, "watch/answered.html", context, status=422)
