"""What servers say of mails of ours: each form is understood, each verdict is the careful one."""

from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outbox.reports import COMPLAINT, EXIM, POSTFIX, QMAIL, report
from untilthen.outbox.returns.reading import read
from untilthen.outbox.returns.report import Verdict, of_all, verdict

OURS = "<vigil.0123456789abcdef0123456789abcdef@until-then.example.org>"
GONE, LATER, PUT_OFF, NOTHING = (
    Verdict.REFUSED, Verdict.SENT_BACK, Verdict.DELAYED, Verdict.NOTHING,
)  # fmt: skip


@pytest.mark.parametrize("form", [POSTFIX, EXIM, QMAIL])
def test_the_forms_of_the_common_servers_are_understood(form: str) -> None:
    came = read(report(form, message_id=OURS))
    assert came.automatic
    assert came.report is not None
    assert came.report.verdict is GONE
    assert came.report.returned_ids == (OURS,)
    assert came.report.returned_to == ("ben@example.org",)
    assert came.to == ("post@until-then.example.org",)


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "means"),
    [
        ("failed", "5.1.1", "smtp; 550 5.1.1 no such user", GONE),
        ("failed", "5.1.10", "smtp; 550 5.1.10 RecipientNotFound", GONE),
        ("failed", "5.2.1", "smtp; 550 5.2.1 this mailbox is disabled", GONE),
        ("failed", "5.0.0", "smtp; 550 no such user", GONE),
        ("Failed", "5.0.0", "smtp; 550-5.1.1 the account does not exist", GONE),
        ("failed", "", "smtp; 550 no such user", GONE),
        ("failed", "5.2.2", "smtp; 552 5.2.2 mailbox full", PUT_OFF),
        ("failed", "4.2.2", "smtp; 452 4.2.2 over quota", PUT_OFF),
        ("failed", "5.0.0", "smtp; 552 mailbox full", PUT_OFF),
        ("failed", "5.7.1", "smtp; 550 5.7.1 listed as a sender of spam", LATER),
        ("failed", "5.4.1", "smtp; 550 5.4.1 recipient address rejected", LATER),
        ("failed", "4.4.7", "smtp; 421 4.4.7 expired after five days", LATER),
        ("failed", "5.3.4", "smtp; 552 5.3.4 too large", LATER),
        ("delayed", "4.4.1", "smtp; 421 no answer", PUT_OFF),
        ("delivered", "2.0.0", "", NOTHING),
        ("relayed", "2.0.0", "", NOTHING),
        ("expanded", "2.0.0", "", NOTHING),
        ("failed", "2.0.0", "smtp; 250 ok", NOTHING),
        ("failed", "", "", NOTHING),
        ("", "5.1.1", "", NOTHING),
        ("read", "5.1.1", "", NOTHING),
    ],
)
def test_only_what_is_about_the_person_is_for_good(
    action: str, status: str, diagnostic: str, means: Verdict
) -> None:
    assert verdict(action, status, diagnostic) is means


def test_one_recipient_that_was_reached_outweighs_those_that_were_not() -> None:
    assert of_all([GONE, NOTHING]) is NOTHING
    assert of_all([GONE, PUT_OFF]) is PUT_OFF
    assert of_all([GONE, GONE]) is GONE
    assert of_all([]) is NOTHING


def test_a_complaint_is_told_from_a_refusal() -> None:
    came = read(report(COMPLAINT, message_id=OURS))
    assert came.report is not None
    assert came.report.complaint
    assert came.report.verdict is NOTHING
    assert came.report.returned_ids == (OURS,)


def test_a_person_who_quotes_a_report_writes_none() -> None:
    quoted = report(message_id=OURS).decode().replace("\n", "\n> ")
    mail = f"From: ben@example.org\nTo: post@until-then.example.org\n\nWhat is this?\n> {quoted}"
    assert read(mail.encode()).report is None
    forwarded = (
        "From: ben@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=C\n\n"
        f"--C\nContent-Type: message/rfc822\n\n{report(message_id=OURS).decode()}\n--C--\n"
    )
    assert read(forwarded.encode()).report is None


PIECES = [
    "From: MAILER-DAEMON@a", "Return-Path: <>", "To: returns+abc@b", "Action: failed",
    "Status: 5.1.1", 'Content-Type: multipart/report; boundary="B"', "--B", "--B--", "",
    "Content-Type: message/delivery-status", "Content-Type: message/rfc822",
    "Content-Type: text/rfc822-headers", "Content-Transfer-Encoding: base64", "=?utf-8?b?/?=",
    f"Message-ID: {OURS}", "Content-Type: text/plain; charset=no-such", "\x00\ud83d\x85",
    "Content-Type: message/feedback-report", "To: =?x?q?=?= <a@b>, <<>>,,;", "MIME-Version: 1.0",
    "Message-ID: <" + "a" * 300 + ">", "Content-Transfer-Encoding: x-uuencode", "begin 644 a",
    "Content-Type: multipart/mixed; boundary*0*=x''%ff",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40))
def test_no_mail_made_of_pieces_of_reports_makes_the_reader_raise(lines: list[str]) -> None:
    read("\n".join(lines).encode("utf-8", "replace"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_make_the_reader_raise(raw: bytes) -> None:
    read(raw)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_change_to_a_report_makes_the_reader_raise(data: st.DataObject) -> None:
    raw = bytearray(report(message_id=OURS))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=30)):
        raw[place] = data.draw(st.integers(0, 255))
    read(bytes(raw))


HOSTILE = {
    "parts within parts": "".join(
        f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(15_000)
    ),
    "one endless header": "To: " + "<a@b>, " * 100_000,
    "encoded words": "To: " + "=?utf-8?q?a?= " * 60_000,
    "a header's parameters": "Content-Type: multipart/mixed; " + "a=b;" * 240_000,
    "many parts": "Content-Type: multipart/mixed; boundary=B\n\n" + "--B\n\nx\n" * 100_000,
    "many recipients": "Content-Type: message/delivery-status\n\n" + "Action: failed\n\n" * 60_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_mail_made_to_keep_us_busy_is_read_in_seconds(kind: str) -> None:
    began = monotonic()
    assert read(HOSTILE[kind].encode()[:1_000_000]).answers == ()
    assert monotonic() - began < 10, "without the bound some of these take minutes"
