"""Passphrases made for people: six words of the SLIP-39 list, about 60 bits.

The words differ in their first four letters and were chosen to be told apart on paper and
by voice.
"""

from functools import cache
from pathlib import Path

WORD_COUNT = 6
RANDOM_BYTES = 2 * WORD_COUNT


@cache
def words() -> tuple[str, ...]:
    """Return the 1024 words, in order."""
    # words.txt is the word list of the standard SLIP-0039 (SatoshiLabs), unchanged.
    return tuple(Path(__file__).with_name("words.txt").read_text(encoding="ascii").split())


def six_words(random_bytes: bytes) -> str:
    """Return a passphrase from 12 random bytes; each word is as likely as any other."""
    assert len(random_bytes) == RANDOM_BYTES
    # 65536 is a multiple of 1024, so the remainder favours no word.
    numbers = (random_bytes[at] << 8 | random_bytes[at + 1] for at in range(0, RANDOM_BYTES, 2))
    return " ".join(words()[number % len(words())] for number in numbers)


def normalise(typed: str) -> str:
    """Return words typed back as they were printed; anything else as it was typed."""
    found = typed.casefold().split()
    return " ".join(found) if found and not unknown_words(typed) else typed


def unknown_words(typed: str) -> tuple[str, ...]:
    """Return what was typed and is no word of the list, to point at a slip of the pen."""
    return tuple(word for word in typed.casefold().split() if word not in words())
