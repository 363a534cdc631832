"""The PostgreSQL that tests use starts here, and our settings reach it by its address."""

from pathlib import Path

import psycopg

from tests.postgres import postgres
from untilthen.web.database import database


def test_postgres_starts_and_is_reached_through_the_settings(tmp_path: Path) -> None:
    with postgres(tmp_path / "postgres") as address:
        settings = database("UNTILTHEN_DATABASE_URL", address, tmp_path / "unused")
        with psycopg.connect(
            dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"]
        ) as connection:
            row = connection.execute("show server_version_num").fetchone()
    assert row is not None
    assert int(row[0]) >= 150000
