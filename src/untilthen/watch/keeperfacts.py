"""What keepers' pages say, and no more than keepers may know in each state (domain 3.1)."""

from datetime import datetime
from typing import Any

from untilthen.domain.keeper import Answer, Keeper, Promise, sure_count
from untilthen.domain.letter import DeliveryState
from untilthen.domain.objections import OBJECTIONS_AT_MOST
from untilthen.domain.states import ASKING, WATCHED, Event, State
from untilthen.domain.switch import Switch
from untilthen.domain.timetable import nine, release_at
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery
from untilthen.people.linkpage import Visit
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.watch.entrusted import url_for
from untilthen.watch.forms import SpokeForm
from untilthen.watch.keepersheets import link_to_what_was_left
from untilthen.watch.keeping import keeping_url
from untilthen.watch.queries import paused_by
from untilthen.watch.said import to_be_told, told_in

Facts = dict[str, Any]
UNFINISHED = (
    DeliveryState.QUEUED.value,
    DeliveryState.KNOCKED.value,
    DeliveryState.WITH_KEEPER.value,
    DeliveryState.WITH_RECIPIENT_SEALED.value,
)
"""Of the others a keeper learns only that they are finished, not whether they were read (3.6)."""
WHY = {
    Event.STOP_UNCONFIRMED.value: "stop_unconfirmed",
    Event.VIGIL_OPENED.value: "opened_by_keeper",
}


def common(visit: Visit) -> Facts:
    """Return what every page of a keeper says."""
    mail = Link(LinkKind.OWN_MAIL, visit.plan.pk, visit.link.person)
    return {
        "owner": visit.owner.name,
        "keeper": visit.reader.name,
        "zones": visit.zones,
        "your_mail_url": f"/go/{token_for(mail)}",
        "keeping_url": keeping_url(visit),
    }


def others(visit: Visit, switch: Switch) -> list[Facts]:
    """Return what the other keepers said so far; a phone only of whom our mail does not reach."""
    found = []
    for keeper in switch.keepers:
        person = visit.people.get(keeper.person)
        gone = keeper.promise is Promise.UNREACHABLE
        if person is None or person.number == visit.link.person or not (keeper.counts or gone):
            continue
        found.append(
            {
                "name": person.name,
                "answer": "unreachable" if gone else answer_word(switch, keeper),
                "at": keeper.answered_at,
                "held_until": keeper.keeps_vigil_until,
                "phone": person.details.phone if gone else "",
            }
        )
    return found


def answer_word(switch: Switch, keeper: Keeper) -> str:
    """Return the word for what a keeper said, as the templates take it."""
    if keeper.keeps_vigil_until is not None:
        return "keeps_vigil"
    if switch.wait is not None and keeper.person in switch.wait.objected:
        return "objects"
    if keeper.answer is Answer.NONE:
        return "vigil_lapsed" if keeper.person in switch.lapse_told else ""
    return keeper.answer.value


def vigil_facts(visit: Visit, switch: Switch, keeper: Keeper) -> Facts:
    """Return what the question of a vigil, a hold or a stop says."""
    lasts = switch.settings.vigil_days if switch.state is State.VIGIL else None
    return common(visit) | {
        "last_heard_at": switch.heard_at or switch.since,
        "ends_at": nine(switch, lasts) if lasts else None,
        "state": switch.state.value,
        "why": why(visit, switch),
        "opened_by": opened_by(visit),
        "mine": answer_word(switch, keeper),
        "held_until": keeper.keeps_vigil_until,
        "others": others(visit, switch) if switch.state in ASKING else [],
        "owner_phone": visit.owner.details.phone,
    }


def why(visit: Visit, switch: Switch) -> str:
    """Return why keepers are asked, where it is not plain silence."""
    if switch.owner_unreachable:
        return "owner_unreachable"
    last = vigil_line(visit)
    return WHY.get(last.event, "") if last else ""


def opened_by(visit: Visit) -> str:
    """Return the name of the keeper who opened this vigil in spite of check-ins, if one did."""
    last = vigil_line(visit)
    by = last.who if last and last.event == Event.VIGIL_OPENED.value else None
    return visit.people[by].name if by in visit.people else ""


def vigil_line(visit: Visit) -> Line | None:
    """Return the journal's line of how the last vigil began."""
    opened = Line.objects.filter(plan=visit.plan.pk, after=State.VIGIL.value)
    return opened.exclude(before=State.VIGIL.value).order_by("-number").first()


def sure_facts(visit: Visit, switch: Switch) -> Facts:
    """Return what the second page before "I am sure" says."""
    settings = switch.settings
    early = switch.state in WATCHED
    sure = [each for each in switch.keepers if each.counts and each.answer is Answer.SURE]
    return common(visit) | {
        "sure_needed": settings.sure_needed,
        "sure_so_far": [] if early else [visit.people[each.person].name for each in sure],
        "wait_days": settings.early_wait_days if early else settings.quiet_wait_days,
    }


def told_facts(visit: Visit, switch: Switch, keeper: Keeper) -> Facts:
    """Return what the told-list of a quiet wait says."""
    known = told_in(visit.plan.pk, switch.vigil)
    rows = [
        {
            "id": number,
            "name": visit.people[number].name,
            "told": number in known,
            "told_by": told_by(visit, known[number].keeper) if number in known else "",
        }
        for number in to_be_told(visit.people, switch)
    ]
    then = switch.wait.then if switch.wait else "release"
    unknown = switch.death_unknown
    return common(visit) | {
        "release_at": release_at(switch),
        "then": then,
        "unknown": unknown,
        "people": rows if then == "release" and not unknown else [],
        "mine": answer_word(switch, keeper),
        "may_object": may_object(switch, keeper),
        "others": others(visit, switch),
        "with_you_url": url_for(visit.plan.pk, visit.link.person, switch, visit.people),
    }


def may_object(switch: Switch, keeper: Keeper) -> bool:
    """Return whether a keeper can still ask to wait longer."""
    wait = switch.wait
    if wait is None or keeper.person in wait.objected:
        return False
    return wait.objected_days < OBJECTIONS_AT_MOST


def told_by(visit: Visit, keeper: int) -> str:
    """Return the name of the keeper who told somebody, for the other keepers."""
    if keeper == visit.link.person or keeper not in visit.people:
        return ""
    return visit.people[keeper].name


def progress_facts(visit: Visit, switch: Switch) -> Facts:
    """Return how a release goes: as counts while letters leave, then opened or not by person."""
    rows = list(Delivery.objects.filter(plan=visit.plan, release=switch.release).order_by("pk"))
    waiting = sum(row.state == DeliveryState.QUEUED.value for row in rows)
    unfinished = {row.person for row in rows if row.state in UNFINISHED}
    persons = dict.fromkeys(row.person for row in rows)
    by_person = [
        {"name": visit.people[each].name, "finished": each not in unfinished}
        for each in persons
        if each in visit.people
    ]
    goodbyes = switch.state is State.GOODBYES
    return common(visit) | {
        "all": len(rows),
        "left": len(rows) - waiting,
        "people": by_person if goodbyes else [],
        "left_url": link_to_what_was_left(visit, switch),
        "with_you_url": url_for(visit.plan.pk, visit.link.person, switch, visit.people),
        "closes_at": nine(switch, switch.settings.goodbye_days)
        if goodbyes and not waiting
        else None,
    }


def said_facts(
    visit: Visit, switch: Switch, keeper: Keeper, said: str, now: datetime
) -> Facts | None:
    """Return what is answered to an answer that stands, or None where it does not (any more)."""
    facts = common(visit) | {"answer": said, "form": None, "still_needed": 0, "until": None}
    paused = switch.state is State.PAUSED and paused_by(visit.plan.pk) == keeper.person
    if said in ("alive", "added") and paused:
        form = SpokeForm(today=visit.today(now)) if said == "alive" else None
        return facts | {"answer": "alive", "until": switch.anchor, "form": form}
    if said == "keeps_vigil" and keeper.keeps_vigil_until is not None:
        return facts | {"until": keeper.keeps_vigil_until}
    if said == "does_not_know" and keeper.answer is Answer.DOES_NOT_KNOW:
        return facts
    if said == "sure" and keeper.answer is Answer.SURE:
        return facts | sure_said(switch)
    if said == "sure" and keeper.answer is Answer.SURE_WITHOUT_PART:
        return facts | {"answer": Answer.SURE_WITHOUT_PART.value}
    return None


def sure_said(switch: Switch) -> Facts:
    """Return what "I am sure" brought about."""
    if switch.state in WATCHED:
        return {"answer": "sure_kept"}
    if switch.state is State.QUIET_WAIT:
        return {"until": release_at(switch)}
    missing = switch.settings.sure_needed - sure_count(switch.keepers)
    return {"still_needed": max(0, missing)}
