"""Mails about accounts: over the same courier, with little patience and a clear error."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

import pytest
from django.conf import settings
from django.core import mail

from tests.outbox.mailserver import MailServerProcess, mail_server
from untilthen.web.account_mail import PATIENCE_SECONDS, MailNotAccepted, courier

BACKEND = "untilthen.web.account_mail.AccountMail"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServerProcess]:
    with mail_server() as running:
        use(monkeypatch, running.port)
        yield running
    courier().close()
    courier.cache_clear()


def use(patch: pytest.MonkeyPatch, port: int) -> None:
    patch.setattr(settings, "CONFIG", replace(settings.CONFIG, smtp_port=port, smtp_timeout=30))
    courier.cache_clear()


def send(*to: str) -> int:
    message = mail.EmailMultiAlternatives("Your code", "It is 123.", to=to)
    return mail.get_connection(BACKEND).send_messages([message])


def test_each_recipient_gets_a_mail_of_their_own(server: MailServerProcess) -> None:
    assert send("ana@example.org", "second@example.org") == 1
    first, one = server.mail_to("ana@example.org")
    second, two = server.mail_to("second@example.org")
    assert (first["to"], second["to"]) == (["ana@example.org"], ["second@example.org"])
    assert one["To"] == "ana@example.org"
    assert one["Auto-Submitted"] == "auto-generated"
    assert one.get_content().strip() == "It is 123."
    assert one["Message-ID"] != two["Message-ID"]


def test_a_server_that_never_answers_does_not_hold_the_page_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        use(monkeypatch, silent.getsockname()[1])
        began = monotonic()
        with pytest.raises(MailNotAccepted, match="no answer"):
            send("ana@example.org")
        assert monotonic() - began < 4 * PATIENCE_SECONDS
    courier.cache_clear()


@pytest.mark.usefixtures("server")
def test_a_refusal_is_an_error_unless_quiet_was_asked_for() -> None:
    with pytest.raises(MailNotAccepted, match="550"):
        send("gone@example.org")
    message = mail.EmailMessage("Your code", "It is 123.", to=["gone@example.org"])
    assert mail.get_connection(BACKEND, fail_silently=True).send_messages([message]) == 0
