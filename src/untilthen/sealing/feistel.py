"""How SLIP-39 turns a secret into what is shared, and back: four Feistel rounds of PBKDF2.

We write without a passphrase, where it guards nothing and only has to be done; with a wrong one
another secret comes out, and nobody can tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import pbkdf2_hmac

_ROUNDS = 4
_ITERATIONS = 10_000 // _ROUNDS


@dataclass(frozen=True)
class Setting:
    """What a set says about its rounds: 2^exponent times the least work."""

    identifier: int
    extendable: bool
    exponent: int

    @property
    def salt(self) -> bytes:
        """What begins the salt of each round."""
        # An extendable set may get further parts under another identifier.
        return b"" if self.extendable else b"shamir" + self.identifier.to_bytes(2, "big")


def encrypt(secret: bytes, setting: Setting, passphrase: bytes = b"") -> bytes:
    """Return what is shared for `secret`, of the same even length."""
    return _run(range(_ROUNDS), secret, setting, passphrase)


def decrypt(shared: bytes, setting: Setting, passphrase: bytes = b"") -> bytes:
    """Return the secret that was shared as `shared`."""
    return _run(reversed(range(_ROUNDS)), shared, setting, passphrase)


def _run(rounds: Iterable[int], block: bytes, setting: Setting, passphrase: bytes) -> bytes:
    half = len(block) // 2
    left, right = block[:half], block[half:]
    for number in rounds:
        mask = pbkdf2_hmac(
            "sha256",
            bytes([number]) + passphrase,
            setting.salt + right,
            _ITERATIONS << setting.exponent,
            dklen=half,
        )
        left, right = right, bytes(a ^ b for a, b in zip(left, mask, strict=True))
    return right + left
