"""P15: of a plan that was lived through real pages and real mail nothing is left in any byte, and a
process killed in between leaves nothing either.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg

from tests.e2e.search import found_under
from tests.postgres import postgres
from tests.watch.whole_life import ANA, NAMES, SECRETS

HERE = Path(__file__).parents[2]


def run(module: str, folder: Path, *more: Path, **settings: str) -> Any:  # noqa: ANN401
    """Run a program of tests on a data folder, with its log and its temporary files in there."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True)
    command = [sys.executable, "-m", f"tests.watch.{module}", str(folder), *map(str, more)]
    given = os.environ | {"TMPDIR": str(temporary)} | settings
    with (folder / "log.txt").open("wb") as log:
        done = subprocess.run(
            command, cwd=HERE, env=given, stdout=subprocess.PIPE, stderr=log, check=False
        )
    assert done.returncode == 0, (folder / "log.txt").read_text()[-3000:]
    return json.loads(done.stdout)


def check_rows(lived: Mapping[str, Any]) -> None:
    """Check that all was there, and that one mark of an address, ids and dates are left."""
    there = {"User", "EmailAddress", "Authenticator", "Session", "PersonRow", "Said", "Goodbye"}
    assert there <= lived["rows_before"].keys()
    # Neither says whose plan it was about: a mark, and a word with a date.
    assert lived["rows"] == {"BlockedAddress": 1, "Report": 1}
    assert lived["journal"] == []


def test_nothing_anybody_typed_is_left_on_sqlite(tmp_path: Path) -> None:
    lived = run("whole_life", tmp_path)
    assert any("untilthen.sqlite3" in each and NAMES[ANA] in each for each in lived["before"])
    check_rows(lived)
    assert lived["after"] == []  # while the process still ran
    assert found_under([tmp_path], SECRETS) == []
    assert (tmp_path / "log.txt").stat().st_size > 0
    assert not list((tmp_path / "files").glob("*"))


def test_nothing_anybody_typed_is_left_in_the_tables_of_postgresql(tmp_path: Path) -> None:
    with postgres(tmp_path / "postgres") as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE keys")
        keys = address.replace("/postgres?", "/keys?")
        assert keys != address
        store = tmp_path / "postgres" / "data"
        both = {"UNTILTHEN_DATABASE_URL": address, "UNTILTHEN_KEYS_DATABASE_URL": keys}
        lived = run("whole_life", tmp_path / "data", **both)
        check_rows(lived)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        tables = [each for each in store.rglob("base") if each.is_dir()]
        assert tables
        assert found_under([*tables, tmp_path / "data"], SECRETS) == []
        # What the operator must know: its own log still holds it, until it is recycled.
        assert any("pg_wal" in each for each in found_under([store], SECRETS))


def test_a_process_killed_anywhere_in_a_closing_leaves_nothing(tmp_path: Path) -> None:
    results = run("killed", tmp_path)
    assert len(results) > 10
    assert [each["killed"] for each in results] == [True] * (len(results) - 1) + [False]
    for each in results:
        # All of it was there, or none: the act is one.
        assert each["letters"] == (0 if each["closed"] else 2), each
        assert each["rows"] == {}, each
        assert each["bytes"] == [], each
    assert {each["closed"] for each in results} == {True, False}
