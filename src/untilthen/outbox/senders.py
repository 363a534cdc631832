"""Several threads that send what is due: a mail whose server hangs keeps one of them, not the rest.

Each thread sends one mail at a time and marks it before the next; nothing is kept but claims.
"""

from collections.abc import Callable, Mapping
from threading import Condition, Thread
from time import monotonic

from django.db import DatabaseError, close_old_connections, connections

from untilthen.outbox.claims import claim_due, give_back, renew
from untilthen.outbox.couriers.base import Courier
from untilthen.outbox.models import Message
from untilthen.outbox.sending import REFUSED, Clock, Ended, mark, note_ours, send

MARK_AGAIN_SECONDS = 5.0
LOOK_SECONDS = 0.2  # how soon somebody who waits for mails notices that the process is to end


class Senders:
    """The sender threads of one worker. They look for mails when woken, until none is due."""

    def __init__(
        self,
        clock: Clock,
        couriers: Mapping[str, Courier],
        threads: int,
        ending: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take a clock, the couriers by channel, and who says that no more mail is begun."""
        self.clock = clock
        self.couriers = couriers
        self.ending = ending
        self.change = Condition()
        self.waiting: list[Message] = []
        self.looking = self.stopping = False
        self.under_way = self.tried = 0
        self.trouble: DatabaseError | None = None
        self.threads = [
            Thread(target=self.work, name=f"sender {number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        """Begin to wait for work."""
        for thread in self.threads:
            thread.start()

    def send_for(self, seconds: float) -> int:
        """Send what is due for up to `seconds`; what is still under way then goes on meanwhile.

        Returns how many tries have ended since last asked; raises DatabaseError a thread met.
        """
        until = monotonic() + seconds
        with self.change:
            self.looking = True
            self.change.notify_all()
            while self.is_busy() and self.trouble is None and monotonic() < until:
                if self.ending():
                    break
                self.change.wait(LOOK_SECONDS)
            tried, self.tried = self.tried, 0
            trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble
        return tried

    def is_busy(self) -> bool:
        """Return whether something is left to do; asked with the lock held."""
        return self.looking or bool(self.waiting) or self.under_way > 0

    def stop(self, seconds: float) -> bool:
        """Finish the mails under way, for up to `seconds`; returns whether all ended.

        A mail that has not ended by then keeps its claim and is tried again when that is over.
        """
        with self.change:
            self.stopping = True
            left, self.waiting = self.waiting, []
            self.change.notify_all()
        give_back(left)
        until = monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.0, until - monotonic()))
        return not any(thread.is_alive() for thread in self.threads)

    def work(self) -> None:
        """Send mail after mail until told to stop: what each thread does."""
        try:
            while (message := self.next()) is not None:
                self.handle(message)
        finally:
            connections.close_all()

    def next(self) -> Message | None:
        """Return a claimed mail, waiting for one; None when it is time to stop."""
        with self.change:
            while not self.stopping:
                if self.ending():
                    self.looking = False
                    self.change.wait()
                    continue
                if not self.waiting and self.looking:
                    self.look()
                if self.waiting:
                    self.under_way += 1
                    return self.waiting.pop(0)
                self.change.wait()
        return None

    def look(self) -> None:
        """Claim as many mails as there are threads; asked with the lock held."""
        try:
            close_old_connections()
            self.waiting = claim_due(self.clock(), len(self.threads))
        except DatabaseError as problem:
            self.trouble = problem
        self.looking = bool(self.waiting)
        self.change.notify_all()

    def handle(self, message: Message) -> None:
        """Send and mark one mail; no mail's trouble ends the thread."""
        try:
            if renew(message, self.clock()):
                self.settle(send(message, self.clock, self.couriers))
        except DatabaseError as problem:
            self.note(problem)
        except Exception as problem:  # noqa: BLE001 - a courier's mistake stops nobody's mail
            note_ours(message, problem)
            self.settle(Ended(message, None, REFUSED))
        finally:
            with self.change:
                self.under_way -= 1
                self.tried += 1
                self.looking = not self.stopping
                self.change.notify_all()

    def settle(self, ended: Ended) -> None:
        """Mark a mail, and try until it is marked: what was accepted is not to go out again."""
        while True:
            try:
                mark(ended, self.clock())
            except DatabaseError as problem:
                self.note(problem)
                close_old_connections()
                with self.change:
                    if self.stopping:
                        return
                    self.change.wait(MARK_AGAIN_SECONDS)
            else:
                return

    def note(self, problem: DatabaseError) -> None:
        """Keep a database's trouble for whoever asks the threads to send."""
        with self.change:
            self.trouble = problem
            self.change.notify_all()
