"""What can go wrong with a sealed file, told apart by what a person can do about it.

A wrong key asks for another key; a damaged file asks for another copy. They are never confused.
"""

from enum import StrEnum


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
