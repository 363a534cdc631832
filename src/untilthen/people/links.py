"""Links in mails: what one is for and whom it is for, signed with the plan's link key and never
stored.

A token is 1 byte of kind, 8 of plan, 4 of person, 4 of round, 20 of HMAC-SHA256, in base64url.
"""

import base64
import binascii
import struct
from dataclasses import dataclass
from enum import IntEnum

from untilthen.keystore.queries import LINK, KeyGone, take
from untilthen.sealing.at_rest import mark, same

BODY = struct.Struct(">BQII")
MARK_BYTES = 20


class LinkKind(IntEnum):
    """What a link leads to."""

    CHECK_IN = 1
    INVITATION = 2
    VIGIL = 3
    DOOR = 4
    DUTIES = 5
    TOLD_LIST = 6
    OWN_KEY = 7
    ENTRUSTED = 8
    OWN_MAIL = 9


@dataclass(frozen=True)
class Link:
    """A link's meaning. `round` is the vigil or release it was made in; an old one no longer
    answers.
    """

    kind: LinkKind
    plan: int
    person: int
    round: int = 0


def token_for(link: Link) -> str:
    """Return the token of a link, the same every time; raises KeyGone for a closed plan."""
    body = BODY.pack(link.kind, link.plan, link.person, link.round)
    return base64.urlsafe_b64encode(body + link_mark(link.plan, body)).decode().rstrip("=")


def read_token(token: str) -> Link | None:
    """Return what a token means, or None for anything we did not make or no longer know."""
    try:
        given = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        body, marked = given[: BODY.size], given[BODY.size :]
        kind, plan, person, round_ = BODY.unpack(body)
        known = LinkKind(kind)
        good = same(marked, link_mark(plan, body))
    except (binascii.Error, ValueError, struct.error, KeyGone, OverflowError):
        return None
    return Link(known, plan, person, round_) if good else None


def link_mark(plan: int, body: bytes) -> bytes:
    """Return the part of a token that only we can make."""
    return mark(take(plan, LINK), b"link", body)[:MARK_BYTES]
