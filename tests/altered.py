"""Bytes with one of them altered: a fixed byte in its place would now and then change nothing."""


def altered(content: bytes, at: int) -> bytes:
    """Return `content` with one bit flipped in the byte at `at`, which may count from the end."""
    place = at % len(content)
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
