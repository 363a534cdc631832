"""Reads a mail that came to us: where to, from whom, what it answers, and whether it is a report.

No mail makes it raise; what cannot be read says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import getaddresses

from untilthen.outbox.returns.automatic import is_automatic, is_from_a_server
from untilthen.outbox.returns.report import Verdict, of_all, of_failure, verdict

LARGEST_BYTES = 1_000_000
LOOKED_AT_BYTES = 131_072
"""A report stands at the beginning; the library may take quadratic time for more."""
HEADER_LOOKED_AT = 4000
PARTS_AT_MOST = 50
MESSAGE_ID = re.compile(r"<[^<>\s]{3,200}>")
CAME_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Cc")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a server says of a mail: the verdict, and what it gives back of that mail."""

    verdict: Verdict
    complaint: bool = False
    returned_ids: tuple[str, ...] = ()
    returned_to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A mail as far as we look at it. `answers` are the Message-IDs it refers to."""

    to: tuple[str, ...] = ()
    sender: str = ""
    answers: tuple[str, ...] = ()
    automatic: bool = True
    report: Report | None = None


def read(raw: bytes, *, envelope_to: str = "", envelope_from: str | None = None) -> Arrived:
    """Return what a mail says; `envelope_from` is None where only its header could tell it."""
    try:
        return read_mail(message_from_bytes(raw[:LOOKED_AT_BYTES]), envelope_to, envelope_from)
    except Exception:  # noqa: BLE001 - the library raises many kinds; no mail may stop the next one
        return Arrived()


def read_mail(mail: Mail, envelope_to: str, envelope_from: str | None) -> Arrived:
    """Return what a parsed mail says."""
    came_to = (envelope_to, *(address for name in CAME_TO for address in addresses(mail, name)))
    senders = addresses(mail, "From")
    return Arrived(
        to=tuple(filter(None, came_to)),
        sender=senders[0] if len(senders) == 1 else "",
        answers=tuple(MESSAGE_ID.findall(text_of(mail, "In-Reply-To"))[:5]),
        automatic=is_automatic(mail, envelope_from),
        report=report_in(mail, envelope_from),
    )


def report_in(mail: Mail, envelope_from: str | None) -> Report | None:
    """Return the report that a mail is, or None for any other mail."""
    parts = list(parts_of(mail))
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            return report_of(Verdict.NOTHING, parts, complaint=True)
        if part.get_content_type() == "message/delivery-status":
            return report_of(of_all([*verdicts(part)]), parts)
    if not is_from_a_server(mail, envelope_from):
        return None
    said = "\n".join(words_of(part) for part in parts if part.get_content_type() == "text/plain")
    return report_of(of_failure("", said), parts, said)


def report_of(
    found: Verdict, parts: list[Mail], said: str = "", *, complaint: bool = False
) -> Report:
    """Return a report with what it gives back; plain words may hold the headers of our mail."""
    given_back = [mail for part in parts for mail in returned_in(part)]
    if said:
        given_back += in_plain_words(said)
    return Report(
        verdict=found,
        complaint=complaint,
        returned_ids=tuple(one for each in given_back for one in ids(each, "Message-ID")),
        returned_to=tuple(one for each in given_back for one in addresses(each, "To")),
    )


def parts_of(mail: Mail) -> Iterator[Mail]:
    """Yield a mail's own parts, but nothing that stands inside a mail it gives back."""
    waiting = [mail]
    for _ in range(PARTS_AT_MOST):
        if not waiting:
            return
        part = waiting.pop(0)
        yield part
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [each for each in inside if isinstance(each, Mail)]


def verdicts(part: Mail) -> Iterator[Verdict]:
    """Yield what a delivery-status part says of each recipient."""
    blocks = part.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Mail) and block.get("Action") is not None:
            yield verdict(*(text_of(block, each) for each in ("Action", "Status", DIAGNOSTIC)))


DIAGNOSTIC = "Diagnostic-Code"


def returned_in(part: Mail) -> Iterator[Mail]:
    """Yield the mail, or its headers, that a part of a report gives back."""
    kind, inside = part.get_content_type(), part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list):
        yield from (each for each in inside[:1] if isinstance(each, Mail))
    elif kind in ("text/rfc822-headers", "message/rfc822-headers", "message/rfc822"):
        yield message_from_string(words_of(part))


def in_plain_words(said: str) -> Iterator[Mail]:
    """Yield the headers of the mail that a report in plain words quotes, if it does."""
    lines = [line.lstrip("> \t") for line in said.splitlines()]
    kept = [line for line in lines if line.lower().startswith(("message-id:", "to:"))]
    yield message_from_string("\n".join(kept) + "\n\n")


def words_of(part: Mail) -> str:
    """Return the beginning of a part's text, whatever its encoding."""
    if part.is_multipart():
        return ""
    inside = part.get_payload(decode=True)
    return inside.decode("utf-8", "replace") if isinstance(inside, bytes) else ""


def ids(mail: Mail, name: str) -> list[str]:
    """Return the Message-IDs in a header."""
    return MESSAGE_ID.findall(text_of(mail, name))


def addresses(mail: Mail, name: str) -> list[str]:
    """Return the bare addresses in every header of a name."""
    given = [plain(value) for value in mail.get_all(name, [])[:PARTS_AT_MOST]]
    return [address for _, address in getaddresses(given) if "@" in address]


def text_of(mail: Mail, name: str) -> str:
    """Return a header as text on one line, or "" where there is none."""
    return plain(mail.get(name, ""))


def plain(value: object) -> str:
    """Return a header's value as text on one line."""
    return " ".join(str(make_header(decode_header(str(value)[:HEADER_LOOKED_AT]))).split())
