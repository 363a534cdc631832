"""A mail address as it stands in an envelope, checked before any of it can reach a server."""

import re
import unicodedata
from dataclasses import dataclass

ATOM = r"[^\s\x00-\x1f\x7f-\x9f()<>\[\]:;@\\,.\"]+"
LOCAL = re.compile(rf"(?:{ATOM}(?:\.{ATOM})*|\"[^\x00-\x1f\x7f\"\\]*\")\Z")
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
LONGEST_LOCAL_BYTES, LONGEST_BYTES = 64, 254


@dataclass
class BadAddress(Exception):
    """No mail can go to this address; the reason does not repeat it."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Mailbox:
    """An address in two halves; the domain is in the ASCII form that servers look up."""

    local: str
    domain: str

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 (RFC 6531) can take it."""
        return not self.local.isascii()

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def mailbox(address: str) -> Mailbox:
    """Return an address as a mailbox; raises BadAddress."""
    local, at, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    if not at or not LOCAL.match(local):
        raise BadAddress("this is no mail address")
    found = Mailbox(local, ascii_domain(domain))
    too_long = len(local.encode()) > LONGEST_LOCAL_BYTES or len(str(found)) > LONGEST_BYTES
    if too_long:
        raise BadAddress("this mail address is too long")
    return found


def ascii_domain(domain: str) -> str:
    """Return a domain in lower case with every label in its ASCII form; raises BadAddress.

    Letters such as ß keep their own form (IDNA 2008); Python's idna codec would write them as ss,
    which is another domain.
    """
    # NFKC first: a full-width letter or dot is the same domain to whoever typed it.
    labels = unicodedata.normalize("NFKC", domain).lower().removesuffix(".").split(".")
    return ".".join(ascii_label(label) for label in labels)


def ascii_label(label: str) -> str:
    """Return one label of a domain in its ASCII form; raises BadAddress."""
    written = label
    if not label.isascii():
        if not all(unicodedata.category(letter)[0] in "LMN" or letter == "-" for letter in label):
            raise BadAddress("this is no mail address: its domain cannot be")
        written = "xn--" + label.encode("punycode").decode()
    if not LABEL.match(written):
        raise BadAddress("this is no mail address: its domain cannot be")
    return written
