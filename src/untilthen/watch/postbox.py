"""Reads, beside the worker, the mailbox where mail comes back; its troubles stop nothing else.

A trouble is said once and tried again; one mail that we cannot take in stops no other.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connections

from untilthen.outbox.returns.actions import Taken
from untilthen.outbox.returns.imap import Box, CannotRead, read_new
from untilthen.watch.came_in import take_in
from untilthen.watch.said_once import Trouble, of_database

LOOK_EVERY_SECONDS = 60.0
LAST_SECONDS = 1.0  # a mail taken twice changes nothing, so nobody waits long for this thread
logger = logging.getLogger("untilthen.worker")


class Postbox:
    """A thread that looks into a mailbox once a minute, until told to stop."""

    def __init__(self, clock: Callable[[], datetime], box: Box) -> None:
        """Take a clock and the mailbox."""
        self.clock = clock
        self.box = box
        self.trouble = Trouble(over="the mailbox for mail that comes back can be read again")
        self.ending = Event()
        self.thread = Thread(target=self.work, name="postbox", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self.thread.start()

    def stop(self) -> None:
        """Ask the thread to end, and wait for it a moment."""
        self.ending.set()
        if self.thread.is_alive():
            self.thread.join(LAST_SECONDS)

    def work(self) -> None:
        """Look again and again: what the thread does."""
        try:
            while not self.ending.is_set():
                self.look()
                self.ending.wait(LOOK_EVERY_SECONDS)
        finally:
            connections.close_all()

    def look(self) -> int:
        """Take in what is new; returns how many mails that were."""
        taken = 0
        try:
            close_old_connections()
            taken = read_new(self.box, self.take)
        except CannotRead as problem:
            self.trouble.begin(f"the mailbox {self.box} cannot be read: {problem}")
        except DatabaseError as problem:
            self.trouble.begin(of_database(problem))
        except Exception as problem:  # noqa: BLE001 - a server may answer anything; we look again
            kind = type(problem).__name__
            self.trouble.begin(f"the mailbox {self.box} cannot be read: {kind}")
        else:
            self.trouble.end()
        return taken

    def take(self, raw: bytes) -> bool:
        """Take in one mail; returns whether it may be deleted in the mailbox."""
        return take_in(raw, self.clock()) is Taken.REPORT
