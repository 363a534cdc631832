"""The key behind a delivery's door: it grows from the link in the knock mail and nothing else.

The server keeps no copy. Whoever holds the link can make the key again, in a browser or here.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing.errors import BadKey
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity

_LABEL = "until-then door v1:"


def door_identity(token: str, delivery: str) -> HybridIdentity:
    """Return the identity that opens a delivery, from its link token and its id; or BadKey."""
    if not token or not delivery or not (token + delivery).isascii():
        raise BadKey("a token or a delivery id that no link has")
    info = (_LABEL + delivery).encode("ascii")
    seed = HKDF(SHA256(), SEED_BYTES, salt=None, info=info).derive(token.encode("ascii"))
    return HybridIdentity(seed)
