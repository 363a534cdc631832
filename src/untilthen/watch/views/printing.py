"""Sheets to print: the kit, a keeper's card, the owner's recovery card; and what to do with a kit.

No words are on them: the kit's are printed by the owner's browser, the others written by hand.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from untilthen import edge
from untilthen.handover.kit.qr import AddressTooLong
from untilthen.handover.kit.render import (
    Paper,
    render_keeper_card,
    render_kit,
    render_recovery_card,
)
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.people.views_owner import strong_owner_page
from untilthen.watch.printed import card_facts, kit_facts, recovery_facts
from untilthen.watch.store import load

PAPERS: dict[str, Paper] = {"a4": "a4", "us-letter": "us-letter"}


@require_safe
@strong_owner_page
def kit(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give the kit, without its sheet of words."""
    switch, everybody = load(plan.pk), people(plan.pk)
    today = edge.now().astimezone(ZoneInfo(switch.zone)).date()
    facts = kit_facts(plan, switch, everybody, today)
    language = everybody[OWNER].details.language
    paper = paper_in(request)
    return printed(
        request,
        "kit.pdf",
        lambda: render_kit(facts, paper=paper, language=language, word_sheet=False),
    )


@require_safe
@strong_owner_page
def keeper_card(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """Give the card of one keeper, in their language, with places for their words."""
    switch, everybody = load(plan.pk), people(plan.pk)
    today = edge.now().astimezone(ZoneInfo(switch.zone)).date()
    try:
        facts = card_facts(plan, switch, everybody, number, today)
    except KeyError:
        raise Http404 from None
    language, paper = everybody[number].details.language, paper_in(request)
    name = f"card-{number}.pdf"
    return printed(request, name, lambda: render_keeper_card(facts, paper=paper, language=language))


@require_safe
@strong_owner_page
def recovery_card(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Give the owner's own card, with places for their six words."""
    today, everybody = edge.now().astimezone(ZoneInfo(load(plan.pk).zone)).date(), people(plan.pk)
    facts = recovery_facts(plan, everybody, today)
    language, paper = everybody[OWNER].details.language, paper_in(request)
    return printed(
        request,
        "recovery-card.pdf",
        lambda: render_recovery_card(facts, paper=paper, language=language),
    )


@require_safe
def found_kit(request: HttpRequest) -> HttpResponse:
    """Explain what a kit is to whoever found one; nothing is asked and nothing happens here."""
    return render(request, "watch/found_kit.html", {"here": "help"})


def paper_in(request: HttpRequest) -> Paper:
    """Return the paper that is asked for; raises Http404 for one that we do not have."""
    paper = PAPERS.get(request.GET.get("paper", "a4"))
    if paper is None:
        raise Http404
    return paper


def printed(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """Return a sheet to be saved, or say why it cannot be made."""
    try:
        content = make()
    except AddressTooLong as problem:
        said = _(
            "The address of this service has more than {longest} characters, too many for a code"
            " that every telephone reads. Please tell whoever runs it."
        )
        known = {"sentence": said.format(longest=problem.longest), "back": reverse("seal")}
        return render(request, "refused.html", known, status=409)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
