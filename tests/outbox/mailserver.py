"""A mail server process for one test, and what it was told."""

import base64
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from tests.packaging.server import free_port

PATIENCE_SECONDS = 30
PROGRAM = Path(__file__).parent / "smtp_server.py"
Event = dict[str, Any]


@dataclass
class MailServerProcess:
    """The running server: its port, and every event it has told so far."""

    process: subprocess.Popen[str]
    port: int
    events: list[Event] = field(default_factory=list)
    coming: "Queue[Event]" = field(default_factory=Queue)

    def read(self) -> None:
        """Take in what it tells, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.coming.put(json.loads(line))

    def wait_for(self, wanted: Callable[[Event], bool]) -> Event:
        """Return the next event that is wanted; fail where none comes in time."""
        while True:
            try:
                event = self.coming.get(timeout=PATIENCE_SECONDS)
            except Empty:
                raise AssertionError(f"it never came; before: {self.events}") from None
            self.events.append(event)
            if wanted(event):
                return event

    def until(self, enough: Callable[[list[Event]], bool]) -> None:
        """Wait until all that was told so far is enough; fail where nothing more comes in time."""
        while not enough(self.events):
            self.wait_for(lambda _: True)

    def mail_to(self, address: str) -> tuple[Event, EmailMessage]:
        """Wait for a mail to an address; return how it came, and the mail as it was read."""
        event = self.wait_for(lambda each: each["event"] == "accepted" and address in each["to"])
        return event, read_mail(event)

    def let_go(self) -> None:
        """Let it give every answer it holds back."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def ask_for(self, **wanted: object) -> Event:
        """Wait for an event with these values."""
        return self.wait_for(lambda each: wanted.items() <= each.items())


def read_mail(event: Event) -> EmailMessage:
    """Return the mail of an event, as Python's own parser reads it."""
    read = message_from_bytes(base64.b64decode(event["content"]), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


@contextlib.contextmanager
def mail_server(**options: object) -> Iterator[MailServerProcess]:
    """Run a mail server with these options; end it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), json.dumps({"port": port, **options})],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    server = MailServerProcess(process, port)
    reader = Thread(target=server.read, daemon=True)
    reader.start()
    try:
        server.ask_for(event="ready")
        yield server
    finally:
        process.kill()
        process.wait()
        reader.join(PATIENCE_SECONDS)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
