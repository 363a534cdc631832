"""The worker: looks every ten seconds, or when something is due, and lets the watch do its work.

Any number of workers may run on one database. SIGTERM lets the mails under way finish.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections

from untilthen.letters.uploads import delete_stale_uploads
from untilthen.outbox.senders import Senders
from untilthen.people.actions import forget_never_used
from untilthen.watch.moments import next_moment
from untilthen.watch.said_once import CLOCK_BACK, Trouble, of_database
from untilthen.watch.stop_signal import StopSignal
from untilthen.watch.tick import ClockWentBack, tick

LOOK_EVERY = timedelta(seconds=10)
AT_LEAST = timedelta(seconds=1)
SENDING_SECONDS = 5.0  # a tick waits this long for its mails; slower ones go on beside the next
UPLOADS_STALE_AFTER = timedelta(days=1)
ONE_DAY = timedelta(days=1)
logger = logging.getLogger("untilthen.worker")


class Worker:
    """One worker with its sender threads, until `stop` asks it to end."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        senders: Senders,
        stop: StopSignal,
        last_seconds: float,
        daily: Callable[[datetime], None] = lambda _now: None,
    ) -> None:
        """Take what it works with; `last_seconds` is what the last mails may take at the end,
        `daily` what else to do once a day.
        """
        self.clock = clock
        self.senders = senders
        self.stop = stop
        self.last_seconds = last_seconds
        self.trouble = Trouble()
        self.daily = daily
        self.daily_at: datetime | None = None

    def run(self) -> None:
        """Work until asked to stop; then let the mails under way finish."""
        self.senders.start()
        wait = timedelta(0)
        while not self.stop.wait(wait.total_seconds()):
            wait = self.turn()
        logger.info("asked to end; the mails under way are finished first")
        if not self.senders.stop(self.last_seconds):
            logger.warning("a mail had no answer yet; it is tried again in some minutes")

    def turn(self) -> timedelta:
        """Do what is due; return how long to wait. A trouble is said once, and tried again."""
        now = self.clock()
        try:
            close_old_connections()
            tick(now, lambda: self.senders.send_for(SENDING_SECONDS))
            self.once_a_day(now)
            wait = self.wait_from(self.clock())
        except ClockWentBack:
            self.trouble.begin(CLOCK_BACK)
            return LOOK_EVERY
        except DatabaseError as problem:
            self.trouble.begin(of_database(problem))
            return LOOK_EVERY
        except OSError as problem:
            self.trouble.begin(f"{(problem.strerror or str(problem)).lower()}; it is tried again")
            return LOOK_EVERY
        self.trouble.end()
        return wait

    def once_a_day(self, now: datetime) -> None:
        """Delete uploads that never became a letter and accounts that nobody ever used, and do what
        else is for once a day.
        """
        if self.daily_at is not None and now - self.daily_at < ONE_DAY:
            return
        deleted = delete_stale_uploads(now - UPLOADS_STALE_AFTER)
        self.daily_at = now
        if deleted:
            logger.info("%s uploads that became no letter were deleted", deleted)
        forget_never_used(now)
        self.daily(now)

    def wait_from(self, now: datetime) -> timedelta:
        """Return how long to wait: until the next step or mail, from one to ten seconds."""
        moment = next_moment(now)
        until = LOOK_EVERY if moment is None else moment - now
        return min(max(until, AT_LEAST), LOOK_EVERY)
