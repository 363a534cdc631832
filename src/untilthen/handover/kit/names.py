"""What people gave us, made fit to stand inside a printed sentence: a name of any length, in any
script and direction."""

import re
import unicodedata

LONGEST_RUN = 24
"""Letters that may stand together before a line may break between them."""
LONGEST_SHORT = 36
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_MAY_BREAK, _STAYS = "\u200b", "\u00a0"
# Lines break after these by themselves.
_RUNS = re.compile("(?<=[-/])")
_BINDS_ON = {"\u200d", "\ufe0e", "\ufe0f"}
# Marks of direction could turn the sentence around them; a control character prints as nothing.
_NOT_SHOWN = {"Cc", "Cs"}
_STEERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def printed(name: str) -> str:
    """Return `name` in one line, kept apart from the direction of the text around it."""
    shown = breakable(name)
    if len(shown) <= LONGEST_RUN:
        shown = shown.replace(" ", _STAYS)
    return f"{_ISOLATE}{shown}{_END_OF_ISOLATE}" if shown else ""


def short(name: str) -> str:
    """Return `name` as `printed` does, cut to what a foot or a small card has room for."""
    whole = " ".join(name.split())
    if len(whole) <= LONGEST_SHORT:
        return printed(whole)
    end = LONGEST_SHORT - 1
    while unicodedata.combining(whole[end]) or _BINDS_ON & {whole[end], whole[end - 1]}:
        end -= 1
    return printed(f"{whole[:end].rstrip()}…")


def breakable(text: str) -> str:
    """Return `text` in one line, which may be broken even where it has no spaces."""
    shown = "".join(
        each for each in text if each.isspace() or unicodedata.category(each) not in _NOT_SHOWN
    )
    return " ".join(_broken(word) for word in _STEERS.sub("", shown).split())


def _broken(word: str) -> str:
    return "".join(_cut(run) for run in _RUNS.split(word))


def _cut(run: str) -> str:
    """Let a line break within a run that has no better place, never inside a letter."""
    if len(run) <= LONGEST_RUN:
        return run
    cut, since = "", 0
    for each in run:
        alone = not unicodedata.combining(each) and each not in _BINDS_ON
        if since >= LONGEST_RUN // 2 and alone and cut[-1] not in _BINDS_ON:
            cut, since = cut + _MAY_BREAK, 0
        cut, since = cut + each, since + 1
    return cut
