"""The kit in the last quiet wait: a keeper who found it types its words, sealed in their browser.

Then the letters go out to be read instead of being given still sealed (10.5).
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from untilthen import edge
from untilthen.domain.states import LastWord, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import release_at
from untilthen.letters.actions import BadLetter
from untilthen.letters.views.bodies import fields_of
from untilthen.parts.handing import release_recipient
from untilthen.parts.keys import BadPart
from untilthen.parts.kit import kit_of, sheets_here, take_kit
from untilthen.parts.opening import can_open
from untilthen.parts.sentences import sentence
from untilthen.people.linkpage import Visit, visit_of
from untilthen.people.links import LinkKind
from untilthen.watch.queries import is_stale
from untilthen.watch.store import load

KINDS = {"vigil": LinkKind.VIGIL, "told": LinkKind.TOLD_LIST}
SEED_BYTES = 32


def is_asked_for(visit: Visit, switch: Switch) -> bool:
    """Return whether this link may hand over the kit: the last word is near, and would give the
    letters out still sealed.
    """
    wait, number = switch.wait, visit.link.person
    last = switch.state is State.QUIET_WAIT and wait is not None and wait.kind == "last_word"
    if not last or wait is None or wait.then != LastWord.HAND_OVER.value or is_stale(visit, switch):
        return False
    counts = any(each.person == number and each.counts for each in switch.keepers)
    return counts and kit_of(visit.plan.pk) != "none"


def entered(request: HttpRequest, name: str, kind: str) -> tuple[Visit, Switch]:
    """Return who came by which link, and the plan's switch; raises Http404 at any other time."""
    visit = visit_of(request, KINDS[kind], name)
    switch = load(visit.plan.pk)
    if not is_asked_for(visit, switch):
        raise Http404
    return visit, switch


@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Show where the kit's words are typed, and take them; 200 with the page that follows."""
    visit, switch = entered(request, name, kind)
    if request.method == "POST":
        return taken(request, visit)
    plan = visit.plan.pk
    known = {
        "owner": visit.owner.name,
        "kit": kit_of(plan),
        "sheets": sheets_here(plan),
        "opens": can_open(plan),
        "release_at": release_at(switch),
        "zones": visit.zones,
        "release_url": f"{request.path}release/",
        "back_url": request.path.removesuffix("kit/"),
    }
    return render(request, "watch/kit.html", known)


def taken(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep the words that came sealed, or say what is wrong with them."""
    try:
        sheets = fields_of(request).get("sheets")
        if not isinstance(sheets, list) or not all(isinstance(each, str) for each in sheets):
            raise BadPart("not_readable")
        take_kit(visit.plan, sheets, visit.link.person, edge.now())
    except (BadPart, BadLetter) as problem:
        said = problem if isinstance(problem, BadPart) else BadPart("not_readable")
        return JsonResponse({"errors": {"form": sentence(said)}}, status=422)
    return JsonResponse({"next": request.path})


@require_POST
def release(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Give the key to which the browser seals the words."""
    visit, _ = entered(request, name, kind)
    dice = edge.token(SEED_BYTES)
    return JsonResponse({"release": release_recipient(visit.plan.pk, dice)})
