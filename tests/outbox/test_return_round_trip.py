"""From the courier over a real mail server and back: what a server reports later reaches us by pipe
and by mailbox, and never sends anything back to whoever wrote it.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.outbox.imap_server import imap_server
from tests.outbox.installation import COMMAND, Installation
from tests.outbox.mailserver import Event, MailServerProcess, mail_server, read_mail
from tests.outbox.reports import report

RETURNS = {"UNTILTHEN_RETURNS_ADDRESS": "returns+*@until-then.example.org"}
OK, TRY_LATER = 0, 75


@pytest.fixture(scope="module")
def server() -> Iterator[MailServerProcess]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, server: MailServerProcess) -> Installation:
    """An installation whose databases are ready."""
    made = Installation(tmp_path_factory.mktemp("home"), server.port, dict(RETURNS))
    made.run("migrate", "--quiet")
    return made


def sent(installed: Installation, server: MailServerProcess, address: str) -> tuple[Event, bytes]:
    """Let the worker send a mail; return how it came, and the report on it that follows."""
    installed.owe({"to": address})
    with installed.worker() as worker:
        event, _ = server.mail_to(address)
        assert worker.stop() == 0
    assert last_state(installed) == "accepted"
    message_id = str(read_mail(event)["Message-ID"])
    assert event["sender"].startswith("returns+")
    return event, report(message_id=message_id, to=address, back=event["sender"])


def last_state(installed: Installation) -> str:
    """Return how the mail owed last stands."""
    return installed.messages()[-1][0]


def pipe(installed: Installation, raw: bytes, *words: str) -> tuple[int, str]:
    """Give a mail to `untilthen receive`; return how it ended and what it said."""
    done = subprocess.run(
        [*COMMAND, "receive", *words],
        env=installed.environment,
        input=raw,
        capture_output=True,
        check=False,
    )
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


def reading(home: Installation, mailbox: str) -> Installation:
    """Return the installation with a mailbox to read."""
    return replace(home, settings={**home.settings, "UNTILTHEN_RETURNS_MAILBOX": mailbox})


def test_a_report_by_pipe_marks_the_mail_it_names(
    home: Installation, server: MailServerProcess
) -> None:
    event, raw = sent(home, server, "ana@example.org")
    elsewhere = raw.replace(event["sender"].encode(), b"post@until-then.example.org")
    without_id = elsewhere.replace(b"Message-ID:", b"X-Other:")
    assert pipe(home, without_id) == (OK, "")
    assert last_state(home) == "accepted"
    assert pipe(home, without_id, "--recipient", event["sender"], "--sender", "") == (OK, "")
    assert last_state(home) == "refused"


def test_a_report_in_the_mailbox_is_read_by_the_worker(
    home: Installation, server: MailServerProcess
) -> None:
    _, raw = sent(home, server, "berta@example.org")
    with imap_server(raw, b"From: ben@example.org\r\n\r\nHello\r\n") as mailbox:
        home.settings["UNTILTHEN_RETURNS_MAILBOX"] = mailbox.address
        with home.worker() as worker:
            mailbox.wait_until(lambda: mailbox.seen == {1, 2})
            assert worker.stop() == 0
        assert mailbox.left == [2], "what a person wrote stays there"
    assert last_state(home) == "refused"


def test_a_mailbox_that_is_away_stops_no_mail(
    home: Installation, server: MailServerProcess
) -> None:
    home.owe({"to": "cora@example.org"})
    with reading(home, "imap://post:secret@127.0.0.1:1/INBOX").worker() as worker:
        server.mail_to("cora@example.org")
        worker.hear("the mailbox 127.0.0.1:1 cannot be read: connection refused")
        assert worker.stop() == 0
    assert "secret" not in worker.said


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff", b"From: a@b\n\nHello\n", b"x" * 3_000_000, b"Content-Type: \n" * 9]
)
def test_what_is_nothing_to_us_is_taken_and_forgotten(home: Installation, raw: bytes) -> None:
    code, said = pipe(home, raw)
    assert code == OK
    assert said.count("\n") <= 1
    assert "Traceback" not in said


def test_while_we_cannot_write_it_down_the_mail_server_keeps_it(
    home: Installation, tmp_path: Path
) -> None:
    for settings in (
        {"UNTILTHEN_DATABASE_URL": "postgresql://nobody:x@127.0.0.1:1/none"},
        {"UNTILTHEN_DATA": str(tmp_path / "other")},
        {"UNTILTHEN_MASTER_KEY": "short"},
        {"UNTILTHEN_SMTP_PORT": "none"},
    ):
        other = Installation(home.data, home.port, {**home.settings, **settings})
        code, said = pipe(other, b"From: a@b\n\n")
        assert code == TRY_LATER, settings
        assert "Traceback" not in said
