"""What the owner can do: check in, pause, press stop, sign in, arm again (design 10.1, 10.2)."""

from dataclasses import replace
from datetime import date, datetime

from untilthen.domain.calendar import DAY, HOUR, local_day
from untilthen.domain.keeper import sure_count
from untilthen.domain.settings import Settings
from untilthen.domain.states import UNSURE, WATCHED, Event, State
from untilthen.domain.step import step
from untilthen.domain.switch import Outcome, Refused, Switch

LONGEST_PAUSE_DAYS = 365
PRESSES_THAT_STOP = 2
PRESS_HOLDS = 72 * HOUR


def draft(settings: Settings, at: datetime) -> Switch:
    """Return the switch of a plan just begun."""
    return Switch(settings=settings, state=State.DRAFT, since=at, anchor=at, strong_at=at)


def arm(switch: Switch, at: datetime) -> Outcome:
    """Begin to watch: enough keepers hold proven parts, or the owner chose to go without; raises
    Refused before that (10.4).
    """
    if not switch.settings.solo and not enough_hold_parts(switch):
        raise Refused("too_few_keepers", switch.state)
    return step(replace(switch, strong_at=at), Event.ARMED, at)


def enough_hold_parts(switch: Switch) -> bool:
    """Return whether as many different people hold proven parts as must be sure."""
    holding = {keeper.same_as for keeper in switch.keepers if keeper.holds_part}
    return len(holding) >= switch.sure_needed


def check_in(switch: Switch, at: datetime) -> Outcome:
    """Take a sign of life: a new round while the owner is only late, a stop once keepers were asked
    (10.1).
    """
    if switch.state in WATCHED:
        return step(switch, Event.CHECKED_IN, at)
    return press_stop(switch, at)


def press_stop(switch: Switch, at: datetime) -> Outcome:
    """Stop everything; from the third press without a strong sign-in, hold it for 72 hours instead
    (10.2).
    """
    if switch.state in WATCHED:
        return step(switch, Event.CHECKED_IN, at)
    if switch.state is State.STOPPED:
        return step(switch, Event.PRESSED, at)
    if switch.state not in UNSURE:
        raise Refused("nothing_to_stop", switch.state)
    if switch.presses < PRESSES_THAT_STOP:
        return step(replace(switch, presses=switch.presses + 1), Event.PRESSED, at)
    if switch.pressed_at is not None:
        raise Refused("already_held", switch.state)
    pressed = replace(
        switch, presses=switch.presses + 1, pressed_at=at, pressed_until=at + PRESS_HOLDS
    )
    return step(pressed, Event.PRESSED_AGAIN, at)


def outweighed(switch: Switch) -> Switch:
    """Return the switch without a press's hold once enough keepers were sure after it (10.2)."""
    if switch.pressed_at is None:
        return switch
    if sure_count(switch.keepers, since=switch.pressed_at) < switch.sure_needed:
        return switch
    return replace(switch, pressed_until=None)


def sign_in(switch: Switch, at: datetime) -> Outcome:
    """Take a strong sign-in: only the owner can make it, so everything ends here (10.2)."""
    known = recognised(switch, at)
    if switch.state is State.DRAFT:
        return Outcome(switch.state, rested_from(known, at), Event.SIGNED_IN, at)
    outcome = step(known, Event.SIGNED_IN, at)
    if switch.state is State.CAME_BACK:
        return replace(outcome, switch=rested_from(outcome.switch, at))
    return outcome


def recognised(switch: Switch, at: datetime) -> Switch:
    """Return the switch of an owner known to be there: every bound on presses begins again."""
    return replace(
        switch,
        strong_at=at,
        sign_in_by=None,
        presses=0,
        pressed_until=None,
        alive_days=0,
        keepers=tuple(replace(keeper, alive_said=0) for keeper in switch.keepers),
    )


def rested_from(switch: Switch, at: datetime) -> Switch:
    """Return a resting switch whose years are counted from `at`."""
    return replace(switch, anchor=at, fired=0, fired_for=None, awaiting=None, postponed_to=None)


def pause(switch: Switch, until: date, at: datetime) -> Outcome:
    """Pause until 09:00 of the day `until`, a year at most; raises Refused outside the range."""
    today = local_day(at, switch.zone)
    if not today < until <= today + LONGEST_PAUSE_DAYS * DAY:
        raise Refused("pause_out_of_range", switch.state)
    return step(replace(switch, pause_until=until), Event.PAUSE_SET, at)


def rearm(switch: Switch, at: datetime) -> Outcome:
    """Begin again after coming back; the owner has just signed in strongly."""
    return step(recognised(switch, at), Event.REARMED, at)


def cannot_be_reached(switch: Switch, at: datetime) -> Outcome:
    """Note that no channel reaches the owner: dates stand, and later quiet waits double (10.3).

    While only the owner was asked, nothing is given for mails that were waited for: the vigil opens
    on its date.
    """
    after = replace(switch, owner_unreachable=True)
    if switch.state in WATCHED and switch.awaiting is not None:
        after = replace(after, awaiting=None)
    return Outcome(switch.state, after, Event.UNREACHABLE, at, who=0)


def all_knocked(switch: Switch, settled_at: datetime, at: datetime) -> Outcome:
    """Go on to goodbyes once every delivery of this release is settled, the last at `settled_at`
    (10.3).
    """
    outcome = step(switch, Event.ALL_KNOCKED, at)
    return replace(outcome, switch=replace(outcome.switch, anchor=settled_at))


def knocked_later(switch: Switch, settled_at: datetime, at: datetime) -> Outcome:
    """Count closing from a knock that came later than the others (10.3, 10.7)."""
    return Outcome(switch.state, replace(switch, anchor=settled_at), Event.SETTLED, at)
