"""What preparing a machine says: one plain line for each thing done, and what it cost."""

import sys
import time
from pathlib import Path

INTERFACES = Path("/proc/net/dev")


class CannotPrepare(Exception):
    """Something only a person can put right; `hint` says what to type."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def say(line: str) -> None:
    """Write one line at once, so that it stands there while the work goes on."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def received_bytes() -> int:
    """Return the bytes this machine has received over its network interfaces; 0 where unknown."""
    if not INTERFACES.exists():
        return 0
    rows = INTERFACES.read_text(encoding="ascii").splitlines()[2:]
    counts = {name.strip(): row.split() for name, row in (line.split(":", 1) for line in rows)}
    return sum(int(row[0]) for name, row in counts.items() if name != "lo")


def disk_bytes(folders: tuple[Path, ...]) -> int:
    """Return the bytes that the files below these folders hold."""
    files = (path for folder in folders for path in folder.rglob("*") if not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.is_file())


class Cost:
    """Seconds and received bytes since it was made."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.received = received_bytes()

    def spent(self, folders: tuple[Path, ...]) -> str:
        """Return the whole cost as one sentence, with what the folders take on disk."""
        seconds = time.monotonic() - self.started
        received = received_bytes() - self.received
        names = " and ".join(folder.name for folder in folders)
        return (
            f"Ready after {seconds:.0f} seconds; {received:,} bytes came over the network,"
            f" and {disk_bytes(folders):,} bytes lie in {names}."
        )
