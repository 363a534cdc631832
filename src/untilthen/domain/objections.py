"""What lengthens a quiet wait: a keeper who objects, and people who must be told first (10.4,
design section 3).
"""

from dataclasses import replace
from datetime import datetime

from untilthen.domain.calendar import DAY, days_rounded_up
from untilthen.domain.effects import Group, Mail
from untilthen.domain.keeper_acts import counted
from untilthen.domain.states import About, Event, State
from untilthen.domain.switch import Outcome, Refused, Switch
from untilthen.domain.timetable import wait_end

OBJECTION_DAYS = 14
OBJECTIONS_AT_MOST = 28
TOLD = (
    Mail(About.KEEPER_CHANGE, Group.OWNER, counted=False),
    Mail(About.KEEPER_CHANGE, Group.OTHERS, counted=False),
)


def objects(switch: Switch, person: int, at: datetime) -> Outcome:
    """Take a keeper's "I object": the wait ends 14 days later, once each, 28 days in all; everybody
    is told.
    """
    counted(switch, person)
    wait = switch.wait
    if switch.state is not State.QUIET_WAIT or wait is None:
        raise Refused("nothing_to_object_to", switch.state)
    if person in wait.objected:
        raise Refused("objected_already", switch.state)
    if wait.objected_days >= OBJECTIONS_AT_MOST:
        raise Refused("waited_longest", switch.state)
    longer = replace(
        wait,
        objected=(*wait.objected, person),
        objected_days=min(wait.objected_days + OBJECTION_DAYS, OBJECTIONS_AT_MOST),
    )
    after = replace(switch, wait=longer)
    return Outcome(switch.state, after, Event.OBJECTED, at, TOLD, person)


def everybody_told(switch: Switch, at: datetime) -> Outcome:
    """Note that nobody is left to be told: what was added for that falls away, but for the day that
    the mail of the eve needs.
    """
    wait = switch.wait
    if switch.state is not State.QUIET_WAIT or wait is None or not wait.told_days:
        raise Refused("not_now", switch.state)
    planned = wait_end(replace(switch, wait=replace(wait, told_days=0)))
    waited = days_rounded_up(at + DAY - planned) if at > planned else 0
    shorter = replace(wait, told_days=min(wait.told_days, waited))
    return Outcome(switch.state, replace(switch, wait=shorter), Event.EVERYBODY_TOLD, at)
