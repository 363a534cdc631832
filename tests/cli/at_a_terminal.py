"""Commands as somebody types them at a terminal, who answers whatever is asked there."""

import os
import pty
import select
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Typed:
    """What came of a command: its exit code, and everything that the terminal showed."""

    code: int
    shown: str


def type_at_terminal(
    command: list[str], folder: Path, answers: Iterable[str] = (), **environment: str
) -> Typed:
    """Run `command` at a terminal of its own; each answer is typed when a prompt waits for one."""
    ours, theirs = pty.openpty()
    left = list(answers)
    shown = seen = b""
    with subprocess.Popen(
        ["setsid", "--wait", "--ctty", *command],
        cwd=folder,
        env={**os.environ, "LANGUAGE": "C", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        while select.select([ours], [], [], _PATIENCE_SECONDS)[0]:
            piece = _read(ours)
            if not piece:
                break
            shown += piece
            if left and shown.removesuffix(b"\x1b[0m").endswith(b": ") and shown != seen:
                seen = shown
                os.write(ours, left.pop(0).encode() + b"\n")
        code = running.wait(_PATIENCE_SECONDS)
        os.close(ours)  # not before: whoever still ends at this terminal would be hung up on
    assert not left, f"nobody asked for {len(left)} of the answers"
    return Typed(code, shown.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the last program has left the terminal
        return b""
