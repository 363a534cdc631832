"""What a step may ask of the world: plain data, carried out elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from untilthen.domain.states import About


class Group(StrEnum):
    """To whom a mail goes."""

    OWNER = "owner"
    KEEPERS = "keepers"
    UNANSWERED = "unanswered"
    LAPSE_TOLD = "lapse_told"
    WHO = "who"
    OTHERS = "others"
    """The keepers who count, but whom it happened to and who brought it about."""
    REPORTED = "reported"
    """Keepers whose death was reported and not confirmed."""


@dataclass(frozen=True)
class Mail:
    """Write to a group, `after` seconds from now; a counted mail holds up the next step (R11).

    `number` tells the reminders apart.
    """

    about: About
    to: Group
    after: int = 0
    counted: bool = True
    number: int = 0


@dataclass(frozen=True)
class Release:
    """Re-wrap every letter to its door, owe the duty sheets and queue the deliveries."""


@dataclass(frozen=True)
class HandOver:
    """Give each recipient the letter still sealed (design section 3, the last word)."""


@dataclass(frozen=True)
class TakeBack:
    """Take back the mails of the last state that were not yet accepted: they are no longer true."""


@dataclass(frozen=True)
class ShutDoors:
    """Shut every door of this release."""


@dataclass(frozen=True)
class GiveBack:
    """Put the duties down, and tell whoever was knocked that the owner is alive."""


@dataclass(frozen=True)
class DropAnswers:
    """Forget what keepers handed over and the key it was sealed to (10.4, 10.5)."""


@dataclass(frozen=True)
class StopMail:
    """Take back every mail owed to a person whose death was reported (10.4)."""

    person: int


@dataclass(frozen=True)
class PassDuties:
    """Pass these duties on: nobody took them within a week (R9)."""

    duties: tuple[int, ...]


@dataclass(frozen=True)
class Destroy:
    """Destroy every readable thing of this plan."""


Effect = (
    Mail
    | Release
    | HandOver
    | TakeBack
    | ShutDoors
    | GiveBack
    | DropAnswers
    | StopMail
    | PassDuties
    | Destroy
)
