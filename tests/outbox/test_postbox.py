"""The mailbox where mail comes back: each mail is taken once, and its troubles are said once."""

import logging
from dataclasses import replace

import pytest

from tests.outbox.imap_server import imap_server
from untilthen import edge
from untilthen.outbox.returns.imap import Box, CannotRead, box_from, read_new
from untilthen.watch.postbox import Postbox

MINE, YOURS = b"Subject: mine\r\n\r\nmine\r\n", b"Subject: yours\r\n\r\nyours\r\n"


def box_at(address: str) -> Box:
    box = box_from(address)
    assert box is not None
    return box


def test_a_mail_is_taken_once_and_deleted_only_where_that_is_said() -> None:
    taken: list[bytes] = []

    def take(raw: bytes) -> bool:
        taken.append(raw)
        return raw == MINE

    with imap_server(MINE, YOURS) as mailbox:
        box = box_at(mailbox.address)
        assert read_new(box, take) == 2
        assert read_new(box, take) == 0
        assert taken == [MINE, YOURS]
        assert (mailbox.left, mailbox.seen) == ([2], {1, 2})


def test_what_is_larger_than_a_megabyte_is_never_fetched() -> None:
    with imap_server(b"x" * 1_000_001, MINE) as mailbox:
        assert read_new(box_at(mailbox.address), lambda _: True) == 2
        assert (mailbox.fetched, mailbox.left) == ([2], [1])


def test_a_full_mailbox_is_taken_in_pieces() -> None:
    with imap_server(*[YOURS] * 120) as mailbox:
        box = box_at(mailbox.address)
        assert [read_new(box, lambda _: False) for _ in range(4)] == [50, 50, 20, 0]


def test_a_mail_whose_taking_failed_is_taken_again() -> None:
    def fails(_raw: bytes) -> bool:
        raise OSError("the disk is full")

    with imap_server(MINE) as mailbox:
        box = box_at(mailbox.address)
        with pytest.raises(CannotRead):
            read_new(box, fails)
        assert read_new(box, lambda _: True) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["silent", "garbage", "break_off"])
def test_a_server_that_misbehaves_is_a_trouble_said_once(
    wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    with imap_server(MINE, wrong=wrong) as mailbox, caplog.at_level(logging.INFO):
        postbox = Postbox(edge.now, replace(box_at(mailbox.address), seconds=0.3))
        assert [postbox.look() for _ in range(3)] == [0, 0, 0]
        assert len(caplog.messages) == 1
        assert caplog.messages[0].startswith(f"the mailbox 127.0.0.1:{mailbox.port} cannot be read")
        mailbox.wrong, mailbox.mails = "", {}
        postbox.look()
        assert caplog.messages[1:] == ["the mailbox for mail that comes back can be read again"]


def test_a_mailbox_that_is_not_there_or_not_ours_names_no_password() -> None:
    with imap_server() as mailbox:
        wrong = mailbox.address.replace("p%20ss", "other")
        with pytest.raises(CannotRead, match="does not let us in") as refused:
            read_new(box_at(wrong), lambda _: True)
        assert "other" not in str(refused.value)
        with pytest.raises(CannotRead, match="no folder Returns"):
            read_new(box_at(mailbox.address.replace("INBOX", "Returns")), lambda _: True)
    with pytest.raises(CannotRead, match="connection refused"):
        read_new(box_at("imap://post:secret@127.0.0.1:1/INBOX"), lambda _: True)


def test_the_setting_names_user_password_and_folder() -> None:
    box = box_at("imaps://a%40b:p%2Fw@mail.example.org/Until%20Then")
    assert (box.host, box.port, box.secure) == ("mail.example.org", 993, True)
    assert (box.user, box.password, box.folder) == ("a@b", "p/w", "Until Then")
    assert "p/w" not in str(box)
    assert box_from("") is None
