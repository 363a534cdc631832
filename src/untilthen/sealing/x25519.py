"""Classic keys of age, `X25519`: read for files made elsewhere, never chosen for a letter.

Whoever keeps such a file until a quantum computer exists can open it without any key.
"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing import bech32, unpadded
from untilthen.sealing.errors import BadKey, Damaged, Part
from untilthen.sealing.header import FILE_KEY_BYTES, Stanza
from untilthen.sealing.recipients import Strength

STANZA_KIND = "X25519"
RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "age-secret-key-"
_INFO = b"age-encryption.org/v1/X25519"
_KEY_BYTES = 32
_BODY_BYTES = FILE_KEY_BYTES + 16
_NONCE = bytes(12)  # each wrapping key is used once


class X25519Recipient:
    """A public key `age1…` that files can be sealed to."""

    strength = Strength.CLASSIC

    def __init__(self, public: bytes) -> None:
        """Take the 32 bytes of the public key; BadKey if the length is another."""
        if len(public) != _KEY_BYTES:
            raise BadKey("a recipient of the wrong length")
        self._public = public
        self._key = X25519PublicKey.from_public_bytes(public)

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that gives `file_key` to this recipient alone."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(self._key)
        except ValueError:
            raise BadKey("a recipient that gives the same secret to all") from None
        body = _wrapping(shared, share, self._public).encrypt(_NONCE, file_key, None)
        return Stanza((STANZA_KIND, unpadded.encode(share).decode("ascii")), body)

    def __str__(self) -> str:
        return bech32.encode(RECIPIENT_PREFIX, self._public)

    def __repr__(self) -> str:
        return f"X25519Recipient({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, X25519Recipient) and self._public == other._public

    def __hash__(self) -> int:
        return hash(self._public)


class X25519Identity:
    """A secret key `AGE-SECRET-KEY-1…`; neither repr nor str shows it."""

    def __init__(self, secret: bytes) -> None:
        """Take the 32 secret bytes; BadKey if the length is another."""
        if len(secret) != _KEY_BYTES:
            raise BadKey("a key of the wrong length")
        self._secret = secret
        self._key = X25519PrivateKey.from_private_bytes(secret)
        self._public = self._key.public_key().public_bytes_raw()
        self.recipient = X25519Recipient(self._public)

    def reveal(self) -> str:
        """Return the secret as text, `AGE-SECRET-KEY-1…`."""
        return bech32.encode(IDENTITY_PREFIX, self._secret).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None if no stanza is for this identity."""
        ours = [stanza for stanza in stanzas if stanza.arguments[0] == STANZA_KIND]
        keys = map(self._open, ours, map(_share, ours))
        return next((key for key in keys if key is not None), None)

    def _open(self, stanza: Stanza, share: bytes) -> bytes | None:
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise Damaged(Part.HEADER, "a share that gives the same secret to all") from None
        try:
            return _wrapping(shared, share, self._public).decrypt(_NONCE, stanza.body, None)
        except InvalidTag:
            return None

    def __repr__(self) -> str:
        return f"X25519Identity(for {self.recipient})"


def _share(stanza: Stanza) -> bytes:
    """Return the share of a stanza of our kind, checked for its exact form."""
    if len(stanza.arguments) != 2 or len(stanza.body) != _BODY_BYTES:
        raise Damaged(Part.HEADER, "an X25519 stanza of the wrong form")
    share = unpadded.decode(stanza.arguments[1].encode("ascii"))
    if share is None or len(share) != _KEY_BYTES:
        raise Damaged(Part.HEADER, "an X25519 stanza of the wrong form")
    return share


def _wrapping(shared: bytes, share: bytes, public: bytes) -> ChaCha20Poly1305:
    key = HKDF(SHA256(), 32, salt=share + public, info=_INFO).derive(shared)
    return ChaCha20Poly1305(key)
