"""What each mail has to say, worked out when it is owed: dates as ISO, people by their number.

The names are those of outbox/mail_contract.py; numbers become names when the mail is written.
"""

from collections.abc import Callable
from datetime import datetime

from untilthen.domain.calendar import DAY
from untilthen.domain.effects import Group, Mail
from untilthen.domain.keeper import EXPIRES_AFTER, Answer, Promise
from untilthen.domain.silence import KEEPERS_KNOW, next_due
from untilthen.domain.states import About, Event
from untilthen.domain.switch import Outcome, Switch
from untilthen.domain.timetable import Step, nine, release_at, timetable

Facts = dict[str, object]


def facts_for(mail: Mail, outcome: Outcome) -> Facts:
    """Return what the mail says, beside what every mail says."""
    maker = MAKERS.get(mail.about)
    facts: Facts = maker(outcome) if maker else {}
    if mail.to is Group.REPORTED:
        facts["are_you_there"] = True
    return {"round": outcome.switch.vigil, **facts}


def iso(at: datetime | None) -> str | None:
    """Return an instant as text."""
    return None if at is None else at.isoformat()


def heard(outcome: Outcome) -> Facts:
    """Return when the owner was last heard of."""
    switch = outcome.switch
    return {"last_heard_at": iso(switch.heard_at or switch.since)}


def asking(outcome: Outcome) -> Facts:
    """Return who will be asked if nothing comes, and when."""
    switch = outcome.switch
    return {
        **heard(outcome),
        "keepers": [keeper.person for keeper in switch.keepers if keeper.counts],
        "keepers_asked_at": iso(nine(switch, switch.settings.grace_days)),
    }


def check_in(outcome: Outcome) -> Facts:
    """Return the due day, and when keepers would be asked."""
    return {"due_at": iso(outcome.switch.anchor), **asking(outcome)}


def reminder(outcome: Outcome) -> Facts:
    """Return what comes after this reminder."""
    following = next_step(outcome.switch)
    later = following.at if following and following.event is Event.REMINDER_DAY else None
    return {**asking(outcome), "next_reminder_at": iso(later)}


def next_step(switch: Switch) -> Step | None:
    """Return the next dated step of the present state."""
    steps = timetable(switch)[switch.fired :]
    return steps[0] if steps else None


def vigil_end(outcome: Outcome) -> Facts:
    """Return how long the keepers' question stays open."""
    switch = outcome.switch
    asked = [keeper.person for keeper in switch.keepers if keeper.counts]
    return {
        **heard(outcome),
        "keepers": asked,
        "ends_at": iso(nine(switch, switch.settings.vigil_days)),
    }


def vigil(outcome: Outcome) -> Facts:
    """Return why the keepers are asked."""
    why = "stop_unconfirmed" if outcome.event is Event.STOP_UNCONFIRMED else ""
    if outcome.switch.owner_unreachable:
        why = "owner_unreachable"
    opened = outcome.event is Event.VIGIL_OPENED
    why = "opened_by_keeper" if opened else why
    return {**vigil_end(outcome), "why": why, "opened_by": outcome.who if opened else None}


def lapsed(outcome: Outcome) -> Facts:
    """Return who kept vigil last."""
    return {**vigil_end(outcome), "keeper": outcome.who}


def wait(outcome: Outcome) -> Facts:
    """Return who was sure, and when the letters would leave."""
    switch = outcome.switch
    sure = [keeper.person for keeper in switch.keepers if keeper.answer is Answer.SURE]
    return {
        **heard(outcome),
        "sure": sure,
        "release_at": iso(release_at(switch)),
        "then": switch.wait.then if switch.wait else "",
        "unknown": switch.death_unknown,
        "knowing": [keeper.person for keeper in switch.keepers if keeper.counts],
    }


def paused(outcome: Outcome) -> Facts:
    """Return which keeper said "alive", and until when the plan is paused."""
    return {"keeper": outcome.who, "until": iso(outcome.switch.anchor)}


def keeper_change(outcome: Outcome) -> Facts:
    """Return which keeper did what, and how many there are."""
    keepers = outcome.switch.keepers
    report = next((r for r in outcome.switch.reports[::-1] if r.person == outcome.who), None)
    return {
        "keeper": outcome.who,
        "reported": outcome.who,
        "by": report.by if report else None,
        "release_at": iso(release_at(outcome.switch)) if outcome.switch.wait else None,
        "change": CHANGES.get(outcome.event, ""),
        "promised": sum(keeper.promise is Promise.PROMISED for keeper in keepers),
        "needed": outcome.switch.settings.sure_needed,
    }


def invitation(outcome: Outcome) -> Facts:
    """Return until when the invitation can be answered."""
    for keeper in outcome.switch.keepers:
        if keeper.person == outcome.who:
            return {"expires_at": iso(keeper.invited_at + EXPIRES_AFTER)}
    return {"expires_at": iso(outcome.at + EXPIRES_AFTER)}


def yearly(outcome: Outcome) -> Facts:
    """Return whether a keeper is asked for their part, or what an owner is asked: nothing while at
    rest, to sign in within 60 days, or in the end to come back at all.
    """
    switch, why, until = outcome.switch, "", None
    if outcome.event is Event.SIGN_IN_WANTED and switch.sign_in_by:
        why, until = "sign_in_wanted", switch.sign_in_by.isoformat()
    if outcome.event is Event.DORMANT:
        why, until = "dormant", iso(timetable(switch)[-1].at)
    return {"part": outcome.event is Event.STILL_ALL_RIGHT, "why": why, "until": until}


def stop_query(outcome: Outcome) -> Facts:
    """Return when everything stopped, and when keepers are asked again."""
    return {"stopped_at": iso(outcome.at), "asked_again_at": iso(outcome.at + 7 * DAY)}


def hold(outcome: Outcome) -> Facts:
    """Return when keepers are asked again, and when the hold ends."""
    switch = outcome.switch
    asked = [step.at for step in timetable(switch) if step.event is Event.ASK_DAY]
    later = [at for at in asked if at > outcome.at]
    return {
        **heard(outcome),
        "asked_again_at": iso(later[0]) if later else None,
        "ends_at": iso(nine(switch, switch.settings.hold_days)),
    }


def outage(outcome: Outcome) -> Facts:
    """Return how long we were away, and what comes next."""
    credited = outcome.switch.credited
    due = next_due(outcome.switch)
    return {
        "away_from": iso(credited.start if credited else outcome.at),
        "back_at": iso(credited.end if credited else outcome.at),
        "days": credited.days if credited else 0,
        "next_at": iso(due.at) if due else None,
        "keepers_know": outcome.switch.state in KEEPERS_KNOW,
    }


def closing(outcome: Outcome) -> Facts:
    """Return when everything is destroyed."""
    return {"closes_at": iso(nine(outcome.switch, outcome.switch.settings.goodbye_days))}


def came_back(outcome: Outcome) -> Facts:
    """Return that a keeper opened no letter as such."""
    return {"opened": False}


CHANGES = {
    Event.PROMISED: "promised",
    Event.DECLINED: "declined",
    Event.INVITATION_EXPIRED: "expired",
    Event.STEPPED_DOWN: "stepped_down",
    Event.TAKEN_OFF: "taken_off",
    Event.UNREACHABLE: "unreachable",
    Event.DEATH_REPORTED: "reported_dead",
    Event.REPORT_FINAL: "died",
    Event.REPORT_UNDONE: "alive_after_all",
    Event.OBJECTED: "objected",
}
MAKERS: dict[About, Callable[[Outcome], Facts]] = {
    About.CHECK_IN: check_in,
    About.REMINDER: reminder,
    About.OWNER_WARNING: vigil_end,
    About.VIGIL: vigil,
    About.VIGIL_REMINDER: vigil_end,
    About.VIGIL_LAPSED: lapsed,
    About.QUIET_WAIT: wait,
    About.TOLD_LIST: wait,
    About.PAUSED: paused,
    About.THANKS: paused,
    About.KEEPER_CHANGE: keeper_change,
    About.INVITATION: invitation,
    About.INVITATION_REMINDER: invitation,
    About.PROMISE_RECEIPT: lambda outcome: {"promised_at": iso(outcome.at), "part": False},
    About.YEARLY: yearly,
    About.STOP_QUERY: stop_query,
    About.HOLD: hold,
    About.OUTAGE_NOTE: outage,
    About.CLOSING_NOTICE: closing,
    About.CAME_BACK: came_back,
}
