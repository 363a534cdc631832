"""An installation in a folder: its databases, the mails it owes, and workers as real processes."""

import contextlib
import json
import os
import selectors
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 30
OWING = Path(__file__).parent / "owing.py"
KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
COMMAND = [sys.executable, "-P", "-m", "untilthen.cli"]


@dataclass
class WorkerProcess:
    """A running worker and what it has said so far."""

    process: subprocess.Popen[bytes]
    said: str = ""

    def hear(self, words: str) -> None:
        """Wait until it has said something; fail where it ends or stays silent."""
        assert self.process.stderr is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stderr, selectors.EVENT_READ)
            while words not in self.said:
                assert selector.select(PATIENCE_SECONDS), f"silent after: {self.said}"
                more = os.read(self.process.stderr.fileno(), 65536)
                assert more, f"it ended after: {self.said}"
                self.said += more.decode()

    def stop(self) -> int:
        """Ask it to end; return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.end()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.end()

    def end(self) -> int:
        """Wait for its end; return its exit status."""
        _, more = self.process.communicate(timeout=PATIENCE_SECONDS)
        self.said += more.decode()
        return self.process.returncode


@dataclass
class Installation:
    """A data folder with prepared databases, sending to a mail server of the tests."""

    data: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The settings as processes take them."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "untilthen.web.settings",
            "UNTILTHEN_DATA": str(self.data),
            "UNTILTHEN_MASTER_KEY": KEY,
            "UNTILTHEN_MAIL_FROM": "post@until-then.example.org",
            "UNTILTHEN_SMTP_PORT": str(self.port),
            "UNTILTHEN_SMTP_TIMEOUT": "2",
            "LANGUAGE": "C",
            **self.settings,
        }

    def run(self, *words: str) -> None:
        """Run a command of ours to its end; fail where it does."""
        self.call([*COMMAND, *words])

    def owe(self, *mails: dict[str, str]) -> None:
        """Owe mails, in this order, all due."""
        self.call([sys.executable, str(OWING), json.dumps(mails)])

    def call(self, command: list[str]) -> None:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    @contextlib.contextmanager
    def worker(self) -> Iterator[WorkerProcess]:
        """Run a worker; end it afterwards if it has not ended."""
        process = subprocess.Popen(
            [*COMMAND, "worker"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        worker = WorkerProcess(process)
        try:
            yield worker
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def query(self, words: str) -> list[tuple[Any, ...]]:
        """Run one line of SQL on the main SQLite database; return the rows."""
        connection = sqlite3.connect(self.data / "untilthen.sqlite3", timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection), connection:
            return connection.execute(words).fetchall()

    def messages(self) -> list[tuple[str, int, bool]]:
        """Return state, tries and whether claimed of every mail, in the order owed."""
        rows = self.query("SELECT state, tries, claimed_until FROM outbox_message ORDER BY id")
        return [(state, tries, until is not None) for state, tries, until in rows]
