"""Waits, and knows whether the process was asked to end: SIGTERM, SIGINT, or its parent has gone.

Through a pipe, so that a signal between two waits is not missed and nothing is locked in a handler.
"""

import os
import select
import signal
from types import FrameType


class StopSignal:
    """From its making on, SIGTERM and SIGINT only end waiting; the process then ends in order."""

    def __init__(self, parent: int | None = None) -> None:
        """Take over both signals; `parent` is a file descriptor that ends when the parent does."""
        self.asked = False
        self.parent = parent
        self.reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.take_note)

    def take_note(self, _number: int, _frame: FrameType | None) -> None:
        """Remember that the process was asked to end."""
        self.asked = True

    def wait(self, seconds: float) -> bool:
        """Wait up to so long; returns whether the process was asked to end, at once if it was."""
        watched = [self.reading] if self.parent is None else [self.reading, self.parent]
        if not self.asked:
            ready, _, _ = select.select(watched, [], [], max(0.0, seconds))
            if self.reading in ready:
                os.read(self.reading, 1024)
            self.asked = self.asked or (self.parent is not None and self.parent in ready)
        return self.asked
