"""Polynomials over GF(256), the field of AES (x^8 + x^4 + x^3 + x + 1), as SLIP-39 wants them.

No table is indexed by a secret and nothing branches on one: many bytes lie packed in one number
and meet only shifts, masks and xor. Positions on a polynomial are public.
"""

from collections.abc import Collection, Mapping
from functools import cache

_REDUCTION = 0x1B


def interpolate(points: Mapping[int, bytes], position: int) -> bytes:
    """Return the bytes at `position` of the lowest polynomials through `points`.

    Positions are 0 to 255; the values at all points have one length, which is the result's.
    """
    (size,) = {len(value) for value in points.values()}
    total = 0
    for at, value in points.items():
        total ^= _scaled(int.from_bytes(value, "big"), _weight(at, points.keys(), position), size)
    return total.to_bytes(size, "big")


@cache
def multiply(one: int, other: int) -> int:
    """Return the product of two public elements, each 0 to 255."""
    return _scaled(one, other, 1)


@cache
def inverse(element: int) -> int:
    """Return what `element` (public, not 0) gives 1 with: its 254th power."""
    power, result = element, 1
    for _ in range(7):  # 254 is 2 + 4 + … + 128
        power = multiply(power, power)
        result = multiply(result, power)
    return result


def _weight(at: int, positions: Collection[int], position: int) -> int:
    """Return how much the value at `at` counts at `position` (Lagrange)."""
    above = below = 1
    for other in positions:
        if other != at:
            above = multiply(above, position ^ other)
            below = multiply(below, at ^ other)
    return multiply(above, inverse(below))


def _scaled(packed: int, factor: int, size: int) -> int:
    """Return each of the `size` bytes in `packed`, multiplied by `factor`."""
    lowest_bits = int.from_bytes(b"\x01" * size, "big")
    result = 0
    for bit in range(8):
        result ^= packed * (factor >> bit & 1)
        highest = packed >> 7 & lowest_bits
        packed = (packed ^ highest << 7) << 1 ^ highest * _REDUCTION
    return result
