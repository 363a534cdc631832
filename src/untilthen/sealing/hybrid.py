"""Post-quantum keys of age: ML-KEM-768 and X25519 together, `mlkem768x25519`.

Both would have to be broken. The whole key grows from a 32-byte seed, which is what the
SLIP-39 words of a plan stand for.
"""

from collections.abc import Sequence
from hashlib import shake_256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from untilthen.sealing import bech32, unpadded
from untilthen.sealing.errors import BadKey, Damaged, Part
from untilthen.sealing.header import FILE_KEY_BYTES, Stanza
from untilthen.sealing.recipients import Strength

STANZA_KIND = "mlkem768x25519"
RECIPIENT_PREFIX = "age1pq"
IDENTITY_PREFIX = "age-secret-key-pq-"
SEED_BYTES = 32
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
_MLKEM_CIPHERTEXT_BYTES = 1088
_X25519_BYTES = 32
_ENCAPSULATION_BYTES = _MLKEM_CIPHERTEXT_BYTES + _X25519_BYTES
_BODY_BYTES = FILE_KEY_BYTES + 16


class HybridRecipient:
    """A public key `age1pq1…` that files are sealed to."""

    strength = Strength.POST_QUANTUM

    def __init__(self, public: bytes) -> None:
        """Take the 1216 bytes of the public key; BadKey if they are not one."""
        if len(public) != _MLKEM_PUBLIC_BYTES + _X25519_BYTES:
            raise BadKey("a post-quantum recipient of the wrong length")
        try:
            mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES])
        except ValueError:
            raise BadKey("a post-quantum recipient that is no public key") from None
        x25519 = X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:])
        self._public = public
        self._key = MLKEM768X25519PublicKey(mlkem, x25519)

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that gives `file_key` to this recipient alone."""
        sealed = _SUITE.encrypt(file_key, self._key, _INFO)
        encapsulation = unpadded.encode(sealed[:_ENCAPSULATION_BYTES]).decode("ascii")
        return Stanza((STANZA_KIND, encapsulation), sealed[_ENCAPSULATION_BYTES:])

    def __str__(self) -> str:
        return bech32.encode(RECIPIENT_PREFIX, self._public)

    def __repr__(self) -> str:
        return f"HybridRecipient({str(self)[:20]}…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HybridRecipient) and self._public == other._public

    def __hash__(self) -> int:
        return hash(self._public)


class HybridIdentity:
    """A secret key `AGE-SECRET-KEY-PQ-1…`; neither repr nor str shows it."""

    def __init__(self, seed: bytes) -> None:
        """Grow the key from its 32-byte seed; BadKey if the length is another."""
        if len(seed) != SEED_BYTES:
            raise BadKey("a post-quantum key of the wrong length")
        grown = shake_256(seed).digest(_MLKEM_SEED_BYTES + _X25519_BYTES)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(grown[:_MLKEM_SEED_BYTES])
        self._seed = bytes(seed)
        self._x25519 = X25519PrivateKey.from_private_bytes(grown[_MLKEM_SEED_BYTES:])
        self._key = MLKEM768X25519PrivateKey(mlkem, self._x25519)
        self.recipient = HybridRecipient(
            mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()
        )

    @classmethod
    def from_seed(cls, seed: bytes) -> "HybridIdentity":
        """Return the identity that grows from a 32-byte seed."""
        return cls(seed)

    def reveal_seed(self) -> bytes:
        """Return the 32-byte seed, to be split into words or wrapped by another key."""
        return self._seed

    def reveal(self) -> str:
        """Return the secret as text, `AGE-SECRET-KEY-PQ-1…`."""
        return bech32.encode(IDENTITY_PREFIX, self._seed).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None if no stanza is for this identity."""
        ours = [stanza for stanza in stanzas if stanza.arguments[0] == STANZA_KIND]
        keys = map(self._open, ours, map(_encapsulation, ours))
        return next((key for key in keys if key is not None), None)

    def _open(self, stanza: Stanza, encapsulation: bytes) -> bytes | None:
        try:
            return _SUITE.decrypt(encapsulation + stanza.body, self._key, _INFO)
        except (InvalidTag, ValueError):
            self._refuse_low_order(encapsulation[_MLKEM_CIPHERTEXT_BYTES:])
            return None

    def _refuse_low_order(self, share: bytes) -> None:
        """Raise Damaged for a share that no honest writer makes, instead of "not for you"."""
        try:
            self._x25519.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise Damaged(Part.HEADER, "a share that gives the same secret to all") from None

    def __repr__(self) -> str:
        return f"HybridIdentity(for {self.recipient!r})"


def _encapsulation(stanza: Stanza) -> bytes:
    """Return the encapsulated key of a stanza of our kind, checked for its exact form."""
    if len(stanza.arguments) != 2 or len(stanza.body) != _BODY_BYTES:
        raise Damaged(Part.HEADER, "a post-quantum stanza of the wrong form")
    encapsulation = unpadded.decode(stanza.arguments[1].encode("ascii"))
    if encapsulation is None or len(encapsulation) != _ENCAPSULATION_BYTES:
        raise Damaged(Part.HEADER, "a post-quantum stanza of the wrong form")
    return encapsulation
