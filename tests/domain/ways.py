"""Every way a plan can go: a walk over all that people and time can bring, through the same
functions the program calls.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.domain.people import BEN, CHIDI, LAST_KNOCK, at, plan
from untilthen.domain import acts, keeper_acts, objections
from untilthen.domain.away import settled
from untilthen.domain.calendar import DAY, local_day
from untilthen.domain.knocks import first_knock
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Refused, Switch

Act = Callable[[Switch, datetime], Any]
SHORT: dict[str, Any] = {"reminder_days": (3, 7), "hold_days": 90}


@dataclass(frozen=True)
class Place:
    """Where a walk stands: a switch and the time it is."""

    switch: Switch
    now: datetime


def pause_a_week(switch: Switch, now: datetime) -> Outcome:
    """Let the owner pause for a week."""
    return acts.pause(switch, local_day(now, switch.zone) + 7 * DAY, now)


OWNER_ACTS: tuple[Act, ...] = (
    acts.arm,
    acts.check_in,
    acts.press_stop,
    acts.sign_in,
    acts.rearm,
    pause_a_week,
)
KEEPER_ACTS: tuple[Callable[[Switch, int, datetime], Any], ...] = (
    keeper_acts.is_sure,
    keeper_acts.says_alive,
    keeper_acts.step_down,
    keeper_acts.open_vigil,
    objections.objects,
)


def starts() -> tuple[Place, ...]:
    """Return the plans the walk begins from: drafts, plans with and without keepers, and such whose
    last strong sign-in was long ago.
    """
    now = at("2027-03-01 09:00")
    asked = plan(BEN, CHIDI, **SHORT)
    alone, gone = plan(**SHORT), replace(asked, keepers=())
    ready = replace(acts.draft(asked.settings, now), keepers=asked.keepers)
    switches = (
        acts.draft(asked.settings, now),
        ready,
        asked,
        plan(BEN, CHIDI, **SHORT, last_word="let_go"),
        alone,
        gone,
        replace(asked, presses=2),
        replace(alone, presses=2),
        *(
            replace(each, strong_at=now - days * DAY)
            for each in (asked, alone, gone)
            for days in (334, 328, 362)
        ),
        *(
            replace(each, strong_at=now - 400 * DAY, sign_in_by=now.date() + days * DAY)
            for each in (asked, alone, gone)
            for days in (3, 32, 38)
        ),
    )
    return tuple(Place(switch, now) for switch in switches)


def walk(most: int) -> Iterator[tuple[Place, tuple[Outcome, ...]]]:
    """Yield every step of the walk, lives with the fewest acts first, until `most` places are
    seen.
    """
    waiting = deque(starts())
    seen = {likeness(place) for place in waiting}
    while waiting and len(seen) < most:
        place = waiting.popleft()
        for after, outcomes, acted in onward(place):
            yield after, outcomes
            like = likeness(after)
            if after.switch.state is not State.CLOSED and like not in seen:
                seen.add(like)
                (waiting.append if acted else waiting.appendleft)(after)


def onward(place: Place) -> Iterator[tuple[Place, tuple[Outcome, ...], bool]]:
    """Yield what time brings next, and then whatever anybody could do now (and which it is)."""
    for after, outcomes in time_passes(place):
        yield after, outcomes, False
    later = place.now + timedelta(minutes=1)
    people = [
        (lambda switch, now, act=act, who=who: act(switch, who, now))
        for act in KEEPER_ACTS
        for who in (BEN, CHIDI)
    ]
    for act in (*OWNER_ACTS, *people):
        try:
            outcomes = act(place.switch, later)
        except Refused:
            continue
        taken = (outcomes,) if isinstance(outcomes, Outcome) else outcomes
        if taken:
            yield Place(accepted(taken[-1].switch, later), later), taken, True


def time_passes(place: Place) -> Iterator[tuple[Place, tuple[Outcome, ...]]]:
    """Yield what comes when nobody does anything: the knocks of a release, or the next step."""
    switch = place.switch
    if switch.state is State.DELIVERING:
        opens = first_knock(local_day(switch.since, switch.zone), None, switch.zone) + LAST_KNOCK
        now = max(opens, place.now)
        outcome = acts.all_knocked(switch, now, now)
        yield Place(outcome.switch, now), (outcome,)
        return
    wake = wake_at(switch)
    if wake is not None:
        now = max(wake, place.now)
        after, outcomes = silence(switch, now)
        yield Place(accepted(after, now), now), outcomes


def accepted(switch: Switch, now: datetime) -> Switch:
    """Return the switch with the mails of its last step accepted at once."""
    return settled(switch, switch.step, now, now).switch if switch.awaiting else switch


def likeness(place: Place) -> tuple[object, ...]:
    """Return what makes two places of a walk alike: everything but the dates."""
    switch = place.switch
    return (
        switch.state,
        switch.settings,
        switch.fired,
        min(switch.presses, 3),
        switch.pressed_at is None,
        switch.sign_in_by is None,
        sign_in_in(switch, place.now),
        switch.wait and (switch.wait.kind, switch.wait.objected_days),
        tuple((each.promise, each.answer, each.opened_vigil_at is None) for each in switch.keepers),
        switch.alive_days,
    )


def sign_in_in(switch: Switch, now: datetime) -> int | None:
    """Return in about how many days a strong sign-in is asked for or has to be there."""
    if switch.strong_at is None or now - switch.strong_at < 300 * DAY:
        return None
    wanted = switch.sign_in_by or local_day(switch.strong_at, switch.zone) + 365 * DAY
    return (wanted - local_day(now, switch.zone)).days // 2


def rows_taken(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[State, Event]]:
    """Yield the table rows that outcomes may have taken."""
    for outcome in outcomes:
        yield outcome.before, outcome.event
