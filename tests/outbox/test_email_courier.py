"""The courier against a real mail server: what arrives, and what each failure is taken for."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread
from time import monotonic

import pytest

from tests.outbox.mailserver import MailServerProcess, mail_server
from tests.outbox.parcels import KNOCK, courier_to, refusal, to
from untilthen.outbox.couriers.base import CannotSend
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.second import SecondWay


@pytest.fixture(scope="module")
def server() -> Iterator[MailServerProcess]:
    with mail_server() as running:
        yield running


@pytest.fixture
def courier(server: MailServerProcess) -> Iterator[EmailCourier]:
    with courier_to(server.port) as made:
        yield made


def test_a_mail_arrives_whole_to_one_person(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    courier.send(KNOCK)
    event, mail = server.mail_to("finn@example.org")
    assert event["to"] == ["finn@example.org"]
    assert event["sender"] == "post@until-then.example.org"
    assert mail["From"] == "Until Then for Ana Berg <post@until-then.example.org>"
    assert mail["To"] == "Finn <finn@example.org>"
    assert mail["Message-ID"] == KNOCK.message_id
    assert mail["Date"].datetime == KNOCK.at
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Unsubscribe"] is None
    assert mail.get_content_type() == "multipart/alternative"
    text, html = list(mail.iter_parts())
    assert text.get_content().replace("\r\n", "\n") == KNOCK.text
    assert html.get_content().replace("\r\n", "\n") == KNOCK.html
    assert [part["Content-Language"] for part in (mail, text, html)] == ["en", "en", "en"]
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]


def test_every_try_has_the_same_message_id_and_its_own_date(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    later = datetime(2027, 4, 25, 12, 5, tzinfo=UTC)
    courier.send(to("twice@example.org"))
    courier.send(to("twice@example.org", at=later))
    _, first = server.mail_to("twice@example.org")
    _, second = server.mail_to("twice@example.org")
    assert first["Message-ID"] == second["Message-ID"] == KNOCK.message_id
    assert second["Date"].datetime == later


def test_one_connection_carries_many_mails_and_survives_a_refusal(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    courier.send(to("one@example.org"))
    assert refusal(courier, to("gone@example.org")).permanent
    courier.send(to("two@example.org"))
    first, _ = server.mail_to("one@example.org")
    second, _ = server.mail_to("two@example.org")
    assert first["peer"] == second["peer"]


def test_a_connection_the_server_has_closed_is_made_anew() -> None:
    with mail_server(close_after_each=True) as server, courier_to(server.port) as courier:
        for name in ("one", "two", "three"):
            courier.send(to(f"{name}@example.org"))
            server.mail_to(f"{name}@example.org")


@pytest.mark.parametrize(
    ("address", "taken_for"),
    [
        ("busy@example.org", "not now"),
        ("full@example.org", "not now"),
        ("gone@example.org", "permanent"),
        ("bare@example.org", "permanent"),
        ("policy@example.org", "ours"),
        ("spam@example.org", "ours"),
        ("slow@example.org", "not now"),
        ("cutatdata@example.org", "not now"),
        ("cutafter@example.org", "unclear"),
        ("hang@example.org", "not now"),
        ("hangatdata@example.org", "not now"),
        ("hangafter@example.org", "unclear"),
    ],
)
def test_each_failure_is_taken_for_what_it_is(
    courier: EmailCourier, address: str, taken_for: str
) -> None:
    found = refusal(courier, to(address))
    for word in ("permanent", "unclear", "ours"):
        assert getattr(found, word) == (word == taken_for), word
    assert "example.org" not in found.reason, "a reason stands in logs, and they name nobody"
    courier.send(to("after@example.org"))


def test_a_mail_cut_off_in_its_middle_was_not_taken(courier: EmailCourier) -> None:
    long = "a long line of a long text\n" * 1_000_000
    found = refusal(courier, to("cutinbody@example.org", text=long))
    assert (found.permanent, found.unclear) == (False, False)


def test_a_server_that_trickles_gets_no_more_time_than_one_that_is_silent(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    began = monotonic()
    found = refusal(courier, to("trickle@example.org"))
    assert (found.permanent, found.unclear) == (False, False)
    assert monotonic() - began < 10 * courier.server.timeout  # the server itself would take 60 s


def test_a_mail_that_hangs_keeps_nobody_elses_waiting(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    ended: list[str] = []
    hanging = Thread(
        target=lambda: ended.append(refusal(courier, to("hang-long@example.org")).reason)
    )
    hanging.start()
    server.ask_for(event="rcpt", to="hang-long@example.org")
    courier.send(to("other@example.org"))
    server.mail_to("other@example.org")
    assert hanging.is_alive()
    assert not ended
    hanging.join()
    assert len(ended) == 1


def test_a_refused_sender_is_our_trouble_and_no_persons() -> None:
    refused = "550 5.1.8 sender domain unknown"
    with mail_server(refuse_sender=refused) as server, courier_to(server.port) as courier:
        found = refusal(courier, KNOCK)
    assert (found.permanent, found.unclear, found.ours) == (False, False, True)
    assert "5.1.8 sender domain unknown" in found.reason


def test_a_server_that_is_not_there_is_our_trouble() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        with courier_to(port) as courier:
            found = refusal(courier, KNOCK)
            assert (found.permanent, found.ours) == (False, True)
            assert "connection refused" in found.reason
        silent.listen()
        with courier_to(port, timeout=0.2) as courier:
            found = refusal(courier, KNOCK)
            assert (found.permanent, found.unclear, found.ours) == (False, False, True)


def test_a_name_that_cannot_be_looked_up_is_our_trouble() -> None:
    with courier_to(25, host="nowhere.invalid") as courier:
        found = refusal(courier, KNOCK)
    assert (found.permanent, found.ours) == (False, True)


def test_letters_beyond_ascii_before_the_at_need_a_server_that_takes_them(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    courier.send(to("jürgen@bücher.example", name="Jürgen"))
    event, _ = server.mail_to("jürgen@xn--bcher-kva.example")
    assert event["utf8"]
    with mail_server(no_utf8=True) as plain, courier_to(plain.port) as other:
        assert refusal(other, to("jürgen@example.org")).permanent


@pytest.mark.parametrize(
    "address", ["", "finn", "finn@", "@example.org", "a b@example.org", "a@b\r\nRSET", "a@-b"]
)
def test_what_is_no_address_never_reaches_a_server(courier: EmailCourier, address: str) -> None:
    assert refusal(courier, to(address)).permanent


def test_the_second_way_says_nothing_of_the_plan(
    server: MailServerProcess, courier: EmailCourier
) -> None:
    SecondWay(courier, courier).send(to("second@example.org"))
    _, mail = server.mail_to("second@example.org")
    assert mail["From"] == "Until Then <post@until-then.example.org>"
    assert mail["Message-ID"] == KNOCK.message_id
    everything = mail.as_string()
    assert "Your check-in is open." in everything
    for word in ("Ana", "Berg", "Finn", "letter"):
        assert word not in everything


def test_trying_out_sends_nothing(server: MailServerProcess, courier: EmailCourier) -> None:
    courier.try_out()
    courier.send(to("next@example.org"))
    server.mail_to("next@example.org")
    since = server.events[-4:]
    assert [each["event"] for each in since].count("accepted") <= 2
    with pytest.raises(CannotSend):
        EmailCourier(replace(courier.server, user="ana", password="x")).try_out()
