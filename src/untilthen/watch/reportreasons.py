"""Why it got so far: the steps of a silence in order of time, our own outages, mails that did not
arrive, and presses with how late they came (domain 3.2, 5.2).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from untilthen.domain.states import Event, State
from untilthen.journal.models import Line
from untilthen.people.queries import OWNER, Person
from untilthen.watch.presses import Pressed

REASONS: Mapping[str, object] = {
    Event.DUE_DAY.value: gettext_lazy("Your check-in day passed without a press."),
    Event.OVERDUE_DAY.value: gettext_lazy("We reminded you, and had no answer."),
    Event.REMINDER_DAY.value: gettext_lazy("We reminded you again, and had no answer."),
    Event.GRACE_OVER.value: gettext_lazy("We asked your keepers."),
    Event.GRACE_OVER_SOLO.value: gettext_lazy("The quiet wait began."),
    Event.NO_SIGN_IN.value: gettext_lazy("You had not signed in for more than a year."),
    Event.NO_SIGN_IN_SOLO.value: gettext_lazy("You had not signed in for more than a year."),
    Event.VIGIL_OVER.value: gettext_lazy("Your keepers could not tell, so everything was held."),
    Event.NOBODY_LEFT.value: gettext_lazy("No keeper was left to ask, so everything was held."),
    Event.AGREED.value: gettext_lazy("Enough keepers were sure, and the quiet wait began."),
    Event.AGREED_EARLY.value: gettext_lazy(
        "Enough keepers were sure before we asked, and the quiet wait began."
    ),
    Event.HOLD_OVER.value: gettext_lazy("Your last word was about to take effect."),
    Event.QUIET_OVER.value: gettext_lazy("The quiet wait ended, and letters began to leave."),
    Event.HANDED_OVER.value: gettext_lazy("The wait ended, and sealed letters began to leave."),
    Event.PRESSED.value: gettext_lazy("Somebody pressed stop in your mail."),
    Event.PRESSED_AGAIN.value: gettext_lazy("Somebody pressed stop in your mail again."),
    Event.STOP_UNCONFIRMED.value: gettext_lazy("Nobody signed in after a stop, so we asked again."),
    Event.VOUCHED.value: gettext_lazy("A keeper said that you are alive."),
    Event.SIGNED_IN.value: gettext_lazy("You signed in."),
    "vigil_opened": gettext_lazy("A keeper asked us to ask, in spite of your check-ins."),
}
CAME_BACK = State.CAME_BACK.value
REFUSED = "mail_refused_for_good"


def reasons(happened: list[Line], everybody: Mapping[int, Person]) -> list[dict[str, Any]]:
    """Return the steps that led here, in order of time."""
    found = []
    for line in happened:
        what = sentence(line, everybody)
        if what and (line.before, line.after) != (CAME_BACK, CAME_BACK):
            found.append({"when": line.at, "what": what})
    return found


def sentence(line: Line, everybody: Mapping[int, Person]) -> str:
    """Return what a line says to the owner, or "" where it says nothing of this."""
    if line.event == REFUSED:
        return refused(everybody.get(line.who) if line.who is not None else None)
    if line.event == Event.WERE_AWAY.value:
        return _("This service itself had been away until then; that was not counted.")
    return str(REASONS.get(line.event, ""))


def refused(person: Person | None) -> str:
    """Return that our mail to somebody did not arrive."""
    if person is None or person.number == OWNER:
        return _("Our mail to you was refused for good.")
    return _("Our mail to %(name)s was refused for good.") % {"name": person.name}


def press_rows(pressed: list[Pressed], happened: list[Line]) -> list[dict[str, Any]]:
    """Return the presses of this silence and return: when, how long after a mail, from what."""
    since = happened[0].at if happened else None
    return [
        {
            "at": each.at,
            "agent": each.agent,
            "minutes": None if each.after is None else int(each.after.total_seconds() // 60),
        }
        for each in pressed
        if since is None or each.at >= since
    ]
