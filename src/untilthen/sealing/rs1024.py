"""RS1024, the checksum of SLIP-39: three words, a Reed-Solomon code over GF(1024).

It notices every slip in up to three words, and misses a worse one once in a thousand million.
"""

from collections.abc import Sequence

CHECKSUM_WORDS = 3
_GENERATORS = (
    0xE0E040,
    0x1C1C080,
    0x3838100,
    0x7070200,
    0xE0E0009,
    0x1C0C2412,
    0x38086C24,
    0x3090FC48,
    0x21B1F890,
    0x3F3F120,
)


def checksum(label: bytes, numbers: Sequence[int]) -> list[int]:
    """Return the three numbers (0 to 1023) that follow `numbers` under `label`."""
    check = _remainder([*label, *numbers, *[0] * CHECKSUM_WORDS]) ^ 1
    return [check >> 10 * (CHECKSUM_WORDS - 1 - place) & 1023 for place in range(CHECKSUM_WORDS)]


def is_whole(label: bytes, numbers: Sequence[int]) -> bool:
    """Say whether `numbers` end in their checksum under `label`."""
    return _remainder([*label, *numbers]) == 1


def _remainder(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top = check >> 20
        check = (check & 0xFFFFF) << 10 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator * (top >> bit & 1)  # no branch: the numbers are secret
    return check
