"""Sealing and opening a large file: `untilthen seal` and `open` beside the age command.

Both write to a folder in memory, if there is one: ours waits until a file has reached the disk,
and age does not, so that on a disk it would be the disk that is measured.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.race import Way, race, tell

HELP = "seal and open a large file, beside the age command"
GOAL = 1.0
_MEMORY = Path("/dev/shm")
_FETCH = Path(__file__).parents[1] / "tools" / "fetch_age.sh"
_STEP_BYTES = 1 << 20
_MEGABYTE = 10**6


def arguments(parser: argparse.ArgumentParser) -> None:
    """Tell `parser` the options of this benchmark."""
    folder = _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())
    parser.add_argument("--folder", type=Path, default=folder, help=f"where to write: {folder}")
    parser.add_argument("--megabytes", type=int, default=256, help="how much to seal: 256")
    parser.add_argument("--rounds", type=int, default=5, help="how often, after one to warm up: 5")


def run(options: argparse.Namespace) -> int:
    """Print the rates of both and their ratio, for each direction; 1 if the goal is missed."""
    age = _age()
    untilthen = Path(sys.executable).with_name("untilthen")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        _fill(folder / "plain", options.megabytes)
        _command(folder, age.with_name("age-keygen"), "-pq", "-o", "key")
        _command(folder, age.with_name("age-keygen"), "-y", "-o", "key.pub", "key")
        to_theirs = ["-R", "key.pub", "-o", "theirs.age", "plain"]
        to_ours = ["seal", "plain", "-R", "key.pub", "-o", "ours.age"]
        from_theirs = ["-d", "-i", "key", "-o", "theirs", "theirs.age"]
        from_ours = ["open", "ours.age", "-i", "key", "-o", "ours"]
        met = True
        for direction, ours, theirs in (
            ("seal", to_ours, to_theirs),
            ("open", from_ours, from_theirs),
        ):
            times = race(
                {
                    "untilthen": _way(folder, untilthen, *ours),
                    "age": _way(folder, age, *theirs),
                },
                options.rounds,
            )
            for who, taken in times.items():
                tell(f"{direction}  {who:<10} {taken.as_rates(options.megabytes)}")
            ratio = times["age"].median / times["untilthen"].median
            met = met and ratio >= GOAL
            tell(f"{direction}  ratio      {ratio:6.2f}       (goal: at least {GOAL})")
        assert (folder / "ours").read_bytes() == (folder / "theirs").read_bytes()
    return 0 if met else 1


def _age() -> Path:
    named = os.environ.get("UNTILTHEN_AGE")
    if named is None:
        fetched = subprocess.run([_FETCH], stdout=subprocess.PIPE, text=True, check=True)
        named = fetched.stdout.strip()
    return Path(named)


def _fill(file: Path, megabytes: int) -> None:
    """Write so many million random bytes."""
    left = megabytes * _MEGABYTE
    with file.open("wb") as out:
        while left:
            left -= out.write(os.urandom(min(left, _STEP_BYTES)))


def _way(folder: Path, *command: str | Path) -> Way:
    """Return how a command is run; the file it wrote the last time is taken away before."""
    written = folder / command[command.index("-o") + 1]
    return Way(partial(written.unlink, missing_ok=True), partial(_command, folder, *command))


def _command(folder: Path, *command: str | Path) -> None:
    subprocess.run(command, cwd=folder, stderr=subprocess.DEVNULL, check=True)
