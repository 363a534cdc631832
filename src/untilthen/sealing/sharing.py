"""One level of SLIP-39: a secret as points of which any `needed` give it back, and fewer nothing.

The secret lies at position 255 and a digest of it at 254, so that points which do not belong
together are noticed.
"""

import hmac
from collections.abc import Callable, Mapping
from itertools import islice

from untilthen.sealing.gf256 import interpolate

Dice = Callable[[int], bytes]

SECRET_POSITION = 255
_DIGEST_POSITION = 254
_DIGEST_BYTES = 4


def share(secret: bytes, needed: int, count: int, dice: Dice) -> list[bytes]:
    """Return the values at positions 0 to `count` - 1; `dice` gives as many bytes as asked."""
    if needed == 1:
        return [secret] * count
    noise = dice(len(secret) - _DIGEST_BYTES)
    points = {position: dice(len(secret)) for position in range(needed - 2)}
    points[_DIGEST_POSITION] = _digest(secret, noise) + noise
    points[SECRET_POSITION] = secret
    return [interpolate(points, position) for position in range(count)]


def recover(points: Mapping[int, bytes], needed: int) -> bytes | None:
    """Return the secret of at least `needed` points; None if any of them does not agree."""
    chosen = dict(islice(points.items(), needed))
    agree = [hmac.compare_digest(interpolate(chosen, at), points[at]) for at in points]
    secret = interpolate(chosen, SECRET_POSITION)
    if needed > 1:
        found = interpolate(chosen, _DIGEST_POSITION)
        digest, noise = found[:_DIGEST_BYTES], found[_DIGEST_BYTES:]
        agree.append(hmac.compare_digest(_digest(secret, noise), digest))
    return secret if all(agree) else None


def _digest(secret: bytes, noise: bytes) -> bytes:
    return hmac.digest(noise, secret, "sha256")[:_DIGEST_BYTES]
