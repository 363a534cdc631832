"""Reading the words of parts: from files, from standard input, or typed without being shown.

In a file a part stands on a line of its own or as a paragraph, numbered or not; lines that begin
with # are remarks.
"""

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.cli.passphrase import has_terminal, typed_unseen
from untilthen.cli.sentences import about, explain
from untilthen.sealing.errors import SealingError, TooFewParts
from untilthen.sealing.mnemonic import WORD_COUNTS
from untilthen.sealing.parts import combine, normalise, read_part

STANDARD_INPUT = Path("-")
_LONGEST_FILE_BYTES = 1 << 20


def secret_of(files: Sequence[Path]) -> bytes:
    """Return the secret that the parts in `files` open, or those typed where there are none.

    Raises CannotDo, which names what is wrong with the words or what is still missing.
    """
    if not files:
        return _typed_secret()
    parts = [part for file in files for part in parts_in(file)]
    name = files[0] if len(files) == 1 else gettext("the words")
    try:
        return combine(parts)
    except SealingError as error:
        raise about(_shown(name), error) from error


def parts_in(file: Path) -> list[str]:
    """Return each part in `file`, or on standard input for `-`, as it is written there."""
    if file == STANDARD_INPUT:
        content = sys.stdin.buffer.read(_LONGEST_FILE_BYTES)
    else:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST_FILE_BYTES)
    lines = content.decode("utf-8", "replace").splitlines()
    blocks = groupby(lines, lambda line: bool(line.strip()) and not line.startswith("#"))
    return [part for words, block in blocks if words for part in _parts_of(list(block))]


def one_part(file: Path | None) -> str:
    """Return the words of the one part in `file`, or typed; CannotDo if it is not exactly one."""
    if file is None:
        return _typed_part(gettext("the words of your part: "))
    found = parts_in(file)
    if len(found) != 1:
        said = gettext("{file}: here should be one part, and there are {count}")
        sentence = said.format(file=_shown(file), count=len(found))
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    try:
        read_part(found[0])
    except SealingError as error:
        raise about(_shown(file), error) from error
    return normalise(found[0])


def _parts_of(lines: list[str]) -> list[str]:
    """Return the parts of a paragraph: each line, if every line has as many words as a part."""
    if all(len(normalise(line).split()) in WORD_COUNTS for line in lines):
        return lines
    return ["\n".join(lines)]


def _typed_secret() -> bytes:
    """Ask for part after part until they open; a slip is said at once and asked for again."""
    parts: list[str] = []
    while True:
        prompt = gettext("the words of part {number}: ").format(number=len(parts) + 1)
        parts.append(_typed_part(prompt))
        try:
            return combine(parts)
        except TooFewParts as error:
            say.words(explain(error)[0])
        except SealingError as error:
            say.words(explain(error)[0])
            parts.pop()


def _typed_part(prompt: str) -> str:
    if not has_terminal():
        sentence = gettext("no terminal to ask for the words; name a file with them")
        raise CannotDo(sentence, ExitCode.BAD_INPUT)
    while True:
        typed = typed_unseen(prompt)
        if not typed.strip():
            raise CannotDo(gettext("there are no words of a part"), ExitCode.BAD_KEY)
        try:
            read_part(typed)
        except SealingError as error:
            say.words(explain(error)[0])
        else:
            return normalise(typed)


def _shown(name: object) -> object:
    return gettext("standard input") if name == STANDARD_INPUT else name
