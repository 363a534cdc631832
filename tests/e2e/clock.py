"""The clock of these tests: a file with the time, read anew by every process told of it."""

import os
from datetime import datetime
from pathlib import Path

from untilthen import edge

FILE = "E2E_CLOCK"


def follow_file() -> None:
    """Take the time of this process from the file that the environment names."""
    path = Path(os.environ[FILE])
    edge.set_clock(lambda: datetime.fromisoformat(path.read_text()))


def set_file(path: Path, at: datetime) -> None:
    """Set the time of every process that follows `path`."""
    fresh = path.with_suffix(".next")
    fresh.write_text(at.isoformat())
    fresh.replace(path)
