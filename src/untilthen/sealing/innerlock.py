"""The lock inside the seal: a letter for its reader alone, whoever else opens what is around it.

With a passphrase the reader knows, or with keys they made; without one, whoever opens the seal
reads the letter.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

from untilthen.sealing.age import decrypt_bytes, encrypt_bytes
from untilthen.sealing.errors import NotForThisKey, RefusedRecipients
from untilthen.sealing.hybrid import HybridRecipient
from untilthen.sealing.padding import pad_text, unpad
from untilthen.sealing.recipients import Identity, Recipient
from untilthen.sealing.scrypt import WORK_FACTOR, PassphraseIdentity, PassphraseRecipient

# Unicode's White_Space, the same in Python and in browsers; NFKC has folded the rest into these.
_WHITE_SPACE = re.compile("[\t-\r \x85\u1680\u2028\u2029]+")


class Lock(StrEnum):
    """How a letter is locked to its reader."""

    NONE = auto()
    PASSPHRASE = auto()
    KEYS = auto()


@dataclass(frozen=True, slots=True)
class WithPassphrase:
    """Locked with what was typed; `hint` is what the owner wrote beside it."""

    typed: str = field(repr=False)
    hint: str = ""
    work_factor: int = WORK_FACTOR


@dataclass(frozen=True, slots=True)
class WithKeys:
    """Locked to the keys of those it is for; the owner's own is always added."""

    recipients: tuple[HybridRecipient, ...]


InnerLock = WithPassphrase | WithKeys | None


def passphrase_of(typed: str) -> str:
    """Return the passphrase that was meant, however it was spaced and composed when typed."""
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", typed)).strip(" ")


def locked(letter: bytes, lock: InnerLock, owner: HybridRecipient) -> tuple[Lock, str, bytes]:
    """Return the kind of lock, its hint and the letter under it.

    Raises BadKey for an empty passphrase, RefusedRecipients where nobody has a key.
    """
    match lock:
        case None:
            return Lock.NONE, "", letter
        case WithPassphrase(typed, hint, work_factor):
            way = PassphraseRecipient(passphrase_of(typed), work_factor=work_factor)
            return Lock.PASSPHRASE, hint, _framed(letter, [way])
        case WithKeys(recipients):
            if not recipients:
                raise RefusedRecipients("nobody's key to lock the letter to")
            return Lock.KEYS, "", _framed(letter, list(dict.fromkeys([*recipients, owner])))


def unlocked(
    content: bytes, lock: Lock, identities: Sequence[Identity], passphrase: str | None
) -> bytes:
    """Return the letter under its lock; NotForThisKey where key or passphrase is another or none.

    Raises Damaged or TooCostly too.
    """
    match lock:
        case Lock.NONE:
            return content
        case Lock.PASSPHRASE:
            if passphrase is None:
                raise NotForThisKey
            return unpad(decrypt_bytes(content, [PassphraseIdentity(passphrase_of(passphrase))]))
        case Lock.KEYS:
            return unpad(decrypt_bytes(content, identities))


def _framed(letter: bytes, recipients: Sequence[Recipient]) -> bytes:
    return encrypt_bytes(pad_text(letter), recipients)
