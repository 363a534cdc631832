"""What an SMTP server's answer means for one mail: not now, not ever for this person, or our fault.

Pure. The reason never repeats a server's words about a recipient: they hold the address.
"""

import re
from enum import Enum

from untilthen.outbox.couriers.base import CannotSend

ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\b")
MAILBOX_FULL = ("2", "2")
NO_SUCH_PERSON = {("1", code) for code in "01236"} | {("1", "10"), ("2", "1")}
ABOUT_US = {"3", "5", "7"}  # their system, our protocol, our standing (RFC 3463)
NOT_NOW = {"4"}  # the way there
ASKS_FOR_SIGN_IN = {530, 534, 535, 538}


class Stage(Enum):
    """How far a mail had come when the server answered."""

    GREETING = "at the greeting"
    TLS = "at STARTTLS"
    SIGN_IN = "at sign-in"
    SENDER = "at MAIL FROM"
    RECIPIENT = "at RCPT TO"
    DATA = "at DATA"
    CONTENT = "after the mail itself"


OPEN_STAGES = frozenset({Stage.GREETING, Stage.TLS, Stage.SIGN_IN, Stage.SENDER})
"""Here no recipient has been named yet: words may be repeated, and a 5xx is about us."""


def meaning(stage: Stage, code: int, text: bytes) -> CannotSend:
    """Return what an answer other than yes means for the mail."""
    said = " ".join(text.decode("utf-8", "replace").split())[:200]
    enhanced = ENHANCED.match(said)
    if stage in OPEN_STAGES:
        return CannotSend(
            f"{code} {said} {stage.value}", ours=code >= 500 or stage is not Stage.SENDER
        )
    shown = f"{code} {enhanced[0]}" if enhanced else str(code)
    reason = f"{shown} {stage.value}"
    if not 500 <= code < 600:
        return CannotSend(reason)
    detail = (enhanced[2], enhanced[3]) if enhanced else None
    if detail is None:
        return without_detail(reason, stage, code)
    if detail in NO_SUCH_PERSON:
        return CannotSend(reason, permanent=True)
    if detail == MAILBOX_FULL or detail[0] in NOT_NOW:
        return CannotSend(reason)
    if detail[0] in ABOUT_US or stage is not Stage.RECIPIENT:
        return CannotSend(reason, ours=True)
    return CannotSend(reason, permanent=True)


def without_detail(reason: str, stage: Stage, code: int) -> CannotSend:
    """Return what a bare 5xx means: at RCPT the person's, except for a full mailbox; else ours."""
    if stage is not Stage.RECIPIENT or code in ASKS_FOR_SIGN_IN:
        return CannotSend(reason, ours=True)
    return CannotSend(reason, permanent=code != 552)
