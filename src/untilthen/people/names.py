"""Names in sentences: one written from right to left keeps to itself, so that the date or the
number after it stays where the sentence has it.
"""

import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString

FROM_RIGHT = {"R", "AL"}
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


class Name(str):
    """A name as somebody gave it; a page shows it in a direction of its own."""

    __slots__ = ()

    def __html__(self) -> SafeString:
        """Return it as it stands on a page."""
        return format_html("{}", isolated(str(self)))


def isolated(name: str) -> str:
    """Return a name that cannot turn the words around it; most names stay as they are."""
    if not any(unicodedata.bidirectional(letter) in FROM_RIGHT for letter in name):
        return name
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"
