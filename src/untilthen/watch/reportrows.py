"""Who was asked, who was told, what became of letters and duties: rows of the report, each read
from the journal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from untilthen.domain.keeper import VIGIL_LASTS
from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import Event
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery, Letter
from untilthen.people.queries import Person
from untilthen.watch.said import words_of

ANSWERS: Mapping[str, str] = {
    Event.SAID_SURE.value: "sure",
    Event.SAID_SURE_WITHOUT_PART.value: "sure_without_part",
    Event.SAID_ALIVE.value: "alive",
    Event.DOES_NOT_KNOW.value: "does_not_know",
    Event.KEEPS_VIGIL.value: "keeps_vigil",
    Event.VIGIL_LAPSED.value: "vigil_lapsed",
}
ASKED = (Event.GRACE_OVER.value, Event.STOP_UNCONFIRMED.value, Event.NO_SIGN_IN.value, *ANSWERS)
SURE = (Event.SAID_SURE.value, Event.SAID_SURE_WITHOUT_PART.value)
OBJECTED, DEATH_REPORTED, REPORT_UNDONE = "objected", "death_reported", "report_undone"
S = DeliveryState
KNOCKED = (S.KNOCKED.value, S.WITH_RECIPIENT_SEALED.value)
Rows = list[dict[str, Any]]
People = Mapping[int, Person]


def asked_rows(plan: int, switch: Switch, everybody: People, happened: list[Line]) -> Rows:
    """Return what each keeper last said and, of those who said that the owner has died, when and
    how they knew.
    """
    if not any(line.event in ASKED for line in happened):
        return []
    words = words_of(plan, switch.vigil)
    found = []
    for keeper in switch.keepers:
        theirs = [line for line in happened if line.who == keeper.person and line.event in ANSWERS]
        person = everybody.get(keeper.person)
        if person is None or not (keeper.counts or theirs):
            continue
        last = theirs[-1] if theirs else None
        known = words.get((keeper.person, Event.SAID_SURE.value), {})
        found.append(
            {
                "name": person.name,
                "answer": ANSWERS[last.event] if last else "",
                "at": last.at if last else None,
                "held_until": last.at + VIGIL_LASTS if last else None,
                "sure_at": next((line.at for line in theirs if line.event in SURE), None),
                "how_known": known.get("how_known", ""),
                "died_on": known.get("died_on", ""),
            }
        )
    return found


def objections(happened: list[Line], everybody: People) -> Rows:
    """Return which keepers objected, and when."""
    return [
        {"name": name_of(everybody, line.who), "at": line.at}
        for line in happened
        if line.event == OBJECTED
    ]


def reported_rows(happened: list[Line], everybody: People) -> Rows:
    """Return of which people somebody said that they have died, and whether that was undone."""
    reported = {line.who: line for line in happened if line.event == DEATH_REPORTED}
    undone = {line.who for line in happened if line.event == REPORT_UNDONE}
    return [
        {"name": name_of(everybody, who), "at": line.at, "undone": who in undone}
        for who, line in reported.items()
    ]


def told_rows(happened: list[Line], everybody: People) -> Rows:
    """Return who was told, by whom and when."""
    return [
        {"name": everybody[person].name, "at": line.at, "by": name_of(everybody, line.who)}
        for line in happened
        if line.event == "told" and (person := line.facts["person"]) in everybody
    ]


def name_of(everybody: People, who: int | None) -> str:
    """Return what somebody is called, or nothing for nobody."""
    found = everybody.get(who) if who is not None else None
    return found.name if found else ""


def letter_rows(plan: int, happened: list[Line], everybody: People) -> Rows:
    """Return for each letter and person whether it was read, knocked of, or never left.

    Whoever said "no, thank you" knew of it, and no more is told of a living person (domain 3.6).
    """
    here = Letter.objects.filter(plan_id=plan).order_by("position").values_list("pk", flat=True)
    numbers = {letter: number for number, letter in enumerate(here, start=1)}
    found = []
    for (letter, person), theirs in deliveries(happened).items():
        opened = first(theirs, S.OPENED.value)
        knocked = first(theirs, *KNOCKED) or late(theirs)
        kept = first(theirs, S.WITH_KEEPER.value)
        state = "opened" if opened else "knocked" if knocked else "kept" if kept else "never"
        found.append(
            {
                "name": name_of(everybody, person),
                "number": numbers.get(letter, 0),
                "state": state,
                "at": opened or knocked or kept,
                "delivery": delivery_of(plan, letter, person, theirs) if opened else "",
            }
        )
    return found


def deliveries(happened: list[Line]) -> dict[tuple[int, int | None], list[Line]]:
    """Return the lines of each letter's way to each person, in the last release."""
    about = [line for line in happened if line.event == "delivery"]
    release = max((line.facts["release"] for line in about), default=0)
    found: dict[tuple[int, int | None], list[Line]] = {}
    for line in about:
        if line.facts["release"] == release:
            found.setdefault((line.facts["letter"], line.who), []).append(line)
    return found


def first(theirs: list[Line], *states: str) -> datetime | None:
    """Return when a letter first came into one of some states."""
    return next((line.at for line in theirs if line.after in states), None)


def late(theirs: list[Line]) -> datetime | None:
    """Return when a knock arrived after its letter had been taken back."""
    return next((line.at for line in theirs if line.facts.get("told_late")), None)


def delivery_of(plan: int, letter: int, person: int | None, theirs: list[Line]) -> str:
    """Return the id by which the owner can choose that a letter once read is sent again."""
    release = theirs[0].facts["release"]
    if person is None:
        return ""
    rows = Delivery.objects.filter(plan_id=plan, letter=letter, person=person, release=release)
    row = rows.first()
    return row.public_id if row and row.state == S.OPENED.value else ""


def duty_rows(happened: list[Line], everybody: People) -> Rows:
    """Return which duties were offered and to whom, which were taken, and when."""
    found: dict[int, dict[str, Any]] = {}
    for line in happened:
        if line.event == "duty" and line.after in ("offered", "taken"):
            number = int(line.facts["duty"])
            found[number] = {
                "name": _("Duty %(number)d") % {"number": number},
                "state": line.after,
                "by": name_of(everybody, line.who),
                "at": line.at,
            }
    return [found[number] for number in sorted(found)]


def ring_first(told: Rows, letters: Rows) -> list[str]:
    """Return whom to ring first: who read a letter, then who was told, then who knew of one."""
    read = [row["name"] for row in letters if row["state"] == "opened"]
    knew = [row["name"] for row in letters if row["state"] in ("knocked", "kept")]
    return list(dict.fromkeys((*read, *(row["name"] for row in told), *knew)))
