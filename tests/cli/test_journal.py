"""`untilthen journal`: the journal of Ana's plan leaves the database, and an edit of it shows."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.served import ended, environment

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
SETTINGS = {"UNTILTHEN_MASTER_KEY": KEY}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with Ana's plan in it."""
    folder = tmp_path_factory.mktemp("data")
    assert ended("migrate", "--data", str(folder), **SETTINGS)[0] == 0
    made = [sys.executable, "-m", "tests.cli.with_a_plan"]
    given = environment(UNTILTHEN_DATA=str(folder), **SETTINGS)
    subprocess.run(made, cwd=Path(__file__).parents[2], env=given, check=True)
    return folder


def printed(data: Path, *which: str) -> tuple[int, str, str]:
    """Run the command; return exit status, stdout and stderr."""
    return ended("journal", "--data", str(data), *which, **SETTINGS)


def test_anas_journal_is_whole_and_names_nobody(data: Path, tmp_path: Path) -> None:
    code, text, said = printed(data, "--owner", "Ana@example.org")
    assert (code, said) == (0, "")
    assert not [name for name in ("Ana", "Ben", "Finn", "example.org") if name in text]
    (tmp_path / "journal.jsonl").write_text(text)
    code, lines, said = ended("verify", str(tmp_path / "journal.jsonl"))
    assert (code, lines.split()[:2]) == (0, ["journal", str(text.count("\n"))]), said


def test_an_edit_in_the_database_shows_in_what_leaves_it(data: Path, tmp_path: Path) -> None:
    with sqlite3.connect(data / "untilthen.sqlite3") as database:
        database.execute("UPDATE journal_line SET who = 2 WHERE number = 3")
        (plan,) = database.execute("SELECT public_id FROM people_plan").fetchone()
    database.close()
    code, text, _ = printed(data, "--plan", plan)
    assert code == 0
    (tmp_path / "journal.jsonl").write_text(text)
    code, _, said = ended("verify", str(tmp_path / "journal.jsonl"))
    assert code == 4
    assert said.endswith("line 3 of the journal does not fit the one before it\n")


def test_a_plan_that_is_not_here_is_said(data: Path) -> None:
    assert printed(data, "--plan", "0123456789")[:2] == (2, "")
    code, _, said = printed(data, "--owner", "mallory@example.org")
    assert (code, said) == (2, "untilthen: mallory@example.org: there is no such plan here\n")
    assert printed(data)[0] == 2
