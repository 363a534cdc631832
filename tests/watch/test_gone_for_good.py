"""P15: of a plan that was lived through real pages and real mail nothing is left in any byte, and a
process killed in between leaves nothing either.
"""

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from tests.e2e.clock import FILE, set_file
from tests.e2e.search import found_under
from tests.outbox.mailserver import Event, mail_server, read_mail
from tests.packaging.server import free_port
from tests.postgres import postgres
from tests.watch.whole_life import ANA, NAMES, SECRETS
from untilthen.sealing.closing import is_in

HERE = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(32))).decode()
KEEPERS = {"ben@example.org", "chidi@example.org"}


def run(module: str, folder: Path, *more: Path | str, **settings: str) -> Any:  # noqa: ANN401
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
    assert len(results) > 5
    assert [each["killed"] for each in results] == [True] * (len(results) - 1) + [False]
    for each in results:
        # All of it was there, or none: the act is one.
        assert each["letters"] == (0 if each["closed"] else 2), each
        assert each["rows"] == {}, each
        assert each["bytes"] == [], each
    assert {each["closed"] for each in results} == {True, False}


def start(module: str, data: Path, port: int, clock: Path) -> subprocess.Popen[str]:
    """Start a program on a data folder, with a clock that a file shows."""
    given = os.environ | {
        "UNTILTHEN_DATA": str(data),
        "UNTILTHEN_MASTER_KEY": KEY,
        "UNTILTHEN_SMTP_HOST": "127.0.0.1",
        "UNTILTHEN_SMTP_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "untilthen.web.settings",
        FILE: str(clock),
    }
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", f"tests.{module}"]
    return subprocess.Popen(
        command, cwd=HERE, env=given, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def asked(data: Path, question: str) -> int:
    """Return what a database answers with one number."""
    with closing(sqlite3.connect(data / "untilthen.sqlite3")) as database:
        return int(database.execute(question).fetchone()[0])


def test_a_worker_killed_before_its_last_notes_left_is_made_good_by_the_next(
    tmp_path: Path,
) -> None:
    closes_at = datetime.fromisoformat(run("killed", tmp_path, "--prepare"))
    data, clock, port = tmp_path / "first", tmp_path / "clock", free_port()
    set_file(clock, closes_at)
    first = start("watch.worker_with_clock", data, port, clock)
    assert first.stderr is not None
    for note in range(2):  # no mail server is there
        heard = next(line for line in first.stderr if "(closed) was not accepted" in line)
        assert heard, note
    first.kill()
    first.communicate()
    assert first.returncode == -signal.SIGKILL
    assert asked(data, "SELECT count(*) FROM people_plan WHERE closed_at IS NOT NULL") == 1
    assert asked(data, "SELECT count(*) FROM letters_letter") == 0
    assert asked(data, "SELECT count(*) FROM people_personrow") > 0
    set_file(clock, closes_at + timedelta(minutes=20))
    with mail_server(port=port) as server:
        second = start("e2e.turning", data, port, clock)
        _, said = second.communicate("\n\n")
        assert second.returncode == 0, said
        server.until(lambda events: len(taken(events)) == 2)
    assert {each["to"][0] for each in taken(server.events)} == KEEPERS
    for each in taken(server.events):
        assert is_in(str(read_mail(each).get_body(("plain",))))
    assert asked(data, "SELECT count(*) FROM people_personrow") == 0
    assert asked(data, "SELECT count(*) FROM watch_switchrow") == 0  # the files are clean
    assert found_under([data], ("ana@example.org", "ben@example.org", "Ana Berg")) == []
    assert not list((data / "files").rglob("*"))


def taken(events: list[Event]) -> list[Event]:
    """Return the mails that a server accepted."""
    return [each for each in events if each["event"] == "accepted"]
