"""A journal that was written out, for `untilthen verify`: its first broken line, and a mark that
stands in somebody's mail.
"""

from collections.abc import Sequence

from untilthen.cli import say
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing import chain
from untilthen.sealing.chain import MARK_LENGTH, ChainLine
from untilthen.sealing.closing import Note

Lines = Sequence[ChainLine]


def read(name: object, content: bytes) -> Lines:
    """Return the journal that the content of a file is; raises CannotDo where it is none."""
    lines = chain.read(content.decode("utf-8", "replace"))
    if lines is None:
        told = gettext("{file}: this is no bundle, no closing note and no journal")
        raise CannotDo(told.format(file=name), ExitCode.DAMAGED)
    return lines


def check(name: object, lines: Lines, mark: str | None) -> None:
    """Print where a whole journal ends, and where a mark stands; raises CannotDo where a line was
    altered, taken out or put in, or the mark stands nowhere.
    """
    broken = chain.first_break(lines)
    if broken is not None:
        told = gettext("{file}: line {number} of the journal does not fit the one before it")
        raise CannotDo(told.format(file=name, number=broken), ExitCode.DAMAGED)
    say.line(f"journal {len(lines)} {lines[-1].hash[:MARK_LENGTH]}")
    if not mark:
        return
    for line in lines:
        if line.hash.startswith(mark):
            say.line(f"mark {line.number} {line.at}")
            return
    told = gettext("{file}: no line has the mark {mark}, so this is not the journal of that mail")
    raise CannotDo(told.format(file=name, mark=mark), ExitCode.DAMAGED)


def compare(note: Note, name: object, lines: Lines) -> None:
    """Raise CannotDo unless a whole journal is the one that a closing note ends."""
    ends = lines[note.lines - 1].hash if 0 < note.lines <= len(lines) else ""
    if ends != note.head:
        told = gettext("{file}: this is not the journal that the note names")
        raise CannotDo(told.format(file=name), ExitCode.DAMAGED)
