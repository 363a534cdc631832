"""Puts a parcel into the form of RFC 5322: headers by hand, both parts as quoted-printable.

Not with EmailMessage: in Python 3.11 it unquotes a long name with commas, which makes three
addresses of one (docs/decisions/0007-mails-by-hand.md).
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from email.utils import format_datetime
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext

from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.couriers.mailbox import Mailbox

WORD_BYTES = (
    45  # bytes of UTF-8 in one encoded word; with its frame 72 of the 75 characters allowed
)
SHORT = 60  # characters that stay unfolded on one line with the header's name
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
LINE_END = re.compile(r"\r\n|\r|\n")


def compose(parcel: Parcel, to: Mailbox, sender: str) -> bytes:
    """Return the whole mail to one person, with CRLF; the same each time for the same parcel."""
    lines = [*headers(parcel, to, sender), *body(parcel)]
    return "\r\n".join(lines).encode("utf-8")


def headers(parcel: Parcel, to: Mailbox, sender: str) -> Iterator[str]:
    """Yield the header lines that do not depend on the mail's parts."""
    yield f"From: {named(sender_name(parcel), sender)}"
    yield f"To: {named(parcel.name, str(to))}"
    if parcel.reply_to:
        yield f"Reply-To: <{clean(parcel.reply_to)}>"
    yield f"Subject: {words(parcel.subject)}"
    yield f"Date: {format_datetime(parcel.at)}"
    yield f"Message-ID: {clean(parcel.message_id)}"
    if parcel.marked:
        yield f"{parcel.marked[0]}: {clean(parcel.marked[1])}"
    yield "Auto-Submitted: auto-generated"
    yield "X-Auto-Response-Suppress: All"
    if parcel.unsubscribe:
        yield f"List-Unsubscribe: <{clean(parcel.unsubscribe)}>"
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    yield "MIME-Version: 1.0"


def sender_name(parcel: Parcel) -> str:
    """Return the name a mail comes from, in the language of whom it is for."""
    if not parcel.owner:
        return "Until Then"
    with translation.override(parcel.language):
        return gettext("Until Then for %(owner)s") % {"owner": parcel.owner}


def body(parcel: Parcel) -> Iterator[str]:
    """Yield the lines from Content-Type on: both parts, or the text alone without HTML."""
    if not parcel.html:
        yield from part("plain", parcel.text, parcel.language)
        return
    # No quoted-printable line holds "=_", so that no text can end the part it stands in.
    boundary = "=_" + sha256(parcel.message_id.encode()).hexdigest()[:32]
    yield f'Content-Type: multipart/alternative; boundary="{boundary}"'
    yield f"Content-Language: {clean(parcel.language)}"
    yield ""
    for kind, content in (("plain", parcel.text), ("html", parcel.html)):
        yield f"--{boundary}"
        yield from part(kind, content, parcel.language)
    yield f"--{boundary}--"
    yield ""


def part(kind: str, content: str, language: str) -> Iterator[str]:
    """Yield one part with its own headers."""
    yield f'Content-Type: text/{kind}; charset="utf-8"'
    yield f"Content-Language: {clean(language)}"
    yield "Content-Transfer-Encoding: quoted-printable"
    yield ""
    plain = LINE_END.sub("\n", content).encode("utf-8", "replace")
    yield binascii.b2a_qp(plain, istext=True).decode("ascii").replace("\n", "\r\n")


def named(name: str, address: str) -> str:
    """Return a name and an address as one mailbox of a header, whatever stands in the name."""
    shown = clean(name)
    if not shown:
        return f"<{address}>"
    if is_simple(shown):
        quoted = shown.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"\r\n <{address}>'
    return f"{encoded(shown)}\r\n <{address}>"


def words(text: str) -> str:
    """Return text for a header such as Subject: as it is where that is safe, else encoded."""
    shown = clean(text)
    return shown if is_simple(shown) else encoded(shown)


def is_simple(text: str) -> bool:
    """Whether text can stand in a header as it is: short, ASCII, and not itself an encoded word."""
    return text.isascii() and len(text) <= SHORT and "=?" not in text


def encoded(text: str) -> str:
    """Return text as encoded words of RFC 2047, one a line; no character is cut in two."""
    pieces: list[bytes] = [b""]
    for letter in text:
        octets = letter.encode("utf-8", "replace")
        if len(pieces[-1]) + len(octets) > WORD_BYTES:
            pieces.append(b"")
        pieces[-1] += octets
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(piece).decode()}?=" for piece in pieces)


def clean(text: str) -> str:
    """Return text on one line, without control characters and what turns the direction of others.

    So nobody's name can begin another header (the mail still goes), or show an address reversed.
    """
    kept = (letter for letter in text if letter not in TURNING)
    plain = (" " if unicodedata.category(letter) == "Cc" else letter for letter in kept)
    return " ".join("".join(plain).split())
