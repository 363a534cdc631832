"""Reading keys from text: `age1pq1…`, `AGE-SECRET-KEY-PQ-1…` and their classic forms."""

from untilthen.sealing import bech32, hybrid, x25519
from untilthen.sealing.errors import BadKey
from untilthen.sealing.hybrid import HybridIdentity, HybridRecipient
from untilthen.sealing.x25519 import X25519Identity, X25519Recipient


def parse_recipient(text: str) -> HybridRecipient | X25519Recipient:
    """Return the recipient that `text` names; BadKey if it is none."""
    prefix, data = bech32.decode(text.strip())
    if text.strip() != text.strip().lower():
        raise BadKey("a recipient is written in small letters")
    match prefix:
        case hybrid.RECIPIENT_PREFIX:
            return HybridRecipient(data)
        case x25519.RECIPIENT_PREFIX:
            return X25519Recipient(data)
        case _:
            raise BadKey("it is not a recipient")


def parse_identity(text: str) -> HybridIdentity | X25519Identity:
    """Return the identity that `text` spells; BadKey if it is none."""
    prefix, data = bech32.decode(text.strip())
    if text.strip() != text.strip().upper():
        raise BadKey("a secret key is written in capital letters")
    match prefix:
        case hybrid.IDENTITY_PREFIX:
            return HybridIdentity(data)
        case x25519.IDENTITY_PREFIX:
            return X25519Identity(data)
        case _:
            raise BadKey("it is not a secret key")


def read_recipients(text: str) -> tuple[HybridRecipient | X25519Recipient, ...]:
    """Return the recipients in a file: one a line, `#` for remarks; BadKey if it has none."""
    recipients = tuple(parse_recipient(line) for line in _key_lines(text))
    if not recipients:
        raise BadKey("there is no key in it")
    return recipients


def read_identities(text: str) -> tuple[HybridIdentity | X25519Identity, ...]:
    """Return the identities of a key file: one a line, `#` for remarks; BadKey if it has none."""
    identities = tuple(parse_identity(line) for line in _key_lines(text))
    if not identities:
        raise BadKey("there is no key in it")
    return identities


def _key_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]
