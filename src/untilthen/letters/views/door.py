"""The page behind a knock: read, later, ask a keeper to keep it, or no thank you."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.letters.at_the_door import (
    Door,
    door_of,
    door_of_guardian,
    ends_at,
    goodbye_of,
    keepers_of,
    knock_facts,
    leave_with_keeper,
    read,
    refuse,
    without_address,
)
from untilthen.letters.views.handed_over import show_sealed
from untilthen.people.linkpage import Visit, visit_of
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.queries import Person

SEE_OTHER = 303


def enter(request: HttpRequest, name: str) -> tuple[Visit, Door]:
    """Return who stands at which door; raises Http404 where no letter was ever brought."""
    visit = visit_of(request, LinkKind.DOOR, name)
    door = door_of(visit.link)
    if not door.came:
        shut_for_guardian = door_of_guardian(visit.link)
        if shut_for_guardian is None:
            raise Http404
        return visit, shut_for_guardian
    return visit, door if visit.reader.details.address else without_address(door)


def see(path: str) -> HttpResponse:
    """Lead to another of our pages after something was pressed."""
    answer = HttpResponseRedirect(path)
    answer.status_code = SEE_OTHER
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, name: str) -> HttpResponse:
    """Show the door, or do what was pressed there."""
    visit, here = enter(request, name)
    if here.shut:
        return shut(request, visit, here, here.shut)
    if request.method == "POST":
        return pressed(request, name, visit, here)
    return show(request, visit, here, said_later=False)


def pressed(request: HttpRequest, name: str, visit: Visit, here: Door) -> HttpResponse:
    """Do what was pressed; what destroys something is asked about once more."""
    now = edge.now()
    match request.POST.get("does"):
        case "reads":
            return reads(request, name, visit, here, now)
        case "later":
            return show(request, visit, here, said_later=True)
        case "gives_to_keeper" if keeper := keeper_of(visit):
            leave_with_keeper(visit.link, keeper.number, now)
            return shut(request, visit, here, "with_keeper")
        case "refuses" | "reports_harassment" as does:
            return refuses(request, visit, here, does, now)
        case _:
            return show(request, visit, here, said_later=False)


def reads(request: HttpRequest, name: str, visit: Visit, here: Door, now: datetime) -> HttpResponse:
    """Note that a letter is read, the one named or the first unread, and lead to it."""
    first = (*here.unread, *here.here)[0].public_id
    delivery = read(visit.link, request.POST.get("letter", first), now)
    if delivery is None:
        return see(reverse("door", args=[name]))
    return see(reverse("door-one-letter", args=[name, delivery.public_id]))


def refuses(
    request: HttpRequest, visit: Visit, here: Door, does: str, now: datetime
) -> HttpResponse:
    """Ask once more, then shred."""
    reported = does == "reports_harassment"
    if request.POST.get("confirmed") != "yes":
        page = "report_confirm" if reported else "refuse_confirm"
        known = context(visit, here) | {
            "letters": len(here.unread or here.here),
            "back_url": request.path,
        }
        return render(request, f"letters/{page}.html", known)
    refuse(visit.link, now, reported=reported)
    return shut(request, visit, here, "reported" if reported else "refused")


def show(request: HttpRequest, visit: Visit, here: Door, *, said_later: bool) -> HttpResponse:
    """Show the door with its choices."""
    known = context(visit, here) | {
        "letters": len(here.unread or here.here),
        "all_read": not here.unread,
        "kept": any(each.kept_by is not None for each in here.unread),
        "said_later": said_later,
    }
    return render(request, "letters/door.html", known)


def shut(request: HttpRequest, visit: Visit, here: Door, why: str) -> HttpResponse:
    """Show that nothing can be read here now, and why."""
    if why == "sealed":
        return show_sealed(request, visit, here, context(visit, here))
    known = context(visit, here) | {
        "why": why,
        "opened": len([each for each in here.came if each.opened_at]),
        "came": len(here.came),
        "back_url": request.path,
        "goodbye_url": f"{request.path}goodbye/" if goodbye_of(visit.link) else "",
    }
    return render(request, "letters/door_shut.html", known)


def context(visit: Visit, door: Door | None = None) -> dict[str, object]:
    """Return what every page behind a door knows."""
    keeper = keeper_of(visit)
    told = knock_facts(visit.link)
    return {
        "owner": visit.owner.name,
        "person": visit.reader.name,
        "keeper": keeper.name if keeper else "",
        "keeper_phone": keeper.details.phone if keeper else "",
        "stays_until": (ends_at(door) if door else None) or told.get("stays_until", ""),
        "unknown": told.get("unknown", False),
        "zones": visit.zones,
        "your_mail_url": your_mail_url(visit),
    }


def your_mail_url(visit: Visit) -> str:
    """Return where this reader can stop our mail, have their address erased, or ask who gave it."""
    return f"/go/{token_for(Link(LinkKind.OWN_MAIL, visit.plan.pk, visit.link.person))}"


def keeper_of(visit: Visit) -> Person | None:
    """Return whom the knock named, who knows of this door."""
    number = knock_facts(visit.link).get("keeper")
    return visit.people.get(number) if isinstance(number, int) else None


def keepers_of_door(visit: Visit) -> dict[int, str]:
    """Return the keepers with whom this reader may share something, by number."""
    numbers = keepers_of(knock_facts(visit.link))
    return {each: visit.people[each].name for each in numbers if each in visit.people}
