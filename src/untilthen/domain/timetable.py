"""When silence moves a plan: the dated steps of each state; silence.py takes the next that is due.

Steps fall at 09:00 in the owner's zone (R1); the waits are those of R2, R3, R6, R8, R12 and design
10.1-10.7.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from untilthen.domain.calendar import DAY, at_hour, hour_at_or_after, local_day
from untilthen.domain.states import WATCHED, Event, LastWord, State
from untilthen.domain.switch import Switch

VIGIL_REMINDED = (
    (3, Event.VIGIL_REMINDER_DAY),
    (7, Event.VIGIL_MIDWAY),
    (11, Event.VIGIL_REMINDER_DAY),
)
HOLD_ASKED_FIRST = (30, 60)
HOLD_ASKED_EVERY = 90
WRITTEN_EVERY = {"early": (2, 0), "solo": (7, 3)}
"""How often the owner is written to, by the kind of wait, and how long before its end no more: the
mail of the eve takes that week's place, which keeps the budget of ten mails (10.8).
"""
STOP_HOLDS_DAYS = 7
NOTICE_DAYS = 7
YEAR_DAYS = 365
DORMANT_DAYS = 3 * YEAR_DAYS
DORMANT_NOTICE_DAYS = 30
SIGN_IN_DAYS = 365
SIGN_IN_GRACE_DAYS = 60


@dataclass(frozen=True, order=True)
class Step:
    """A dated step: when, what happens, whether it moves toward release (R10 holds those back)."""

    at: datetime
    event: Event
    toward_release: bool = True


def mail_step(at: datetime, event: Event) -> Step:
    """Return a step that only writes, and so may fire while release is held."""
    return Step(at, event, toward_release=False)


def timetable(switch: Switch) -> tuple[Step, ...]:
    """Return all steps of the switch's present state in order, those already fired included."""
    maker = STEPS.get(switch.state)
    return maker(switch) if maker else ()


def remaining(switch: Switch) -> tuple[Step, ...]:
    """Return the steps of the present state that are still to come: those of later days than the
    last that fired, and the one that ends the state always (P7).
    """
    steps, fired = timetable(switch), switch.fired_for
    if fired is None:
        return steps
    later = (each for each in steps[:-1] if local_day(each.at, switch.zone) > fired)
    return (*later, *steps[-1:])


def nine(switch: Switch, days: int, start: datetime | None = None) -> datetime:
    """Return 09:00 of the day `days` after the day of `start` (the anchor unless given)."""
    day = local_day(start or switch.anchor, switch.zone)
    return at_hour(day + days * DAY, switch.zone)


def round_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the mails of a quiet round or pause: some days ahead, and on the due day itself."""
    ahead = switch.settings.mail_ahead_days
    early = nine(switch, -ahead)
    steps = (mail_step(early, Event.AHEAD_DAY),) if ahead and early > switch.since else ()
    return (*steps, mail_step(nine(switch, 0), Event.DUE_DAY))


def due_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the first reminder."""
    return (Step(nine(switch, switch.settings.reminder_days[0]), Event.OVERDUE_DAY),)


def overdue_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the other reminders and the end of the grace days."""
    settings = switch.settings
    reminders = (
        mail_step(nine(switch, days), Event.REMINDER_DAY) for days in settings.reminder_days[1:]
    )
    return (*reminders, Step(nine(switch, settings.grace_days), grace_event(switch)))


def grace_event(switch: Switch) -> Event:
    """Return what the end of the grace days means: a vigil, a solo wait, or nobody left to ask."""
    if switch.settings.solo:
        return Event.GRACE_OVER_SOLO
    return Event.GRACE_OVER if has_keepers(switch) else Event.NOBODY_LEFT


def has_keepers(switch: Switch) -> bool:
    """Return whether anybody is left to ask."""
    return any(keeper.counts for keeper in switch.keepers)


def vigil_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the reminders of a vigil (R3) and its end."""
    last = switch.settings.vigil_days
    reminders = (
        mail_step(nine(switch, days), event) for days, event in VIGIL_REMINDED if days < last
    )
    return (*reminders, Step(nine(switch, last), Event.VIGIL_OVER))


def hold_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the days on which keepers are asked again (R8 as bounded by design section 3), and the
    last word.
    """
    last = switch.settings.hold_days
    later = range(HOLD_ASKED_FIRST[-1] + HOLD_ASKED_EVERY, last, HOLD_ASKED_EVERY)
    asked = [days for days in (*HOLD_ASKED_FIRST, *later) if days < last]
    return (
        *(mail_step(nine(switch, days), Event.ASK_DAY) for days in asked),
        Step(nine(switch, last), Event.HOLD_OVER),
    )


def wait_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the owner's mails of a quiet wait and its end (R6, R14, 10.3)."""
    release = release_at(switch)
    mails = (
        mail_step(at_hour(day, switch.zone), Event.QUIET_MAIL_DAY)
        for day in wait_mail_days(switch, release)
    )
    return (*mails, Step(release, wait_event(switch)))


def release_at(switch: Switch) -> datetime:
    """Return the first 09:00 at or after the end of the wait's hours and of all that holds it."""
    end = wait_end(switch)
    return hour_at_or_after(max(end, switch.nothing_before or end), switch.zone)


def wait_end(switch: Switch) -> datetime:
    """Return when a wait's own hours end: its days, what objections added, and what it waits for
    people to be told.
    """
    wait = switch.wait
    assert wait is not None
    return switch.anchor + (wait.days + wait.objected_days + wait.told_days) * DAY


def wait_mail_days(switch: Switch, release: datetime) -> list[date]:
    """Return the days of the owner's mails during a quiet wait; two on one day are one."""
    assert switch.wait is not None
    start, over = local_day(switch.anchor, switch.zone), local_day(release, switch.zone)
    every, clear = WRITTEN_EVERY.get(switch.wait.kind, (0, 0))
    days = {over - DAY}
    if every:
        days |= {start + n * DAY for n in range(every, (over - start).days - clear, every)}
    else:
        days.add(start + (switch.wait.days // 2 + 1) * DAY)
    return sorted(day for day in days if start < day < over)


def wait_event(switch: Switch) -> Event:
    """Return what the end of this quiet wait brings."""
    assert switch.wait is not None
    return {
        LastWord.HAND_OVER.value: Event.HANDED_OVER,
        LastWord.LET_GO.value: Event.LET_GO,
    }.get(switch.wait.then, Event.QUIET_OVER)


def goodbye_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the notice seven days ahead, and the closing, counted from the last knock."""
    days = switch.settings.goodbye_days
    return (
        mail_step(nine(switch, max(1, days - NOTICE_DAYS)), Event.NOTICE_DAY),
        Step(nine(switch, days), Event.CLOSING_DAY),
    )


def stop_steps(switch: Switch) -> tuple[Step, ...]:
    """Return when a stop that nobody confirmed is asked about again (R12, 10.1)."""
    over = hour_at_or_after(switch.anchor + STOP_HOLDS_DAYS * DAY, switch.zone)
    event = Event.STOP_UNCONFIRMED if has_keepers(switch) else Event.NOBODY_LEFT
    return (Step(over, Event.STOP_UNCONFIRMED_SOLO if switch.settings.solo else event),)


def resting_steps(switch: Switch) -> tuple[Step, ...]:
    """Return the yearly mails of a plan that rests, and its end after three years and 30 days
    (10.1).
    """
    return (
        mail_step(nine(switch, YEAR_DAYS), Event.YEAR_PASSED),
        mail_step(nine(switch, 2 * YEAR_DAYS), Event.YEAR_PASSED),
        mail_step(nine(switch, DORMANT_DAYS), Event.DORMANT),
        Step(nine(switch, DORMANT_DAYS + DORMANT_NOTICE_DAYS), Event.DORMANT_OVER),
    )


def sign_in_steps(switch: Switch) -> tuple[Step, ...]:
    """Return when a plan kept alive by presses alone wants a strong sign-in, and when it asks
    keepers (10.2).
    """
    if switch.state not in WATCHED or switch.strong_at is None:
        return ()
    if switch.sign_in_by is None:
        wanted = nine(switch, SIGN_IN_DAYS, switch.strong_at)
        return (mail_step(wanted, Event.SIGN_IN_WANTED),)
    return (Step(at_hour(switch.sign_in_by, switch.zone), no_sign_in_event(switch)),)


def no_sign_in_event(switch: Switch) -> Event:
    """Return what the end of that warning means: a vigil, a solo wait, or nobody left to ask."""
    if switch.settings.solo:
        return Event.NO_SIGN_IN_SOLO
    return Event.NO_SIGN_IN if has_keepers(switch) else Event.NOBODY_LEFT


STEPS: dict[State, Callable[[Switch], tuple[Step, ...]]] = {
    State.DRAFT: resting_steps,
    State.LIVING: round_steps,
    State.PAUSED: round_steps,
    State.DUE: due_steps,
    State.OVERDUE: overdue_steps,
    State.VIGIL: vigil_steps,
    State.ON_HOLD: hold_steps,
    State.QUIET_WAIT: wait_steps,
    State.GOODBYES: goodbye_steps,
    State.STOPPED: stop_steps,
    State.CAME_BACK: resting_steps,
}
