"""`untilthen serve` as a process, on a port it chooses itself."""

import contextlib
import http.client
import os
import re
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 60
COMMAND = [sys.executable, "-P", "-m", "untilthen.cli"]
ADDRESS = re.compile(r"Until Then is at http://127\.0\.0\.1:(\d+)\n")


def environment(**settings: str) -> dict[str, str]:
    """Return this environment without any setting of ours but those given."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("UNTILTHEN_", "DJANGO_"))}
    return {**kept, "LANGUAGE": "C", **settings}


def ended(*words: str, **settings: str) -> tuple[int, str, str]:
    """Run a command to its end; return exit status, stdout and stderr."""
    done = subprocess.run(
        [*COMMAND, *words], env=environment(**settings), capture_output=True, text=True,
        timeout=PATIENCE_SECONDS, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@dataclass
class Served:
    """A running server, its port, and what it has said."""

    process: subprocess.Popen[bytes]
    said: str = ""

    def hear(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Wait until it has said something; fail where it ends or stays silent."""
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not (found := pattern.search(self.said)):
                assert selector.select(PATIENCE_SECONDS), f"silent after: {self.said}"
                more = os.read(self.process.stdout.fileno(), 65536)
                assert more, f"it ended after: {self.said}"
                self.said += more.decode()
        return found

    @property
    def port(self) -> int:
        """The port, once it answers there."""
        return int(self.hear(ADDRESS)[1])

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and text of the page at a path."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def stop(self) -> int:
        """Ask it to end; return its exit status once everything it started has ended too."""
        self.process.send_signal(signal.SIGTERM)
        return self.end()

    def end(self) -> int:
        """Wait until it and whatever writes where it does have ended; return its exit status."""
        rest, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        self.said += rest.decode()
        return self.process.returncode


@contextlib.contextmanager
def serving(data: Path, **settings: str) -> Iterator[Served]:
    """Run `untilthen serve` over a folder; end it and all it started afterwards."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(data), "--listen", "127.0.0.1:0"],
        env=environment(**settings), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        yield Served(process)
    finally:
        if process.poll() is None:
            process.kill()  # its children end with it: that is a test of its own below
        process.communicate(timeout=PATIENCE_SECONDS)
