"""A process that only re-wraps headers: the estate key lives in its memory and dies with it.

It reads {"seed": hex, "parts": [words, …], "jobs": [[header in base64, recipient], …]}, seed or
parts being empty, and writes the new headers.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.keys import parse_recipient
from untilthen.sealing.parts import combine
from untilthen.sealing.rewrap import rewrap

SECONDS_AT_MOST = 600


@dataclass(frozen=True)
class Job:
    """One header to wrap anew, and the recipient (age1pq1…) it becomes for."""

    header: bytes
    recipient: str


@dataclass(frozen=True, repr=False)
class Opening:
    """What opens an estate: its 32-byte seed, or enough parts of it in words (SLIP-39)."""

    seed: bytes = b""
    parts: tuple[str, ...] = ()


@dataclass
class CannotRewrap(Exception):
    """The estate key does not open what it should."""

    reason: str

    def __str__(self) -> str:
        return self.reason


def rewrapped(opening: Opening, jobs: Sequence[Job]) -> list[bytes]:
    """Return each job's new header, made in this process; raises CannotRewrap."""
    try:
        identity = HybridIdentity(opening.seed or combine(opening.parts))
        return [rewrap(job.header, identity, [parse_recipient(job.recipient)]) for job in jobs]
    except SealingError as problem:
        raise CannotRewrap(str(problem)) from problem


def rewrapped_apart(opening: Opening, jobs: Sequence[Job]) -> list[bytes]:
    """Return each job's new header, made in a process of its own; raises CannotRewrap."""
    asked = {
        "seed": opening.seed.hex(),
        "parts": opening.parts,
        "jobs": [[base64.b64encode(job.header).decode(), job.recipient] for job in jobs],
    }
    command = [sys.executable, "-m", "untilthen.sealing.rewrapper"]
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            command,
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS_AT_MOST,
            check=True,
        )
    except subprocess.CalledProcessError as problem:
        raise CannotRewrap(problem.stderr.decode(errors="replace").strip()) from problem
    except subprocess.TimeoutExpired as problem:
        raise CannotRewrap("re-wrapping took too long") from problem
    return [base64.b64decode(header) for header in json.loads(done.stdout)]


def main() -> int:
    """Serve one request from standard input."""
    asked = json.load(sys.stdin)
    jobs = [Job(base64.b64decode(header), recipient) for header, recipient in asked["jobs"]]
    try:
        opening = Opening(bytes.fromhex(asked["seed"]), tuple(asked["parts"]))
        headers = rewrapped(opening, jobs)
    except CannotRewrap as problem:
        sys.stderr.write(problem.reason)
        return 1
    json.dump([base64.b64encode(header).decode() for header in headers], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
