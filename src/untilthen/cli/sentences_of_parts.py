"""What is wrong with the words of parts, said so that whoever typed them can mend it."""

from untilthen.cli.codes import ExitCode
from untilthen.cli.language import gettext
from untilthen.sealing.errors import (
    GroupCount,
    ImpossiblePart,
    NotTogether,
    OtherSet,
    RefusedSplit,
    SamePartTwice,
    SealingError,
    TooFewParts,
    UnknownWord,
    UnreadablePart,
    WrongChecksum,
    WrongWordCount,
)

# The groups of a plan, by their index in the set.
_GROUPS = (gettext("server"), gettext("keepers"), gettext("kit"))


def about_parts(error: SealingError) -> tuple[str, ExitCode] | None:
    """Return the sentence for an error of parts and its exit code, or None for any other."""
    if isinstance(error, UnreadablePart):
        said = _of_words(error)
        # A part that was read alone has no place among others.
        part = gettext("part {part}: {said}").format(part=error.part, said=said)
        return (part if error.part else said), ExitCode.BAD_KEY
    if isinstance(error, RefusedSplit):
        said = gettext("it cannot be split like this: {reason}").format(reason=error.reason)
        return said, ExitCode.BAD_INPUT
    said_of_set = _of_a_set(error)
    return (said_of_set, ExitCode.PARTS_DO_NOT_OPEN) if said_of_set else None


def group_name(index: int) -> str:
    """Return what a group of a plan is called; `index` counts from 0."""
    if index < len(_GROUPS):
        return _GROUPS[index]
    return gettext("group {number}").format(number=index + 1)


def _of_words(error: UnreadablePart) -> str:
    match error:
        case UnknownWord() if error.near:
            said = gettext('word {place}, "{word}", is not on the list; perhaps {near}')
            return said.format(place=error.place, word=error.word, near=", ".join(error.near))
        case UnknownWord():
            said = gettext('word {place}, "{word}", is not on the list')
            return said.format(place=error.place, word=error.word)
        case WrongWordCount():
            said = gettext("a part has {allowed} words, and here are {count}")
            return said.format(allowed=error.allowed[0], count=error.count)
        case WrongChecksum():
            return gettext("one word is another one of the list, or two are swapped")
        case ImpossiblePart():
            return gettext("this is no part of a key: {reason}").format(reason=error.reason)
        case _:
            return str(error)


def _of_a_set(error: SealingError) -> str | None:
    match error:
        case OtherSet():
            return gettext("part {part} is of another set").format(part=error.part)
        case SamePartTwice():
            said = gettext("part {part} is the same as part {first}")
            return said.format(part=error.part, first=error.first)
        case NotTogether():
            return gettext("the parts do not belong together: one of them is not genuine")
        case TooFewParts() if not error.groups:
            return gettext("there are no words of a part")
        case TooFewParts():
            here = "; ".join(_here(group) for group in error.groups)
            said = gettext("too few parts: {here}; {count} whole groups are needed")
            return said.format(here=here, count=error.groups_needed)
        case _:
            return None


def _here(group: GroupCount) -> str:
    said = gettext("{group}: {given} of {needed} here")
    return said.format(group=group_name(group.group), given=group.given, needed=group.needed)
