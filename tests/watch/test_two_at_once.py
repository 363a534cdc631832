"""A stop meets the worker, and a reader at the door, on PostgreSQL: the stop wins (P3)."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.outbox.installation import Installation
from tests.postgres import postgres


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with postgres(tmp_path / "postgres") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE keys")
        base, _, query = url.partition("?")
        keys = base.rpartition("/")[0] + "/keys" + (f"?{query}" if query else "")
        addresses = {"UNTILTHEN_DATABASE_URL": url, "UNTILTHEN_KEYS_DATABASE_URL": keys}
        made = Installation(tmp_path, 1, addresses)
        made.run("migrate", "--quiet")
        yield made


@pytest.mark.parametrize("meets", ["worker", "reader"])
def test_a_stop_wins_over_what_has_just_begun(installation: Installation, meets: str) -> None:
    command = [sys.executable, "-m", "tests.watch.two_at_once", meets]
    done = subprocess.run(
        command,
        env=installation.environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
