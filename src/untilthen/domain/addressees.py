"""Who a group is, for the mails of one outcome: ids of persons, the owner being 0."""

from datetime import datetime

from untilthen.domain.calendar import local_day
from untilthen.domain.effects import Group
from untilthen.domain.keeper import Promise
from untilthen.domain.silence import unanswered
from untilthen.domain.switch import Switch

OWNER = 0


def addressees(group: Group, switch: Switch, at: datetime, who: int | None) -> tuple[int, ...]:
    """Return the persons that `group` names, each once; `who` is the one it happened to."""
    match group:
        case Group.OWNER:
            return (OWNER,)
        case Group.KEEPERS:
            return tuple(keeper.person for keeper in switch.keepers if keeper.counts)
        case Group.UNANSWERED:
            asked = unanswered(switch, local_day(at, switch.zone))
            return tuple(keeper.person for keeper in asked)
        case Group.LAPSE_TOLD:
            return switch.lapse_told
        case Group.WHO:
            return () if who is None else (who,)
        case Group.OTHERS:
            acting = {who, *(report.by for report in switch.reports if report.person == who)}
            return tuple(
                keeper.person
                for keeper in switch.keepers
                if keeper.counts and keeper.person not in acting
            )
        case Group.REPORTED:
            return tuple(
                keeper.person for keeper in switch.keepers if keeper.promise is Promise.REPORTED
            )
