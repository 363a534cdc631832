"""What happened while an owner was away, read from the journal, the deliveries and the told-
list.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from untilthen.domain.states import Event, State
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.journal.queries import lines
from untilthen.letters.doors import those_told
from untilthen.letters.models import Delivery
from untilthen.people.queries import OWNER, Person, people
from untilthen.watch.said import told_in, words_of

ANSWERS: Mapping[str, str] = {
    Event.SAID_SURE.value: "sure",
    Event.SAID_ALIVE.value: "alive",
    Event.DOES_NOT_KNOW.value: "does_not_know",
    Event.KEEPS_VIGIL.value: "keeps_vigil",
    Event.VIGIL_LAPSED.value: "vigil_lapsed",
}
ASKED = (Event.GRACE_OVER.value, Event.STOP_UNCONFIRMED.value, Event.NO_SIGN_IN.value, *ANSWERS)
REASONS: Mapping[str, object] = {
    Event.DUE_DAY.value: gettext_lazy("Your check-in day passed without a press."),
    Event.OVERDUE_DAY.value: gettext_lazy("We reminded you, and had no answer."),
    Event.REMINDER_DAY.value: gettext_lazy("We reminded you again, and had no answer."),
    Event.GRACE_OVER.value: gettext_lazy("We asked your keepers."),
    Event.GRACE_OVER_SOLO.value: gettext_lazy("The quiet wait began."),
    Event.NO_SIGN_IN.value: gettext_lazy("You had not signed in for more than a year."),
    Event.NO_SIGN_IN_SOLO.value: gettext_lazy("You had not signed in for more than a year."),
    Event.VIGIL_OVER.value: gettext_lazy("Your keepers could not tell, so everything was held."),
    Event.AGREED.value: gettext_lazy("Enough keepers were sure, and the quiet wait began."),
    Event.AGREED_EARLY.value: gettext_lazy(
        "Enough keepers were sure before we asked, and the quiet wait began."
    ),
    Event.HOLD_OVER.value: gettext_lazy("Your last word was about to take effect."),
    Event.QUIET_OVER.value: gettext_lazy("The quiet wait ended, and letters began to leave."),
    Event.HANDED_OVER.value: gettext_lazy("The wait ended, and sealed letters began to leave."),
    Event.WERE_AWAY.value: gettext_lazy("This service itself had been away; that was not counted."),
    Event.PRESSED.value: gettext_lazy("Somebody pressed stop in your mail."),
    Event.PRESSED_AGAIN.value: gettext_lazy("Somebody pressed stop in your mail again."),
    Event.STOP_UNCONFIRMED.value: gettext_lazy("Nobody signed in after a stop, so we asked again."),
    Event.VOUCHED.value: gettext_lazy("A keeper said that you are alive."),
    Event.SIGNED_IN.value: gettext_lazy("You signed in."),
    "mail_refused_for_good": gettext_lazy("A mail of ours was refused for good."),
    "mail_sent_back": gettext_lazy("A mail of ours came back, and was sent again."),
}
ROUND_BEGINS = (State.LIVING.value, State.PAUSED.value)
RESTARTS = (Event.CHECKED_IN.value, Event.SIGNED_IN.value, Event.REARMED.value)
STATES = frozenset(state.value for state in State)
CAME_BACK = State.CAME_BACK.value
STOPS = (State.STOPPED.value, CAME_BACK)


def report(plan: int, switch: Switch) -> dict[str, Any]:
    """Return everything the report says."""
    everybody = people(plan)
    happened = since_last_heard(lines(plan))
    told = told_rows(plan, switch, everybody)
    letters = letter_rows(plan, switch, everybody)
    return {
        "owner": everybody[OWNER].name,
        "who": everybody[OWNER].name,
        "zone": switch.zone,
        "zones": (switch.zone, switch.zone),
        "stopped_at": stopped_at(happened, switch),
        "asked": asked_rows(plan, switch, everybody, happened),
        "told": told,
        "letters": letters,
        "duties": duty_rows(happened),
        "reasons": reasons(happened),
        "first": ring_first(told, letters),
    }


def since_last_heard(journal: list[Line]) -> list[Line]:
    """Return the lines since the last time the owner was known to be there, before this return."""
    known = [place for place, line in enumerate(journal) if begins_round(line)]
    return journal[max(known, default=-1) + 1 :]


def begins_round(line: Line) -> bool:
    """Return whether a line begins a round or a pause, rather than only standing in one."""
    return line.after in ROUND_BEGINS and (line.before != line.after or line.event in RESTARTS)


def stopped_at(happened: list[Line], switch: Switch) -> datetime:
    """Return when everything stopped for the last time."""
    since = switch.since
    for line in reversed(happened):
        if line.after in STOPS:
            since = line.at
        elif line.after in STATES:
            break
    return since


def asked_rows(
    plan: int, switch: Switch, everybody: dict[int, Person], happened: list[Line]
) -> list[dict[str, Any]]:
    """Return what each keeper last said, and how the sure ones said they knew."""
    if not any(line.event in ASKED for line in happened):
        return []
    words = words_of(plan, switch.vigil)
    last = {line.who: line for line in happened if line.event in ANSWERS}
    found = []
    for keeper in switch.keepers:
        person, line = everybody.get(keeper.person), last.get(keeper.person)
        if person is None or not (keeper.counts or line):
            continue
        known = words.get((keeper.person, Event.SAID_SURE.value), {})
        found.append(
            {
                "name": person.name,
                "answer": ANSWERS[line.event] if line else "",
                "at": line.at if line else None,
                "held_until": line.at if line else None,
                "how_known": known.get("how_known", ""),
            }
        )
    return found


def told_rows(plan: int, switch: Switch, everybody: dict[int, Person]) -> list[dict[str, Any]]:
    """Return who was told, by whom and when."""
    return [
        {
            "name": everybody[number].name,
            "at": each.at,
            "by": everybody[each.keeper].name if each.keeper in everybody else "",
        }
        for number, each in told_in(plan, switch.vigil).items()
        if number in everybody
    ]


def letter_rows(plan: int, switch: Switch, everybody: dict[int, Person]) -> list[dict[str, Any]]:
    """Return for each letter whether it was read, knocked, or never left."""
    found, told = [], set(those_told(plan, switch.release))
    for row in Delivery.objects.filter(plan_id=plan, release=switch.release).order_by("pk"):
        brought = row.settled_at if row.person in told else None
        state = "opened" if row.opened_at else "knocked" if brought else "never"
        at = row.opened_at or brought
        found.append({"name": everybody[row.person].name, "state": state, "at": at})
    return found


def duty_rows(happened: list[Line]) -> list[dict[str, Any]]:
    """Return which duties were offered and which taken, by number."""
    states: dict[int, str] = {}
    for line in happened:
        if line.event == "duty" and line.after in ("offered", "taken"):
            states[int(line.facts["duty"])] = line.after
    return [
        {"name": _("Duty %(number)d") % {"number": number}, "state": state}
        for number, state in sorted(states.items())
    ]


def reasons(happened: list[Line]) -> list[dict[str, Any]]:
    """Return the steps that led here, in order of time."""
    return [
        {"when": line.at, "what": str(REASONS[line.event])}
        for line in happened
        if line.event in REASONS and (line.before, line.after) != (CAME_BACK, CAME_BACK)
    ]


def ring_first(told: list[dict[str, Any]], letters: list[dict[str, Any]]) -> list[str]:
    """Return whom to ring first: who read a letter, then who was told."""
    read = [row["name"] for row in letters if row["state"] == "opened"]
    knocked = [row["name"] for row in letters if row["state"] == "knocked"]
    return list(dict.fromkeys((*read, *(row["name"] for row in told), *knocked)))
