"""What the rules know of the parts of a plan's key: who holds one that was proven, how many open.

A plan is armed only by such parts (10.4); silence.py asks after each once a year.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from untilthen.domain.acts import arm, enough_hold_parts
from untilthen.domain.calendar import DAY, hour_after
from untilthen.domain.silence import with_keeper
from untilthen.domain.states import Event, LastWord, State
from untilthen.domain.switch import Outcome, Refused, Switch
from untilthen.domain.timetable import release_at

TRIED_FOR = 30 * DAY


def set_in_force(
    switch: Switch, proven: Mapping[int, datetime], needed: int, held_here: int, at: datetime
) -> tuple[Outcome, ...]:
    """Note that a set of parts replaces the one before: who proved one when (by person), how many
    of them open, and how many the hold copy keeps. A draft with enough of them is armed.
    """
    keepers = tuple(
        replace(keeper, proven_at=proven.get(keeper.person), prove_asked_at=None)
        for keeper in switch.keepers
    )
    after = replace(switch, keepers=keepers, parts_needed=needed, hold_copy=held_here)
    outcome = Outcome(switch.state, after, Event.SET_IN_FORCE, at)
    if switch.state is State.DRAFT and (switch.settings.solo or enough_hold_parts(after)):
        return (outcome, arm(after, at))
    return (outcome,)


def cannot_open(switch: Switch, now: datetime) -> Switch:
    """Return the switch of a release whose letters cannot be opened: it is tried again at the next
    09:00, and after 30 days each letter is given as it is sealed (P7, P8).
    """
    after = replace(switch, postponed_to=hour_after(now, switch.zone))
    if switch.state is not State.QUIET_WAIT or switch.wait is None:
        return after
    if now < release_at(switch) + TRIED_FOR:
        return after
    return replace(after, wait=replace(switch.wait, then=LastWord.HAND_OVER.value))


def part_proven(switch: Switch, person: int, at: datetime) -> Outcome:
    """Note that a keeper proved to hold a part of the set in force."""
    if not any(keeper.person == person and keeper.counts for keeper in switch.keepers):
        raise Refused("no_promise_stands", switch.state)
    after = with_keeper(
        switch, person, lambda each: replace(each, proven_at=at, prove_asked_at=None)
    )
    return Outcome(switch.state, after, Event.PART_PROVEN, at, who=person)
