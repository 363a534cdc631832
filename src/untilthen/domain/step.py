"""step(): what an event makes of a switch, and what it asks of the world. entered(): how each state
begins.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.effects import Effect, HandOver, Mail, Release
from untilthen.domain.keeper import Answer, Keeper, alive_since, sure_count
from untilthen.domain.states import WATCHED, About, Event, LastWord, State
from untilthen.domain.switch import Outcome, Refused, Switch, Wait
from untilthen.domain.table import TABLE

LAST_WORD_DAYS = 30
ONE_KEEPER_DAYS = 30
"""A quiet wait that one keeper alone began, late in a hold (R8)."""
STALE_DAYS = 30
"""A quiet wait against a keeper's "alive" that can pause no more (10.4)."""
UNKNOWN_DEATH = ("solo", "last_word")
"""Waits that no keeper's word began: there is nothing anybody could be told."""


def step(switch: Switch, event: Event, at: datetime, who: int | None = None) -> Outcome:
    """Return what `event` makes of `switch`; raises Refused where the table has no row for it."""
    row = TABLE.get((switch.state, event))
    if row is None:
        raise Refused("not_now", switch.state, event)
    after = entered(switch, row.then, event, at) if row.afresh else switch
    effects = tuple(numbered(effect, switch) for effect in row.owes)
    if any(waited_for(effect) for effect in effects):
        after = replace(after, step=switch.step + 1, awaiting=at)
    return Outcome(switch.state, after, event, at, effects, who)


def waited_for(effect: Effect) -> bool:
    """Return whether the next step waits for what this owes (R11): counted mails, duty sheets."""
    return isinstance(effect, Release | HandOver) or (isinstance(effect, Mail) and effect.counted)


def numbered(effect: Effect, switch: Switch) -> Effect:
    """Return a reminder with its number: the first opens `overdue`, the others follow its
    timetable.
    """
    if not isinstance(effect, Mail) or effect.about is not About.REMINDER:
        return effect
    return replace(effect, number=switch.fired + 2 if switch.state is State.OVERDUE else 1)


def entered(switch: Switch, then: State, event: Event, at: datetime) -> Switch:
    """Return the switch at the beginning of the state `then`; a vigil kept ends with its state."""
    begun = replace(
        switch,
        state=then,
        since=at,
        keepers=tuple(replace(each, keeps_vigil_until=None) for each in switch.keepers),
        fired=0,
        fired_for=None,
        sign_in_by=switch.sign_in_by if then in WATCHED else None,
        awaiting=None,
        postponed_to=None,
        pressed_at=None,
        lapse_notice_at=None,
    )
    return BEGIN[then](begun, event, at)


def counting_from_now(switch: Switch, _event: Event, at: datetime) -> Switch:
    """Begin a state whose dates are counted from its beginning."""
    return replace(switch, anchor=at)


def begin_living(switch: Switch, _event: Event, at: datetime) -> Switch:
    """Begin a round: the next check-in falls due at 09:00, `check_in_days` from today (R1)."""
    due = local_day(at, switch.zone) + switch.settings.check_in_days * DAY
    return replace(
        without_answers(switch),
        anchor=at_hour(due, switch.zone),
        heard_at=at,
        owner_unreachable=False,
        wait=None,
        pause_until=None,
    )


def go_on(switch: Switch, event: Event, at: datetime) -> Switch:
    """Go on with the round; a solo plan's unconfirmed stop begins a full grace instead (10.1)."""
    return replace(switch, anchor=at) if event is Event.STOP_UNCONFIRMED_SOLO else switch


def begin_pause(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin a pause; its last day stands for the due day (10.1). A pause the owner sets is a sign
    of life.
    """
    until = switch.pause_until or local_day(at, switch.zone) + DAY
    return replace(
        without_answers(switch),
        anchor=at_hour(until, switch.zone),
        heard_at=at if event is Event.PAUSE_SET else switch.heard_at,
        wait=None,
    )


def begin_vigil(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin a vigil: links of earlier vigils no longer answer (10.2). An early "sure" still stands
    (10.4).
    """
    begun = replace(switch, vigil=switch.vigil + 1, wait=None, lapses_told=0)
    return counting_from_now(begun, event, at)


def begin_stopped(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin what follows a sign of life: whatever keepers said before has lapsed (R12)."""
    return counting_from_now(replace(without_answers(switch), wait=None), event, at)


def begin_hold(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin a hold: answers lapse and add up again while it lasts (10.4)."""
    return counting_from_now(replace(without_answers(switch), wait=None), event, at)


def begin_wait(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin a quiet wait of the kind that `event` calls for; twice as long where the owner is
    unreachable.
    """
    settings = switch.settings
    wait = {
        Event.AGREED: Wait(kind="keepers", days=settings.quiet_wait_days),
        Event.AGREED_EARLY: Wait(kind="early", days=settings.early_wait_days),
        Event.GRACE_OVER_SOLO: Wait(kind="solo", days=settings.solo_wait_days),
        Event.NO_SIGN_IN_SOLO: Wait(kind="solo", days=settings.solo_wait_days),
        Event.HOLD_OVER: Wait(kind="last_word", days=LAST_WORD_DAYS, then=last_word(switch)),
    }[event]
    if event is Event.AGREED and sure_count(switch.keepers) < switch.sure_needed:
        wait = Wait(kind="one_keeper", days=ONE_KEEPER_DAYS)
    if event is Event.AGREED and alive_since(switch.keepers) is not None:
        wait = Wait(kind="stale", days=STALE_DAYS)
    if switch.owner_unreachable:
        wait = replace(wait, days=2 * wait.days)
    if wait.kind not in UNKNOWN_DEATH:
        wait = replace(wait, told_days=settings.told_wait_days)
    return counting_from_now(replace(switch, wait=wait), event, at)


def last_word(switch: Switch) -> str:
    """Return what follows an unanswered hold: a release only where we hold parts enough for it."""
    chosen = LastWord.RELEASE.value if switch.settings.solo else switch.settings.last_word
    opens = switch.settings.solo or 0 < switch.parts_needed <= switch.hold_copy
    if chosen == LastWord.RELEASE.value and not opens:
        return LastWord.HAND_OVER.value
    return chosen


def begin_delivering(switch: Switch, event: Event, at: datetime) -> Switch:
    """Begin a release, the next by number (10.6)."""
    return counting_from_now(replace(switch, release=switch.release + 1), event, at)


def without_answers(switch: Switch) -> Switch:
    """Return the switch with no keeper's answer or vigil standing."""
    return replace(switch, keepers=tuple(unasked(keeper) for keeper in switch.keepers))


def unasked(keeper: Keeper) -> Keeper:
    """Return the keeper as if not yet asked."""
    return replace(
        keeper, answer=Answer.NONE, answered_at=None, alive_at=None, keeps_vigil_until=None
    )


BEGIN: dict[State, Callable[[Switch, Event, datetime], Switch]] = {
    State.LIVING: begin_living,
    State.DUE: go_on,
    State.OVERDUE: go_on,
    State.PAUSED: begin_pause,
    State.VIGIL: begin_vigil,
    State.ON_HOLD: begin_hold,
    State.QUIET_WAIT: begin_wait,
    State.DELIVERING: begin_delivering,
    State.GOODBYES: counting_from_now,
    State.STOPPED: begin_stopped,
    State.CAME_BACK: begin_stopped,
    State.CLOSED: counting_from_now,
}
