"""What a mail that came to us changes: the one way in for a mailbox, a pipe, and a provider's word.

A mail is believed only where it holds the way back of a mail of ours, or its exact Message-ID and
the address it went to. Everything else changes nothing and is not answered.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum

from untilthen.outbox.actions import mark_delayed, mark_returned
from untilthen.outbox.models import Message
from untilthen.outbox.returns.answers import answer_kindly
from untilthen.outbox.returns.known import (
    MESSAGES_LOOKED_AT,
    is_one_of,
    named_by_ids,
    reached_at,
)
from untilthen.outbox.returns.paths import is_way_back, read_token, tokens_in
from untilthen.outbox.returns.reading import Arrived, Report, read
from untilthen.outbox.returns.report import Verdict


class Taken(Enum):
    """What a mail turned out to be: nothing to us, a report on our mail, or an answer."""

    IGNORED = "ignored"
    REPORT = "report"
    ANSWER = "answer"


def receive(
    raw: bytes,
    now: datetime,
    *,
    envelope_to: str = "",
    envelope_from: str | None = None,
    complaint: Callable[[Message], object] = bool,
) -> Taken:
    """Take in a mail that came to us; whatever it holds, this raises nothing but DatabaseError.

    `complaint` is told of a mail of ours that its reader called unwanted.
    """
    came = read(raw, envelope_to=envelope_to, envelope_from=envelope_from)
    if came.report is not None:
        return take_report(came, came.report, now, complaint)
    return Taken.ANSWER if answer_kindly(came, now) else Taken.IGNORED


def take_report(
    came: Arrived, report: Report, now: datetime, complaint: Callable[[Message], object]
) -> Taken:
    """Note what a server says of a mail of ours, if it is one."""
    message = reported_on(came, report)
    if message is None:
        return Taken.IGNORED
    take_verdict(message, report.verdict, now)
    if report.complaint:
        complaint(message)
    return Taken.REPORT


def take_verdict(message: Message, found: Verdict, now: datetime) -> None:
    """Note what came of a mail that had been accepted."""
    match found:
        case Verdict.NOTHING:
            return
        case Verdict.DELAYED:
            mark_delayed(message)
        case Verdict.SENT_BACK:
            mark_returned(message, Message.SENT_BACK, now)
        case Verdict.REFUSED:
            mark_returned(message, Message.REFUSED, now)


def reported_on(came: Arrived, report: Report) -> Message | None:
    """Return the one mail of ours that a report is about, or None where that is not certain."""
    tokens = tokens_in(came.to)
    found = {
        message.pk: message
        for message in (*named_by_tokens(tokens), *named_by_ids(report.returned_ids))
        if is_about(message, tokens, report)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def named_by_tokens(tokens: Iterable[str]) -> list[Message]:
    """Return the mails whose numbers stand in tokens; the marks are not looked at yet."""
    numbers = [read_token(token)[0] for token in tokens][:MESSAGES_LOOKED_AT]
    return list(Message.objects.filter(pk__in=numbers))


def is_about(message: Message, tokens: list[str], report: Report) -> bool:
    """Return whether a report came back by a mail's own way, or gives back the mail as we sent it.

    Either names the address it went to, which must still be the person's.
    """
    address = reached_at(message)
    if not address:
        return False
    if is_way_back(message, address, tokens):
        return not report.returned_ids or message.message_id in report.returned_ids
    return message.message_id in report.returned_ids and is_one_of(address, report.returned_to)
