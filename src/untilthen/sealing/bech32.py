"""Bech32 (BIP 173) without its limit of 90 characters: how age writes keys as text.

A post-quantum recipient is 1959 characters long, so the checksum no longer promises to find
every small slip; a wrong recipient is still refused by its length and its key material.
"""

from untilthen.sealing.errors import BadKey

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def encode(prefix: str, data: bytes) -> str:
    """Return `data` as lower-case bech32 under `prefix`."""
    values = _regroup(data, 8, 5)
    checksum = _checksum(prefix, values)
    return prefix + "1" + "".join(ALPHABET[value] for value in values + checksum)


def decode(text: str) -> tuple[str, bytes]:
    """Return the lower-case prefix and the bytes of `text`; BadKey if it is not bech32."""
    if text != text.lower() and text != text.upper():
        raise BadKey("capital and small letters are mixed")
    prefix, found, tail = text.lower().rpartition("1")
    if not found or not prefix or not all(33 <= ord(letter) <= 126 for letter in prefix):
        raise BadKey("it does not begin like a key")
    try:
        values = [_VALUES[letter] for letter in tail]
    except KeyError:
        raise BadKey("it holds a character that no key has") from None
    if len(values) < _CHECKSUM_LENGTH or _polymod(_expand(prefix) + values) != 1:
        raise BadKey("its checksum does not match: a character is wrong or missing")
    return prefix, _to_bytes(values[:-_CHECKSUM_LENGTH])


def _to_bytes(values: list[int]) -> bytes:
    """Return whole bytes from groups of five bits; what is left over must be zero."""
    spare_bits = len(values) * 5 % 8
    if spare_bits >= 5 or (spare_bits and values[-1] & ((1 << spare_bits) - 1)):
        raise BadKey("it has bits left over")
    whole = len(values) * 5 // 8
    return bytes(_regroup(values, 5, 8)[:whole])


def _regroup(values: bytes | list[int], have: int, want: int) -> list[int]:
    """Return the bits of `values`, `have` at a time, cut into groups of `want`, zero-filled."""
    result: list[int] = []
    pending = bits = 0
    for value in values:
        pending = pending << have | value
        bits += have
        while bits >= want:
            bits -= want
            result.append(pending >> bits)
            pending &= (1 << bits) - 1
    if bits:
        result.append(pending << (want - bits))
    return result


def _expand(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _checksum(prefix: str, values: list[int]) -> list[int]:
    check = _polymod(_expand(prefix) + values + [0] * _CHECKSUM_LENGTH) ^ 1
    return [check >> 5 * (5 - place) & 31 for place in range(_CHECKSUM_LENGTH)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            if top >> bit & 1:
                check ^= generator
    return check
