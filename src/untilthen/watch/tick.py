"""One turn of the worker: were we away; let silence fall; send what is owed; take note of it.

Steps are taken before mails leave, so that a mail is never older than the state it speaks of.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, transaction

from untilthen.domain.away import OUTAGE_FROM
from untilthen.domain.parts import cannot_open
from untilthen.domain.silence import silence
from untilthen.journal.actions import Entry, write
from untilthen.keystore.queries import KeyGone
from untilthen.letters.release import CannotRelease
from untilthen.parts.leftovers import destroy_leftovers
from untilthen.watch.actions import apply
from untilthen.watch.carry_out import KnockOwed
from untilthen.watch.closing import forget_closed
from untilthen.watch.models import Heartbeat, Outage, SwitchRow
from untilthen.watch.notice import notice
from untilthen.watch.shredding import take_doors_away
from untilthen.watch.store import ChangedElsewhere
from untilthen.watch.thedead import settle_for_the_dead
from untilthen.watch.trouble import tell_of_trouble
from untilthen.watch.unheard import notice_silence
from untilthen.watch.waitingchanges import begin_waiting

AT_ONCE = 200
SKEW = timedelta(minutes=1)
"""By how much the clocks of two machines may differ."""
TRY_AGAIN = timedelta(hours=1)
logger = logging.getLogger(__name__)


class ClockWentBack(Exception):
    """The clock shows an earlier time than our last look; nothing is done until then."""


def beat(now: datetime) -> Outage | None:
    """Note that we are here; a gap since the last time becomes an outage. Raises ClockWentBack."""
    with transaction.atomic():
        heart = Heartbeat.objects.select_for_update().first()
        if heart is None:
            Heartbeat.objects.create(at=now)
            return None
        if heart.at - SKEW <= now < heart.at:
            return None
        if now < heart.at:
            raise ClockWentBack(f"{now.isoformat()} is before {heart.at.isoformat()}")
        last, heart.at = heart.at, now
        heart.save(update_fields=["at"])
        if now - last < OUTAGE_FROM:
            return None
        return Outage.objects.create(start=last, end=now)


def tick(now: datetime, send: Callable[[], int]) -> int:
    """Do all that is due at `now`, `send` trying the mails; returns how much was done."""
    beat(now)
    done = let_silence_fall(now) + tell_of_trouble(now)
    done += settle_for_the_dead(now) + send()
    done += notice(now) + notice_silence(now) + take_doors_away(now)
    done += forget_closed(now)
    done += begin_waiting(now) + destroy_leftovers()
    return done


def due_plans(now: datetime) -> list[int]:
    """Return the plans to take up now, longest due first; their wake-up time is a lower bound."""
    rows = SwitchRow.objects.filter(wake_at__lte=now).order_by("wake_at")
    return list(rows.values_list("plan_id", flat=True)[:AT_ONCE])


def let_silence_fall(now: datetime) -> int:
    """Take every dated step that is due; one plan's trouble stops no other."""
    plans = due_plans(now)
    for plan in plans:
        try:
            apply(plan, lambda switch: silence(switch, now), now)
        except (CannotRelease, KnockOwed) as problem:
            logger.error("plan %s waits until tomorrow: %s", plan, problem)
            put_off(plan, problem, now)
        except ChangedElsewhere:
            continue
        except OperationalError:
            raise  # the database itself is in trouble, not this plan: the worker says so and waits
        except Exception:  # one plan's trouble stops no other
            logger.exception("plan %s could not be taken up; it is tried again in an hour", plan)
            SwitchRow.objects.filter(plan_id=plan).update(wake_at=now + TRY_AGAIN)
    return len(plans)


def put_off(plan: int, problem: CannotRelease | KnockOwed, now: datetime) -> None:
    """Put a release or a closing off until tomorrow, with the line that says so (P11)."""
    event = "closing_put_off" if isinstance(problem, KnockOwed) else "release_put_off"
    try:
        with transaction.atomic():
            apply(plan, lambda switch: (cannot_open(switch, now), ()), now)
            write(plan, Entry(now, event))
    except (ChangedElsewhere, KeyGone):
        return  # taken up again at the next turn
