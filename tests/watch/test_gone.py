"""P15: after a closing no word, name or address is left in any byte on disk."""

import subprocess
import sys
from pathlib import Path

STORIES = Path(__file__).parents[2] / "src" / "untilthen" / "rehearsal" / "stories"
NAMES = ("Ana Berg", "Chidi", "Finn", "Gita", "Hana", "Ivo")
ADDRESSES = ("anaberg@example.org", "finn@example.org", "ben@example.org")
SEALED = (b"age-encryption.org/v1", b"mlkem768x25519", b"age1pq1")


def live(folder: Path, story: Path) -> str:
    """Play a story on files in `folder`; return the state it ended in."""
    command = [sys.executable, "-m", "tests.watch.life_on_disk", str(folder), str(story)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def found(folder: Path, wanted: tuple[bytes, ...]) -> list[str]:
    """Return which of the byte strings stand anywhere in the folder's files."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"untilthen.sqlite3", "keys.sqlite3"}
    content = [path.read_bytes() for path in files]
    return [text.decode() for text in wanted if any(text in each for each in content)]


def test_nothing_of_a_closed_plan_is_left_on_disk(tmp_path: Path) -> None:
    assert live(tmp_path, STORIES / "s1_normal.toml") == "closed"
    names = tuple(name.encode() for name in (*NAMES, *ADDRESSES))
    assert found(tmp_path, (*names, *SEALED)) == []


def test_the_search_finds_what_a_living_plan_keeps(tmp_path: Path) -> None:
    assert live(tmp_path, STORIES / "s2_false_alarm.toml") == "living"
    # Even then no header lies open: it is sealed under the plan key, apart from its file.
    assert found(tmp_path, SEALED) == ["age1pq1"]
