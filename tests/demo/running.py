"""`untilthen demo` as a process of its own, as a newcomer starts it."""

import contextlib
import os
import re
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 90
READY = re.compile(r"(http://127\.0\.0\.1:\d+)/demo/\n(?s:.*)ready after ([\d.]+) s")


@dataclass
class Demo:
    """A running demo: its process, its address, and how many seconds its start took."""

    process: subprocess.Popen[bytes]
    address: str
    seconds: float

    def interrupt(self) -> int:
        """Press Ctrl-C, as a terminal would; return the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


def command(*options: str) -> list[str]:
    """Return the command line of a demo on any free port."""
    return [sys.executable, "-P", "-m", "untilthen.cli", "demo", "--listen=127.0.0.1:0", *options]


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which temporary folders are made in `folder`."""
    return os.environ | {"TMPDIR": str(folder), "UNTILTHEN_DATA": str(folder / "not this one")}


@contextlib.contextmanager
def running(folder: Path, *options: str) -> Iterator[Demo]:
    """Start a demo, wait until it says that it is ready, and end it afterwards."""
    process = subprocess.Popen(
        command(*options),
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        address, seconds = said(process)
        yield Demo(process, address, seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def said(process: subprocess.Popen[bytes]) -> tuple[str, float]:
    """Return the address that a demo printed, and the seconds it says it took."""
    assert process.stdout is not None
    printed = ""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not (ready := READY.search(printed)):
            assert selector.select(PATIENCE_SECONDS), f"silent after: {printed}"
            piece = os.read(process.stdout.fileno(), 65536)
            assert piece, f"it ended after: {printed}"
            printed += piece.decode()
    return ready[1], float(ready[2])
