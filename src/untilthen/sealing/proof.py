"""How keepers show that they hold their part, without showing it: signatures by a key that grows
from its words. The server knows only the public half.
"""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing.errors import BadKey, NotSigned, NotWhatWasSigned
from untilthen.sealing.fields import from_base64
from untilthen.sealing.statement import DrillStatement, SureStatement, parse

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_INFO = b"until-then part v1"


class PartKey:
    """The secret key of one part; neither repr nor str shows it."""

    def __init__(self, seed: bytes) -> None:
        """Grow the key from its 32-byte seed."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = _text(self._key.public_key().public_bytes_raw())

    def sign(self, statement: bytes) -> str:
        """Return the signature in base64; UnreadableStatement for anything but a statement."""
        parse(statement)  # this key says "I have it" and "I am sure", and never anything else
        return _text(self._key.sign(statement))

    def __repr__(self) -> str:
        return f"PartKey(for {self.public})"


def part_key(words: str) -> PartKey:
    """Return the key that grows from a part's words; BadKey if there are none."""
    canonical = " ".join(words.lower().split())
    if not canonical or not canonical.isascii():
        raise BadKey("these are no words of a part")
    return PartKey(HKDF(SHA256(), KEY_BYTES, salt=None, info=_INFO).derive(canonical.encode()))


def check(public: str, statement: bytes, signature: str) -> DrillStatement | SureStatement:
    """Return the statement that the holder of the part signed.

    `public` is 32 bytes in base64. Raises BadKey, UnreadableStatement, NotSigned for what has not
    the form of a signature, or NotWhatWasSigned.
    """
    key, raw = from_base64(public), from_base64(signature)
    if key is None or len(key) != KEY_BYTES:
        raise BadKey("it is no public half of a part key")
    if raw is None or len(raw) != SIGNATURE_BYTES:
        raise NotSigned("it is no signature of a part key")
    said = parse(statement)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(raw, statement)
    except InvalidSignature:
        raise NotWhatWasSigned from None
    return said


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
