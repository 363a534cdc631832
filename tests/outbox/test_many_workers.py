"""Several workers on one PostgreSQL: every mail leaves once, and each person's in order."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.outbox.installation import Installation
from tests.outbox.mailserver import MailServerProcess, mail_server, read_mail
from tests.postgres import postgres

PEOPLE, EACH = 6, 8


@pytest.fixture
def server() -> Iterator[MailServerProcess]:
    with mail_server() as running:
        yield running


@pytest.fixture
def installation(tmp_path: Path, server: MailServerProcess) -> Iterator[Installation]:
    with postgres(tmp_path / "postgres") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE keys")
        base, _, query = url.partition("?")
        keys = base.rpartition("/")[0] + "/keys" + (f"?{query}" if query else "")
        made = Installation(
            tmp_path,
            server.port,
            {"UNTILTHEN_DATABASE_URL": url, "UNTILTHEN_KEYS_DATABASE_URL": keys},
        )
        made.run("migrate", "--quiet")
        yield made


def test_two_workers_send_every_mail_once_and_in_order(
    installation: Installation, server: MailServerProcess
) -> None:
    addresses = [f"person{number}@example.org" for number in range(PEOPLE)]
    installation.owe(*({"to": address} for _ in range(EACH) for address in addresses))
    arrived: dict[str, list[str]] = {address: [] for address in addresses}
    with installation.worker() as one, installation.worker() as other:
        for _ in range(PEOPLE * EACH):
            event = server.ask_for(event="accepted")
            arrived[event["to"][0]].append(read_mail(event)["Message-ID"])
        assert (one.stop(), other.stop()) == (0, 0)
    with psycopg.connect(installation.settings["UNTILTHEN_DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT plan, message_id, state, tries, claimed_until FROM outbox_message ORDER BY id"
        ).fetchall()
    assert {row[2:] for row in rows} == {("accepted", 1, None)}
    owed: dict[int, list[str]] = {}
    for plan, name, *_ in rows:
        owed.setdefault(plan, []).append(name)
    assert sorted(owed.values()) == sorted(arrived.values())
