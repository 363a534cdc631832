"""A passphrase as the only way into an age file, slowed down by scrypt.

2^work_factor rounds of 1 KiB each: 18 takes half a second and 256 MiB, each step doubles both.
Files decide their own cost, so opening one refuses what would stall the machine.
"""

import os
import re
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from untilthen.sealing import unpadded
from untilthen.sealing.errors import BadKey, Damaged, Part, TooCostly
from untilthen.sealing.header import FILE_KEY_BYTES, Stanza
from untilthen.sealing.recipients import Strength

STANZA_KIND = "scrypt"
WORK_FACTOR = 18
WORK_FACTOR_LIMIT = 20
_LABEL = b"age-encryption.org/v1/scrypt"
_SALT_BYTES = 16
_BODY_BYTES = FILE_KEY_BYTES + 16
_NONCE = bytes(12)  # each wrapping key is used once
_WORK_FACTOR = re.compile(r"[1-9][0-9]?")


class PassphraseRecipient:
    """Seals to whoever knows the passphrase."""

    strength = Strength.PASSPHRASE

    def __init__(self, passphrase: str, *, work_factor: int = WORK_FACTOR) -> None:
        """Take the passphrase and 2^work_factor rounds (1 to 20); BadKey if it is empty."""
        if not passphrase:
            raise BadKey("an empty passphrase")
        if not 1 <= work_factor <= WORK_FACTOR_LIMIT:
            raise TooCostly(work_factor, WORK_FACTOR_LIMIT)
        self._passphrase = passphrase
        self._work_factor = work_factor

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that gives `file_key` to whoever knows the passphrase."""
        salt = os.urandom(_SALT_BYTES)
        body = _wrapping(self._passphrase, salt, self._work_factor).encrypt(_NONCE, file_key, None)
        text = unpadded.encode(salt).decode("ascii")
        return Stanza((STANZA_KIND, text, str(self._work_factor)), body)

    def __repr__(self) -> str:
        return "PassphraseRecipient(…)"


class PassphraseIdentity:
    """Opens what was sealed to the passphrase, up to a cost of 2^limit rounds."""

    def __init__(self, passphrase: str, *, limit: int = WORK_FACTOR_LIMIT) -> None:
        """Take the passphrase and the highest work factor worth doing."""
        self._passphrase = passphrase
        self._limit = limit

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None if the passphrase is not the one."""
        ours = [stanza for stanza in stanzas if stanza.arguments[0] == STANZA_KIND]
        if not ours:
            return None
        (stanza,) = ours  # check_alone() has refused more
        salt, work_factor = _parameters(stanza)
        if work_factor > self._limit:
            raise TooCostly(work_factor, self._limit)
        try:
            wrapping = _wrapping(self._passphrase, salt, work_factor)
            return wrapping.decrypt(_NONCE, stanza.body, None)
        except InvalidTag:
            return None

    def __repr__(self) -> str:
        return "PassphraseIdentity(…)"


def check_alone(stanzas: Sequence[Stanza]) -> None:
    """Raise Damaged if a passphrase is one of several ways into a file."""
    kinds = [stanza.arguments[0] for stanza in stanzas]
    if STANZA_KIND in kinds and len(kinds) > 1:
        raise Damaged(Part.HEADER, "a passphrase stanza that does not stand alone")


def _parameters(stanza: Stanza) -> tuple[bytes, int]:
    """Return salt and work factor of a stanza of our kind, checked for its exact form."""
    if len(stanza.arguments) != 3 or len(stanza.body) != _BODY_BYTES:
        raise Damaged(Part.HEADER, "a passphrase stanza of the wrong form")
    salt = unpadded.decode(stanza.arguments[1].encode("ascii"))
    if salt is None or len(salt) != _SALT_BYTES or not _WORK_FACTOR.fullmatch(stanza.arguments[2]):
        raise Damaged(Part.HEADER, "a passphrase stanza of the wrong form")
    return salt, int(stanza.arguments[2])


def _wrapping(passphrase: str, salt: bytes, work_factor: int) -> ChaCha20Poly1305:
    scrypt = Scrypt(salt=_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1)
    return ChaCha20Poly1305(scrypt.derive(passphrase.encode("utf-8")))
