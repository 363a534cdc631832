"""What can go wrong with a sealed file, told apart by what a person can do about it.

A wrong key asks for another key; a damaged file asks for another copy. They are never confused.
"""

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """The part of a sealed file in which damage was found."""

    ARMOR = "armor"
    HEADER = "header"
    SEAL = "seal"
    PAYLOAD = "payload"
    CONTENT = "content"


class SealingError(Exception):
    """Anything that keeps a file from being sealed or opened."""


class NotForThisKey(SealingError):
    """The file is well formed, but none of the keys given opens it."""


class Damaged(SealingError):
    """The file is not what its writer wrote: altered, cut short, or no sealed file at all."""

    def __init__(self, part: Part, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part
        self.reason = reason


class NotSealed(Damaged):
    """The file does not begin as a sealed file does: most likely it is something else."""

    def __init__(self) -> None:
        super().__init__(Part.HEADER, "this is no age v1 file")


class TooCostly(SealingError):
    """The file asks for more passphrase work than we are willing to do (2^work_factor rounds)."""

    def __init__(self, work_factor: int, limit: int) -> None:
        super().__init__(f"work factor {work_factor} is above {limit}")
        self.work_factor = work_factor
        self.limit = limit


class BadKey(SealingError):
    """A key, a recipient or a token that is not well formed; `reason` never quotes a secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedRecipients(SealingError):
    """A set of recipients that must not share one file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SizeChanged(SealingError):
    """A file grew or shrank while it was being sealed."""


class NotALetter(SealingError):
    """The content was opened and is whole, but it is no letter: most likely an attachment."""


class UnreadableLetter(SealingError):
    """The content was opened and is whole, but `field` is not what a letter holds there."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class NotSigned(SealingError):
    """There is no signature, or none of a form that we read; `reason` says what is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SignedByAnother(SealingError):
    """The signature is well formed, but made with another key than the one expected."""

    def __init__(self, signer: str) -> None:
        super().__init__(f"signed by {signer}")
        self.signer = signer


class NotWhatWasSigned(SealingError):
    """The signature names the key expected, but what it covers is something else."""


class UnreadableStatement(SealingError):
    """What a keeper should sign is no statement that we know, or not as it is written."""


class UnreadableManifest(SealingError):
    """The manifest is whole, but `field` is not what a manifest holds there."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class UnreadableNote(SealingError):
    """This is no closing note, or `field` is not what one holds there."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class IncompleteNote(SealingError):
    """A closing note says that it names more sealed files, or fewer, than stand in it."""

    def __init__(self, there: int, named: int) -> None:
        super().__init__(f"{there} of {named} files")
        self.there = there
        self.named = named


class UnreadablePart(SealingError):
    """The words of a part cannot be read.

    `part` is its place among the parts given, counted from 1, or 0 where it was read alone.
    """

    part = 0


class UnknownWord(UnreadablePart):
    """A word that is not in the list: its place, counted from 1, and what was perhaps meant."""

    def __init__(self, place: int, word: str, near: tuple[str, ...]) -> None:
        super().__init__(f"word {place} is not in the list")  # a word may be half a secret
        self.place = place
        self.word = word
        self.near = near


class WrongWordCount(UnreadablePart):
    """All words are in the list, but no part has `count` of them; `allowed`, our own first."""

    def __init__(self, count: int, allowed: tuple[int, ...]) -> None:
        super().__init__(f"{count} words, but a part has {' or '.join(map(str, allowed))}")
        self.count = count
        self.allowed = allowed


class WrongChecksum(UnreadablePart):
    """The words do not fit together: one is another word of the list, or two are swapped."""


class ImpossiblePart(UnreadablePart):
    """The words fit together, but say what no writer of parts says."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OtherSet(SealingError):
    """The part at place `part` belongs to another set than most; places count from 1."""

    def __init__(self, part: int) -> None:
        super().__init__(f"part {part} is of another set")
        self.part = part


class SamePartTwice(SealingError):
    """The part at place `part` was given before, at place `first`; places count from 1."""

    def __init__(self, first: int, part: int) -> None:
        super().__init__(f"part {part} is part {first} once more")
        self.first = first
        self.part = part


class GroupCount(NamedTuple):
    """How many parts of a group, counted from 0, were given, and how many open it."""

    group: int
    given: int
    needed: int

    @property
    def missing(self) -> int:
        """How many more parts open the group; 0 where it is complete."""
        return max(self.needed - self.given, 0)


class TooFewParts(SealingError):
    """Fewer than `groups_needed` groups are complete; `groups` are those with a part, in order."""

    def __init__(self, groups_needed: int, groups: tuple[GroupCount, ...]) -> None:
        super().__init__("there are too few parts")
        self.groups_needed = groups_needed
        self.groups = groups

    @property
    def groups_missing(self) -> int:
        """How many more groups must be completed."""
        return self.groups_needed - sum(not group.missing for group in self.groups)


class NotTogether(SealingError):
    """Parts say that they are of one set, but their values do not agree: one of them is forged.

    `group` is the group in which that was seen, counted from 0, or None for between groups.
    """

    def __init__(self, group: int | None) -> None:
        super().__init__("the parts do not belong together")
        self.group = group


class RefusedSplit(SealingError):
    """A secret that cannot be split in the way asked for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotABundle(SealingError):
    """A file or folder that is no bundle of ours, or one made to do harm when it is unpacked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LockedInside(SealingError):
    """The content was opened, and is locked once more: the key for that is in its letter."""
