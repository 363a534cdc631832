"""What would happen if nobody did anything more: every date in advance, nothing sent (P7)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from untilthen.domain.acts import all_knocked
from untilthen.domain.away import settled
from untilthen.domain.calendar import HOUR, local_day
from untilthen.domain.knocks import first_knock
from untilthen.domain.silence import next_due, silence
from untilthen.domain.states import State
from untilthen.domain.switch import Outcome, Switch

MOST_STEPS = 500


@dataclass(frozen=True)
class Forecast:
    """The outcomes to come, in order, and when the plan would be closed (None: it rests until
    somebody acts).
    """

    outcomes: tuple[Outcome, ...]
    closed_at: datetime | None


Act = Callable[[Switch, datetime], tuple[Outcome, ...]]
Acts = tuple[tuple[State, int, Act], ...]
LastKnock = Callable[[Switch], datetime]


def ten_o_clock(switch: Switch) -> datetime:
    """Return when a release is knocked that nothing else is known of."""
    return first_knock(local_day(switch.since, switch.zone), None, switch.zone)


def forecast(
    switch: Switch, at: datetime, acts: Acts = (), last_knock: LastKnock = ten_o_clock
) -> Forecast:
    """Return what silence brings from `at` on, every mail accepted at once.

    `acts` lets people answer on the way: in the first stay in a state, so many days after it began,
    an act. `last_knock` says when the last letter of a release comes, from which closing counts.
    """
    waiting = list(acts)
    switch, due_already = silence(accepted(switch, at), at)
    outcomes = list(due_already)
    switch = accepted(switch, at)
    for _ in range(MOST_STEPS):
        taken = next_outcomes(switch, at, waiting, last_knock)
        if not taken:
            break
        outcomes.extend(taken)
        switch, at = taken[-1].switch, taken[-1].at
        switch = accepted(switch, at)
        if switch.state is State.CLOSED:
            return Forecast(tuple(outcomes), at)
    return Forecast(tuple(outcomes), None)


def accepted(switch: Switch, at: datetime) -> Switch:
    """Return the switch with the mails of its last step accepted."""
    return settled(switch, switch.step, at, at).switch if switch.awaiting else switch


def next_outcomes(
    switch: Switch, at: datetime, waiting: list[tuple[State, int, Act]], last_knock: LastKnock
) -> tuple[Outcome, ...]:
    """Return what comes next: a release's knocks, somebody's act, or a dated step."""
    if switch.state is State.DELIVERING:
        at = max(ten_o_clock(switch), at)
        return (all_knocked(switch, max(last_knock(switch), at), at),)
    due = next_due(switch)
    act_at = act_time(switch, waiting)
    if act_at is not None and (due is None or act_at < due.at):
        _, _, act = waiting.pop(0)
        return act(switch, max(at, act_at))
    if due is None:
        return ()
    return silence(switch, due.at)[1]


def act_time(switch: Switch, waiting: list[tuple[State, int, Act]]) -> datetime | None:
    """Return when the next waiting act is due in the present state."""
    if not waiting or waiting[0][0] is not switch.state:
        return None
    return switch.since + waiting[0][1] * 24 * HOUR
