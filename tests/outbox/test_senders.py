"""A real worker, a real mail server: order, hangs, poison, and ends at the worst moments."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.installation import Installation
from tests.outbox.mailserver import Event, MailServerProcess, mail_server

LATER = "UPDATE outbox_message SET claimed_until = '2020-01-01' WHERE claimed_until NOT NULL"


def told(events: list[Event], kind: str) -> list[str]:
    """Return the addresses of all events of one kind, in order."""
    named = [event["to"] for event in events if event["event"] == kind]
    return [each if isinstance(each, str) else each[0] for each in named]


@pytest.fixture
def server() -> Iterator[MailServerProcess]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("prepared")
    Installation(data, 0, {"UNTILTHEN_SMTP_PORT": "25"}).run("migrate", "--quiet")
    return data


@pytest.fixture
def installation(prepared: Path, tmp_path: Path, server: MailServerProcess) -> Installation:
    for name in ("untilthen.sqlite3", "keys.sqlite3"):
        (tmp_path / name).write_bytes((prepared / name).read_bytes())
    return Installation(tmp_path, server.port)


def test_one_persons_mails_arrive_in_the_order_they_were_owed(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings["UNTILTHEN_SMTP_TIMEOUT"] = "60"
    ana, others = "holdatrcpt@example.org", ["one@example.org", "two@example.org"]
    installation.owe(*({"to": ana} for _ in range(5)), *({"to": other} for other in others))
    ids = installation.query("SELECT message_id FROM outbox_message ORDER BY id")
    with installation.worker() as worker:
        server.until(lambda events: {ana, *others} <= set(told(events, "rcpt")))
        server.until(lambda events: set(others) <= set(told(events, "accepted")))
        # More than one sender is free now, and none of them has begun Ana's second.
        assert told(server.events, "rcpt").count(ana) == 1
        server.let_go()
        arrived = [(server.mail_to(ana)[1]["Message-ID"],) for _ in range(5)]
        assert worker.stop() == 0
    assert arrived == ids[:5]
    assert installation.messages() == [("accepted", 1, False)] * len(ids)


def test_a_server_that_hangs_over_one_mail_lets_all_others_go(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings["UNTILTHEN_SMTP_CONNECTIONS"] = "2"
    others = [f"person{number}@example.org" for number in range(8)]
    installation.owe({"to": "holdatrcpt@example.org"}, *({"to": address} for address in others))
    installation.settings["UNTILTHEN_SMTP_TIMEOUT"] = "60"
    with installation.worker() as worker:
        held = "holdatrcpt@example.org"
        server.until(lambda events: held in told(events, "rcpt"))
        server.until(lambda events: set(others) <= set(told(events, "accepted")))
        assert held not in told(server.events, "accepted")
        server.let_go()
        server.mail_to("holdatrcpt@example.org")
        assert worker.stop() == 0


def test_a_mail_that_cannot_be_written_stops_nobodys(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.owe(
        {"to": "first@example.org", "about": "nonsense"},
        {"to": "first@example.org"},
        {"to": "second@example.org"},
    )
    with installation.worker() as worker:
        server.mail_to("first@example.org")
        worker.hear("met a mistake of ours: UnknownMail")
        assert worker.stop() == 0
    assert installation.messages() == [
        ("owed", 1, False),
        ("accepted", 1, False),
        ("accepted", 1, False),
    ]
    assert "first@example.org" not in worker.said
    assert "Traceback" not in worker.said


def test_a_refusal_is_tried_again_and_a_refusal_for_good_is_not(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.owe(
        {"to": "busy@example.org"}, {"to": "gone@example.org"}, {"to": "cutafter@example.org"}
    )
    with installation.worker() as worker:
        server.ask_for(event="accepted")
        for words in ("450 4.2.1 at RCPT TO", "550 5.1.1 at RCPT TO", "after the mail itself"):
            worker.hear(words)
        assert worker.stop() == 0
    states = [("owed", 1, False), ("refused", 1, False), ("owed", 1, False)]
    assert installation.messages() == states
    assert "example.org" not in worker.said


def test_asked_to_end_it_finishes_the_mail_under_way_and_lets_go_of_the_rest(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings |= {"UNTILTHEN_SMTP_CONNECTIONS": "2", "UNTILTHEN_SMTP_TIMEOUT": "60"}
    # The sender that is done with the quick one claims two at once, and is held by the first.
    names = ["hold-a", "quick", "hold-b", "next"]
    installation.owe(*({"to": f"{name}@example.org"} for name in names))
    with installation.worker() as worker:
        for _ in names[:3]:
            server.ask_for(event="accepted")
        assert installation.messages()[3] == ("owed", 0, True)
        worker.process.terminate()
        worker.hear("asked to end")
        server.let_go()
        assert worker.end() == 0
    assert installation.messages() == [("accepted", 1, False)] * 3 + [("owed", 0, False)]


def test_killed_between_sending_and_marking_it_sends_the_same_mail_again(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings["UNTILTHEN_SMTP_TIMEOUT"] = "60"
    installation.owe({"to": "hold@example.org"})
    with installation.worker() as worker:
        _, first = server.mail_to("hold@example.org")
        worker.kill()
    assert installation.messages() == [("owed", 0, True)]
    installation.query(LATER)
    server.let_go()
    with installation.worker() as worker:
        _, second = server.mail_to("hold@example.org")
        assert worker.stop() == 0
    assert first["Message-ID"] == second["Message-ID"]
    assert installation.messages() == [("accepted", 1, False)]


def test_killed_after_claiming_it_sends_the_mail_once_the_claim_is_over(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings["UNTILTHEN_SMTP_TIMEOUT"] = "60"
    installation.owe({"to": "holdatrcpt@example.org"})
    with installation.worker() as worker:
        server.ask_for(event="rcpt")
        worker.kill()
    server.let_go()
    installation.owe({"to": "other@example.org"})
    with installation.worker() as worker:
        server.mail_to("other@example.org")
        assert worker.stop() == 0
    assert installation.messages() == [("owed", 0, True), ("accepted", 1, False)]
    installation.query(LATER)
    with installation.worker() as worker:
        server.mail_to("holdatrcpt@example.org")
        assert worker.stop() == 0
    assert [each["event"] for each in server.events].count("accepted") == 2


def test_a_mail_that_cannot_be_marked_is_marked_later_and_not_sent_again(
    installation: Installation, server: MailServerProcess
) -> None:
    installation.settings["UNTILTHEN_SMTP_TIMEOUT"] = "60"
    installation.owe({"to": "hold@example.org"})
    with installation.worker() as worker:
        server.mail_to("hold@example.org")
        installation.query("ALTER TABLE outbox_message RENAME TO away")
        server.let_go()
        worker.hear("the database is not prepared for this version")
        installation.query("ALTER TABLE away RENAME TO outbox_message")
        worker.hear("the work goes on")
        installation.owe({"to": "next@example.org"})
        server.mail_to("next@example.org")
        assert worker.stop() == 0
    assert installation.messages() == [("accepted", 1, False), ("accepted", 1, False)]
    assert [each["event"] for each in server.events].count("accepted") == 2
    assert "Traceback" not in worker.said


def test_a_worker_refuses_databases_that_are_not_prepared(tmp_path: Path) -> None:
    bare = Installation(tmp_path, 25)
    with bare.worker() as worker:
        assert worker.end() == 2
    said = "the database default is not prepared for this version; type: untilthen migrate"
    assert worker.said == f"untilthen: {said}\n"
