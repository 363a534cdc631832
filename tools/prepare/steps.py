"""A step of preparing, done once: it leaves a stamp and is done again only when its inputs change,
or when what it made is gone."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.prepare.words import CannotPrepare, say

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache"
STAMPS = CACHE / "stamps"


@dataclass(frozen=True)
class Step:
    """One thing to prepare: what it says, reads and leaves behind, and how it is done."""

    name: str
    says: str
    reads: tuple[Path, ...]
    makes: tuple[Path, ...]
    work: Callable[[], None]
    stamps: Path = STAMPS

    def is_done(self) -> bool:
        """Whether the stamp fits what the step reads today, and what it made is still there."""
        stamp = self.stamps / self.name
        if not stamp.exists() or not all(path.exists() for path in self.makes):
            return False
        return stamp.read_text(encoding="ascii") == self.digest()

    def digest(self) -> str:
        """Return the SHA-256 over the names and contents of all files the step reads."""
        total = hashlib.sha256()
        for path in sorted(self.reads):
            total.update(f"{os.path.relpath(path, ROOT)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def do(self) -> bool:
        """Do the step unless it is done; return whether there was anything to do."""
        if self.is_done():
            return False
        say(self.says)
        (self.stamps / self.name).unlink(missing_ok=True)
        self.work()
        self.stamps.mkdir(parents=True, exist_ok=True)
        (self.stamps / self.name).write_text(self.digest(), encoding="ascii")
        return True


def forget() -> None:
    """Drop every stamp: the environment they speak of is gone."""
    shutil.rmtree(STAMPS, ignore_errors=True)


def run(command: list[str], hint: str, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly; raise CannotPrepare with its last words where it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join(done.stdout.strip().splitlines()[-12:])
        raise CannotPrepare(f"{' '.join(command[:4])} … failed:\n{last}", hint)
