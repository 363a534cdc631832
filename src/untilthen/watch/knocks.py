"""The knocks of a release as the watch sees them: when they begin, and what closing counts from."""

from datetime import datetime

from untilthen.domain.calendar import at_hour, local_day
from untilthen.domain.knocks import FIRST_HOUR
from untilthen.domain.switch import Switch
from untilthen.letters import doors
from untilthen.letters.knocking import Round, owe_knocks
from untilthen.outbox.queries import step_mails
from untilthen.watch.thedead import hold_knocks


def begin_knocking(plan: int, switch: Switch, at: datetime) -> None:
    """Owe the knocks of the present release, an hour after its duty sheets were accepted (R7).

    A sheet that nobody took is waited for no longer: then they begin an hour from now.
    """
    sheets = step_mails(plan, switch.step)
    waited = at if sheets.owed else sheets.settled_at
    knocks = Round(
        plan=plan,
        release=switch.release,
        began=switch.since,
        sheets_at=waited if sheets.people else None,
        stays=switch.settings.goodbye_days,
        keepers=tuple(keeper.person for keeper in switch.keepers if keeper.counts),
        unknown=switch.death_unknown,
        sealed=doors.are_sealed(plan, switch.release),
        vigil=switch.vigil,
    )
    owe_knocks(knocks, at)
    hold_knocks(plan, switch)


def counted_from(plan: int, switch: Switch, last: datetime) -> datetime:
    """Return what closing counts from: the last knock, or the last letter still to come (10.7)."""
    later = doors.last_later_day(plan, switch.release, local_day(last, switch.zone))
    return max(last, at_hour(later, switch.zone, FIRST_HOUR)) if later else last
