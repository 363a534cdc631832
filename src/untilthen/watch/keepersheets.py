"""What a keeper was left in a release: which sheets open to them, and behind which link."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from untilthen.domain.states import RELEASED
from untilthen.domain.switch import Switch
from untilthen.handover.actions import OPEN_TO_ALL
from untilthen.handover.duties import duties_of
from untilthen.handover.kinds import SHEETS
from untilthen.handover.models import Duty
from untilthen.letters.models import DUTY, ONE_A_PLAN, Letter, LetterKey
from untilthen.letters.queries import sheets_of
from untilthen.letters.sheets import keepers_token, readable
from untilthen.people.linkpage import Visit, short_id

Facts = dict[str, Any]


def may_read(visit: Visit, switch: Switch) -> bool:
    """Return whether a keeper reads sheets now: in this release, and while they are a keeper."""
    counts = {each.person for each in switch.keepers if each.counts}
    now = switch.state in RELEASED and visit.link.round == switch.release
    return now and visit.link.person in counts


def opens_to(visit: Visit, switch: Switch) -> dict[str, Letter]:
    """Return the sheets that open to a keeper now, by id: of duties only theirs, and those open to
    all.
    """
    if not may_read(visit, switch):
        return {}
    theirs = {duty.sheet for duty in duties_for(visit)}
    found = readable(visit.plan, visit.link.person, switch.release)
    return {name: sheet for name, sheet in found.items() if sheet.kind != DUTY or name in theirs}


def sealed_for(visit: Visit, switch: Switch) -> list[str]:
    """Return the ids of the sheets that a keeper is given as they were sealed, in the owner's
    order: none where sheets were opened.
    """
    person, release = visit.link.person, switch.release
    if not may_read(visit, switch) or readable(visit.plan, person, release):
        return []
    theirs = {duty.sheet for duty in duties_for(visit)}
    found = sheets_of(visit.plan).values()
    return [each.public_id for each in found if each.kind != DUTY or each.public_id in theirs]


def duties_for(visit: Visit) -> list[Duty]:
    """Return the duties a keeper has or is asked about, and those open to all, in the owner's
    order.
    """
    person = visit.link.person
    return [
        each
        for each in duties_of(visit.plan.pk)
        if each.holder == person or each.state == OPEN_TO_ALL
    ]


def sheets_facts(visit: Visit, switch: Switch) -> Facts:
    """Return what a page needs to open sheets, which of them there are beside the duties, and why
    there may be none.
    """
    name = visit_name(visit)
    opens = opens_to(visit, switch)
    key = LetterKey.objects.filter(plan=visit.plan).first()
    return {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "token": visit.token,
        "plan_id": visit.plan.public_id,
        "signer": key.signer if key else "",
        "others": [
            {"title": SHEETS[kind].title, "url": reverse(f"left-{kind}", args=[name])}
            for kind in ONE_A_PLAN
            if any(sheet.kind == kind for sheet in opens.values())
        ],
        "sealed_url": reverse("left-sealed", args=[name]) if sealed_for(visit, switch) else "",
    }


def sheet_facts(visit: Visit, sheet: Letter) -> Facts:
    """Return what a page needs to open one sheet and to show it."""
    return {
        "sheet_id": sheet.public_id,
        "kind": sheet.kind,
        "groups": SHEETS[sheet.kind].groups,
        "sheet_url": reverse("left-sheet", args=[visit_name(visit), sheet.public_id]),
    }


def visit_name(visit: Visit) -> str:
    """Return what stands for the link in the addresses of its pages."""
    return short_id(visit.token)


def link_to_what_was_left(visit: Visit, switch: Switch) -> str:
    """Return the link to what a keeper was left, or "" where there is nothing."""
    plan, person = visit.plan, visit.link.person
    if switch.state not in RELEASED or not sheets_of(plan):
        return ""
    return f"{settings.ADDRESS}/go/{keepers_token(plan.pk, person, switch.release)}"
