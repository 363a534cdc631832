"""How much memory the pages' own processes hold, as Linux counts it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
KILOBYTE = 1024


def memory_of_pages() -> int:
    """Return the bytes that only our browser's page processes hold, all together."""
    total = 0
    for folder in descendants(os.getpid()):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                total += private_bytes((folder / "smaps_rollup").read_text())
    return total


def private_bytes(rollup: str) -> int:
    """Return what is private to a process."""
    lines = (line.split() for line in rollup.splitlines())
    return sum(int(words[1]) * KILOBYTE for words in lines if words[0].startswith("Private_"))


def descendants(ancestor: int) -> Iterator[Path]:
    """Yield the folders of all processes that `ancestor` started, and that these started."""
    children: dict[int, list[Path]] = {}
    for folder in PROC.glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            # The name, in brackets, may hold anything; the parent is the second word after it.
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(folder)
    waiting = [ancestor]
    while waiting:
        for folder in children.get(waiting.pop(), []):
            yield folder
            waiting.append(int(folder.name))
