"""Words of the list as people type them: numbered, in capitals, with commas; and near misses.

The browser does the same in js/words.js; a test holds the two together.
"""

import re
import unicodedata

from untilthen.sealing.passphrase import words

_BETWEEN = re.compile(r"[\s\ufeff,.;:·()\-\u2013\u2014/|]+")
_NUMBER = re.compile(r"[0-9]+")
_START_LETTERS = 4  # no two words of the list begin alike
_NEAR_ENOUGH = 2
_NEAR_SHOWN = 3


def words_in(typed: str) -> tuple[str, ...]:
    """Return the words in what somebody typed: any case, any spacing, numbered or not."""
    found = _BETWEEN.split(unicodedata.normalize("NFKC", typed).lower())
    return tuple(word for word in found if word and not _NUMBER.fullmatch(word))


def near(word: str) -> tuple[str, ...]:
    """Return up to three words of the list that somebody may have meant, the likeliest first."""
    rated = ((_distance(word, known), known) for known in words())
    close = sorted(pair for pair in rated if pair[0] <= _NEAR_ENOUGH)
    return tuple(known for _, known in close[:_NEAR_SHOWN])


def _distance(word: str, known: str) -> int:
    """Return 0 for the same first four letters, or else the steps between the two."""
    if len(word) >= _START_LETTERS and known.startswith(word[:_START_LETTERS]):
        return 0
    apart = abs(len(word) - len(known))
    # Whoever pastes a book gets an answer too: what is too long is not looked at.
    return apart if apart > _NEAR_ENOUGH else _steps_between(word, known)


def _steps_between(one: str, other: str) -> int:
    """Return how many letters to change, add, drop or swap with a neighbour."""
    older: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            changed = previous[column - 1] + (letter != against)
            steps = min(previous[column] + 1, current[column - 1] + 1, changed)
            if row > 1 and column > 1 and letter + one[row - 2] == other[column - 2 : column]:
                steps = min(steps, older[column - 2] + 1)
            current.append(steps)
        older, previous = previous, current
    return previous[-1]
