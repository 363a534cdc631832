"""The processes of `untilthen serve`: started, watched, started again when one ends by itself."""

import contextlib
import os
import signal
import subprocess
import sys
from time import monotonic

from untilthen.cli import say
from untilthen.cli.language import gettext

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds before one that ended is started again
STEADY_SECONDS = 60.0  # one that ran so long begins with the first pause again


class Kept:
    """One command of ours, kept running in a process group of its own."""

    def __init__(self, command: str, stop_seconds: float) -> None:
        """Take the command's name, and how long it may take to end when asked."""
        self.command = command
        self.stop_seconds = stop_seconds
        self.pause = FIRST_PAUSE
        self.began = self.again_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it. It ends by itself when the pipe to it does: when we are gone."""
        words = [sys.executable, "-P", "-m", "untilthen.cli", self.command, "--with-parent"]
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            words, stdin=subprocess.PIPE, start_new_session=True
        )
        self.began = monotonic()

    def look(self) -> None:
        """Start it again once it has ended and its pause is over."""
        if self.process is None:
            if monotonic() >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.clear_away()
        if monotonic() - self.began > STEADY_SECONDS:
            self.pause = FIRST_PAUSE
        said = gettext("{name} ended ({code}); it is started again in {seconds} s")
        say.words(said.format(name=self.command, code=code, seconds=round(self.pause)))
        self.again_at = monotonic() + self.pause
        self.pause = min(2 * self.pause, LONGEST_PAUSE)

    def ask_to_end(self) -> None:
        """Ask it to finish what is under way and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self) -> None:
        """Wait for its end, and end it by force where it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(self.stop_seconds)
        except subprocess.TimeoutExpired:
            said = gettext("{name} did not end in {seconds} s and was killed")
            say.words(said.format(name=self.command, seconds=round(self.stop_seconds)))
        self.clear_away()

    def clear_away(self) -> None:
        """End whatever is left of its group, and forget it."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None
