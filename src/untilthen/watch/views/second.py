"""A second way to reach the owner, or a keeper who looks after the machine: one page for both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from untilthen import edge
from untilthen.outbox.ways import EXAMPLES, name_of, shown
from untilthen.people.linkpage import SeeOther, Visit
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person, person
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.secondform import NumberForm, SecondForm
from untilthen.watch.secondways import (
    code_of,
    confirm_second,
    last_try,
    name_second,
    remove_second,
    state_of,
)
from untilthen.watch.views.part import for_keeper

DICE_BYTES = 8


@dataclass
class Place:
    """One look at the page: who asks, which template answers, and both forms."""

    request: HttpRequest
    who: Person
    template: str
    context: dict[str, Any]
    now: datetime
    way: SecondForm
    number: NumberForm

    def shown(self, status: int = 200) -> HttpResponse:
        """Return the page as it stands."""
        who = person(self.who.plan, self.who.number)
        context = self.context | {
            "state": state_of(who.plan, who.number, who.details),
            "second": shown(who.details.second) if who.details.second else "",
            "last_try": last_try(who.plan, who.number),
            "examples": examples(),
            "way_form": self.way,
            "number_form": self.number,
        }
        return render(self.request, self.template, context, status=status)

    def again(self) -> HttpResponse:
        """Lead back to the page after something was done."""
        return SeeOther(self.request.path)


def examples() -> dict[str, Any]:
    """Return an address of each kind, as the page shows them."""
    messengers = [(name_of(each), each) for each in EXAMPLES]
    return {"mail": "ana@elsewhere.example.org", "messengers": messengers}


@require_http_methods(["GET", "HEAD", "POST"])
@strong_owner_page
def owners_second(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Show and take the owner's second way."""
    owner = person(plan.pk, OWNER)
    return answer(place(request, owner, "watch/second.html", {"here": "settings"}))


@require_http_methods(["GET", "HEAD", "POST"])
@for_keeper
def keepers_second(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show and take the second way of a keeper who looks after the machine as well."""
    if not visit.reader.details.technical:
        raise Http404
    context = {"owner": visit.owner.name, "keeper": visit.reader.name, "back_url": "../"}
    return answer(place(request, visit.reader, "watch/keeper_second.html", context))


def place(request: HttpRequest, who: Person, template: str, context: dict[str, Any]) -> Place:
    """Return the page with the form that was sent, if one was."""
    does, sent = request.POST.get("does"), request.POST
    way = SecondForm(sent if does == "names" else None, first=who.details.address)
    number = NumberForm(sent if does == "confirms" else None)
    return Place(request, who, template, context, edge.now(), way, number)


def answer(here: Place) -> HttpResponse:
    """Do what a button says, or show the page."""
    if here.request.method != "POST":
        return here.shown()
    deed = DEEDS.get(here.request.POST.get("does", ""))
    return deed(here) if deed else here.shown(422)


def names(here: Place) -> HttpResponse:
    """Keep a second way, and send its test."""
    if not here.way.is_valid():
        return here.shown(422)
    begin_test(here, here.way.cleaned_data["secret_address"])
    return here.again()


def tests(here: Place) -> HttpResponse:
    """Send another test by the way that is named."""
    details = person(here.who.plan, here.who.number).details
    if details.second and not details.second_works:
        begin_test(here, details.second)
    return here.again()


def begin_test(here: Place, second: str) -> None:
    """Keep a second way with a new number, and owe the test that carries it."""
    code = code_of(edge.token(DICE_BYTES))
    name_second(here.who.plan, here.who.number, second, code, here.now)


def confirms(here: Place) -> HttpResponse:
    """Take the number of a test."""
    if not here.number.is_valid():
        return here.shown(422)
    typed = here.number.cleaned_data["test_code"]
    if not confirm_second(here.who.plan, here.who.number, typed, here.now):
        said = _("This is not the number of the newest test.")
        here.number.add_error("test_code", said)
        return here.shown(422)
    return here.again()


def removes(here: Place) -> HttpResponse:
    """Forget a second way, once that was asked twice."""
    if here.request.POST.get("confirmed") != "yes":
        here.context |= {"asks": "removes"}
        return here.shown()
    remove_second(here.who.plan, here.who.number, here.now)
    return here.again()


DEEDS: dict[str, Callable[[Place], HttpResponse]] = {
    "names": names,
    "tests": tests,
    "confirms": confirms,
    "removes": removes,
}
