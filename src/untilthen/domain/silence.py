"""Let silence fall: the next thing that time alone brings, when to wake for it, and taking it.

A step fires at 09:00 and only when the mails of the step before were accepted (R11). One that was
missed fires at the next 09:00, and two days' steps never fire together (10.3).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from untilthen.domain.away import WAITED_AT_MOST, waited_enough
from untilthen.domain.calendar import (
    DAY,
    HOUR,
    at_hour,
    hour_after,
    hour_at_or_after,
    local_day,
)
from untilthen.domain.effects import Effect, Group, Mail, PassDuties
from untilthen.domain.keeper import (
    EXPIRES_AFTER,
    REMINDED_AFTER,
    Keeper,
    Promise,
)
from untilthen.domain.states import RELEASED, WATCHED, About, Event, State
from untilthen.domain.step import step
from untilthen.domain.switch import Outcome, Switch
from untilthen.domain.timetable import SIGN_IN_GRACE_DAYS, Step, remaining, sign_in_steps

MISSED_AFTER = HOUR
STILL_ALL_RIGHT_AFTER = 365 * DAY
LAPSES_TOLD_AT_MOST = 2
"""With the vigil's own mail and its three reminders that makes the six a keeper may get (10.8)."""


@dataclass(frozen=True, order=True)
class Due:
    """Something that time brings: when, what, about which keeper (0: nobody), and the step if it is
    one.
    """

    at: datetime
    event: Event
    keeper: int = 0
    step: Step | None = None


def wake_at(switch: Switch) -> datetime | None:
    """Return when to look at this switch again, or None when time alone changes nothing."""
    due = next_due(switch)
    return due.at if due else None


def next_due(switch: Switch) -> Due | None:
    """Return the first thing that time alone will bring."""
    if switch.state is State.CLOSED:
        return None
    dues = [*side_dues(switch), *step_dues(switch)]
    return min(dues, key=lambda due: due.at) if dues else None


def step_dues(switch: Switch) -> list[Due]:
    """Return the next dated step, or the end of waiting for the last step's mails."""
    if switch.awaiting is not None:
        return [Due(waited_until(switch, switch.awaiting), Event.WAITED_ENOUGH)]
    steps = (*remaining(switch)[:1], *sign_in_steps(switch))
    return [Due(effective(switch, each), each.event, step=each) for each in steps]


def effective(switch: Switch, planned: Step) -> datetime:
    """Return when a planned step may really fire: not while held, not twice a day, not when
    postponed.
    """
    at, held = planned.at, switch.nothing_before
    if planned.toward_release and held is not None and at < held:
        at = hour_at_or_after(held, switch.zone)
    if switch.fired_on is not None and local_day(at, switch.zone) <= switch.fired_on:
        at = at_hour(switch.fired_on + DAY, switch.zone)
    return max(at, switch.postponed_to or at)


def waited_until(switch: Switch, since: datetime) -> datetime:
    """Return when waiting for mails owed `since` ends: not while we were away ourselves (P2)."""
    away = switch.credited
    return (max(since, away.end) if away else since) + WAITED_AT_MOST


def side_dues(switch: Switch) -> list[Due]:
    """Return what time brings beside the steps: lapsing vigils and invitations, and notes owed at
    09:00.
    """
    dues = [due for keeper in switch.keepers for due in keeper_dues(keeper)]
    if switch.state in RELEASED:
        dues = [Due(offer.until, Event.DUTY_UNTAKEN) for offer in switch.offers]
    if switch.state in WATCHED:
        dues += still_all_right_dues(switch)
    if switch.lapse_notice_at is not None:
        dues.append(Due(switch.lapse_notice_at, Event.LAPSE_TOLD))
    if switch.outage_note_at is not None:
        dues.append(Due(switch.outage_note_at, Event.OUTAGE_TOLD))
    return dues


def keeper_dues(keeper: Keeper) -> list[Due]:
    """Return the end of a vigil held (R4), and what an unanswered invitation still brings (R13)."""
    if keeper.counts and keeper.keeps_vigil_until is not None:
        return [Due(keeper.keeps_vigil_until, Event.VIGIL_LAPSED, keeper.person)]
    if keeper.promise is not Promise.INVITED:
        return []
    if keeper.reminded:
        return [Due(keeper.invited_at + EXPIRES_AFTER, Event.INVITATION_EXPIRED, keeper.person)]
    return [Due(keeper.invited_at + REMINDED_AFTER, Event.INVITATION_REMINDED, keeper.person)]


def still_all_right_dues(switch: Switch) -> list[Due]:
    """Return when each keeper is asked, once a year, whether they still have their part."""
    days = ((keeper.person, ask_at(keeper, switch.zone)) for keeper in switch.keepers)
    return [Due(day, Event.STILL_ALL_RIGHT, person) for person, day in days if day is not None]


def silence(switch: Switch, now: datetime) -> tuple[Switch, tuple[Outcome, ...]]:
    """Return the switch after everything that was due by `now`, and each outcome in order."""
    outcomes: list[Outcome] = []
    while (due := next_due(switch)) is not None and due.at <= now:
        if due.step is not None and now - due.at > MISSED_AFTER:
            switch = replace(switch, postponed_to=hour_after(now, switch.zone))
            continue
        outcome = fire(switch, due, now)
        outcomes.append(outcome)
        switch = outcome.switch
    return switch, tuple(outcomes)


def fire(switch: Switch, due: Due, now: datetime) -> Outcome:
    """Return the outcome of one due thing."""
    if due.step is None:
        return SIDE[due.event](switch, due, now)
    outcome = step(switch, due.event, now)
    today = local_day(now, switch.zone)
    after = replace(outcome.switch, fired_on=today, postponed_to=None)
    if due.event is Event.SIGN_IN_WANTED:
        after = replace(after, sign_in_by=today + SIGN_IN_GRACE_DAYS * DAY)
    elif after.state is switch.state:
        planned_for = local_day(due.step.at, switch.zone)
        after = replace(after, fired=switch.fired + 1, fired_for=planned_for)
    if after.awaiting is not None:
        after = replace(after, awaiting=due.at)
    return replace(outcome, switch=after)


def lapse_vigil(switch: Switch, due: Due, now: datetime) -> Outcome:
    """End a vigil that was kept for 72 hours; the others are told at the next 09:00 (R4)."""
    after = with_keeper(switch, due.keeper, lambda keeper: replace(keeper, keeps_vigil_until=None))
    looked_after = any(keeper.keeps_vigil_until is not None for keeper in after.keepers)
    if not looked_after and switch.lapses_told < LAPSES_TOLD_AT_MOST:
        lapsed = switch.lapse_told if switch.lapse_notice_at else ()
        after = replace(
            after, lapse_notice_at=hour_after(now, switch.zone), lapse_told=(*lapsed, due.keeper)
        )
    return Outcome(switch.state, after, Event.VIGIL_LAPSED, now, who=due.keeper)


def tell_lapse(switch: Switch, _due: Due, now: datetime) -> Outcome:
    """Tell the others without an answer that nobody is looking in just now."""
    told = tuple(
        keeper.person
        for keeper in unanswered(switch, local_day(now, switch.zone))
        if keeper.person not in switch.lapse_told
    )
    after = replace(
        switch,
        lapse_notice_at=None,
        lapse_told_on=local_day(now, switch.zone),
        lapse_told=told,
        lapses_told=switch.lapses_told + 1,
    )
    mail = Mail(About.VIGIL_LAPSED, Group.LAPSE_TOLD, counted=False)
    kept_last = switch.lapse_told[-1] if switch.lapse_told else None
    return Outcome(switch.state, after, Event.LAPSE_TOLD, now, (mail,), kept_last)


def tell_outage(switch: Switch, _due: Due, now: datetime) -> Outcome:
    """Say once that we were away: to the owner, and from the vigil on to the keepers too (10.3)."""
    effects: list[Effect] = [Mail(About.OUTAGE_NOTE, Group.OWNER, counted=False)]
    if switch.state in KEEPERS_KNOW:
        effects.append(Mail(About.OUTAGE_NOTE, Group.KEEPERS, counted=False))
    after = replace(switch, outage_note_at=None)
    return Outcome(switch.state, after, Event.OUTAGE_TOLD, now, tuple(effects))


def remind_invited(switch: Switch, due: Due, now: datetime) -> Outcome:
    """Write once more to somebody who has not answered an invitation (R13)."""
    after = with_keeper(switch, due.keeper, lambda keeper: replace(keeper, reminded=True))
    mail = Mail(About.INVITATION_REMINDER, Group.WHO, counted=False)
    return Outcome(switch.state, after, Event.INVITATION_REMINDED, now, (mail,), due.keeper)


def expire_invitation(switch: Switch, due: Due, now: datetime) -> Outcome:
    """Let an invitation lapse after 14 days; the owner hears of it, the other never again (R13)."""
    after = with_keeper(switch, due.keeper, lambda keeper: replace(keeper, promise=Promise.EXPIRED))
    mail = Mail(About.KEEPER_CHANGE, Group.OWNER, counted=False)
    return Outcome(switch.state, after, Event.INVITATION_EXPIRED, now, (mail,), due.keeper)


def ask_still_all_right(switch: Switch, due: Due, now: datetime) -> Outcome:
    """Ask a keeper, once a year, whether they still have their part."""
    after = with_keeper(switch, due.keeper, lambda keeper: replace(keeper, prove_asked_at=now))
    mail = Mail(About.YEARLY, Group.WHO, counted=False)
    return Outcome(switch.state, after, Event.STILL_ALL_RIGHT, now, (mail,), due.keeper)


def ask_at(keeper: Keeper, zone: str) -> datetime | None:
    """Return the first 09:00 a year after a keeper last proved a part, or was last asked for it."""
    if not keeper.holds_part or keeper.proven_at is None:
        return None
    last = max(keeper.proven_at, keeper.prove_asked_at or keeper.proven_at)
    return hour_at_or_after(last + STILL_ALL_RIGHT_AFTER, zone)


def pass_untaken(switch: Switch, _due: Due, now: datetime) -> Outcome:
    """Pass on every duty that nobody took within a week; they go out at 09:00, as all mails of ours
    do (R9).
    """
    over = tuple(offer for offer in switch.offers if offer.until <= now)
    later = tuple(offer for offer in switch.offers if offer.until > now)
    if now - min(offer.until for offer in over) > MISSED_AFTER:
        moved = tuple(replace(each, until=hour_after(now, switch.zone)) for each in over)
        return Outcome(switch.state, replace(switch, offers=(*moved, *later)), Event.SETTLED, now)
    numbers = tuple(offer.duty for offer in over)
    after = replace(switch, offers=later)
    return Outcome(switch.state, after, Event.DUTY_UNTAKEN, now, (PassDuties(numbers),))


def end_waiting(switch: Switch, _due: Due, now: datetime) -> Outcome:
    """Stop waiting for the last step's mails."""
    return waited_enough(switch, now)


def unanswered(switch: Switch, today: object) -> tuple[Keeper, ...]:
    """Return the keepers to ask again: no answer, no vigil kept, and not already written to today
    (R3, R4).
    """
    told = switch.lapse_told if switch.lapse_told_on == today else ()
    return tuple(
        keeper
        for keeper in switch.keepers
        if keeper.counts
        and keeper.unanswered
        and keeper.keeps_vigil_until is None
        and keeper.person not in told
    )


def with_keeper(switch: Switch, person: int, change: Callable[[Keeper], Keeper]) -> Switch:
    """Return the switch with one keeper changed."""
    keepers = (change(each) if each.person == person else each for each in switch.keepers)
    return replace(switch, keepers=tuple(keepers))


KEEPERS_KNOW = RELEASED | {State.VIGIL, State.ON_HOLD, State.QUIET_WAIT, State.STOPPED}

SIDE: dict[Event, Callable[[Switch, Due, datetime], Outcome]] = {
    Event.WAITED_ENOUGH: end_waiting,
    Event.VIGIL_LAPSED: lapse_vigil,
    Event.LAPSE_TOLD: tell_lapse,
    Event.OUTAGE_TOLD: tell_outage,
    Event.INVITATION_REMINDED: remind_invited,
    Event.INVITATION_EXPIRED: expire_invitation,
    Event.STILL_ALL_RIGHT: ask_still_all_right,
    Event.DUTY_UNTAKEN: pass_untaken,
}
