"""Everything that runs: mail server, web server and worker as processes, recorders between them,
and a clock that is moved by hand.
"""

import os
import subprocess
import sys
import threading
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from tests.e2e.clock import FILE, set_file
from tests.e2e.mails import Mails
from tests.e2e.wire import Wire
from tests.packaging.server import free_port
from untilthen.web.masterkey import make_master_key

ROOT = Path(__file__).parents[2]
BERLIN = ZoneInfo("Europe/Berlin")
PATIENCE_SECONDS = 60
MOST_TURNS = 50


class World:
    """One machine with Until Then on it, and the world's mail."""

    def __init__(self, folder: Path, start: datetime) -> None:
        self.data, self.logs = folder / "data", folder / "logs"
        self.traffic, self.mail = folder / "traffic", folder / "mail"
        for each in (self.logs, self.traffic):
            each.mkdir()
        self.clock, self.now = folder / "clock", start
        set_file(self.clock, start)
        make_master_key(self.data, os.urandom(32))
        self.smtp_port, self.web_port = free_port(), free_port()
        self.to_smtp = Wire("smtp", self.smtp_port, self.traffic)
        self.to_web = Wire("http", self.web_port, self.traffic)
        self.address = f"http://localhost:{self.to_web.port}"
        self.processes: list[subprocess.Popen[str]] = []
        self.mails = Mails(self.mail)

    def begin(self) -> None:
        """Make the databases and start every process."""
        self.run_once("-m", "django", "migrate")
        self.run_once("-m", "django", "migrate", "--database", "keys")
        listen = ["-n", "-d", "-l", f"127.0.0.1:{self.smtp_port}"]
        handler = ["-c", "aiosmtpd.handlers.Mailbox", str(self.mail)]
        self.start("mail server", ["aiosmtpd", *listen, *handler], "Server is listening")
        listen = ["--host", "127.0.0.1", "--port", str(self.web_port)]
        served = ["--interface", "wsgi", "--access-log", "tests.e2e.served:application"]
        self.start("web server", ["granian", *listen, *served], "Started worker")
        self.worker = self.start("worker", ["tests.e2e.turning"], "ready", answers=True)

    def environment(self) -> dict[str, str]:
        """Return what every process of this world is told."""
        told = {
            "DATA": str(self.data),
            "ADDRESS": self.address,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.to_smtp.port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "until-then@example.org",
        }
        clean = {k: v for k, v in os.environ.items() if not k.startswith("UNTILTHEN_")}
        ours = {f"UNTILTHEN_{name}": value for name, value in told.items()}
        ours["DJANGO_SETTINGS_MODULE"] = "untilthen.web.settings"
        return clean | ours | {FILE: str(self.clock), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}

    def run_once(self, *command: str) -> str:
        """Run Python to its end and return what it printed."""
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment(),
            cwd=ROOT,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        ).stdout

    def start(
        self, name: str, module: list[str], ready: str, *, answers: bool = False
    ) -> "subprocess.Popen[str]":
        """Start a process and wait until it says that it is ready; what it says is kept.

        One that `answers` keeps its standard output for that.
        """
        log, is_ready = self.logs / name, threading.Event()
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            env=self.environment(),
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if answers else subprocess.STDOUT,
        )
        self.processes.append(process)
        said = process.stderr if answers else process.stdout
        assert said is not None
        keep = (said, log, ready, is_ready)
        threading.Thread(target=kept_lines, args=keep, daemon=True).start()
        assert is_ready.wait(PATIENCE_SECONDS), log.read_text()
        return process

    def turn(self) -> None:
        """Let the worker do everything that is due now."""
        assert self.worker.stdin is not None
        assert self.worker.stdout is not None
        for _ in range(MOST_TURNS):
            self.worker.stdin.write("turn\n")
            self.worker.stdin.flush()
            done = self.worker.stdout.readline()
            assert done, (self.logs / "worker").read_text()
            if int(done) == 0:
                return
        raise AssertionError("the worker never comes to rest")

    def until(self, at: datetime) -> None:
        """Let time pass until `at`, the worker turning at 09:00 and 21:00 of each day."""
        while self.now < at:
            self.now = min(at, next_turn(self.now))
            set_file(self.clock, self.now)
            self.turn()

    def close(self) -> None:
        """End everything."""
        for wire in (self.to_web, self.to_smtp):
            wire.close()
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(PATIENCE_SECONDS)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def kept_lines(pipe: IO[str], path: Path, ready: str, is_ready: threading.Event) -> None:
    """Keep what a process says, and notice when it says that it is ready."""
    with pipe, path.open("a") as kept:
        for line in pipe:
            kept.write(line)
            kept.flush()
            if ready in line:
                is_ready.set()


def next_turn(now: datetime) -> datetime:
    """Return the first 09:00 or 21:00 in Berlin after `now`."""
    local = now.astimezone(BERLIN)
    days = (local.date(), local.date() + timedelta(days=1))
    hours = [datetime.combine(day, time(hour), BERLIN) for day in days for hour in (9, 21)]
    return min(each for each in hours if each > local)


def berlin(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of 2027 in Berlin."""
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)
