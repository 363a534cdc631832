"""What every courier takes, and how it says that it could not deliver."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One mail ready to leave: addressed, written, and with its fixed Message-ID.

    `at` is when this try was made (its Date); `owner` and `html` may be empty.
    """

    message_id: str
    about: str
    owner: str
    name: str
    address: str
    subject: str
    text: str
    html: str
    language: str
    at: datetime
    return_path: str = ""
    """The envelope sender, which names this mail if it comes back; "" for our usual one."""
    reply_to: str = ""
    marked: tuple[str, str] | None = None
    """A header by which a mail provider gives our Message-ID back, where it needs one."""
    unsubscribe: str = ""
    """An address for a one-click "no more mail", where the mail may have one (RFC 8058)."""


@dataclass
class CannotSend(Exception):
    """The mail was not accepted. `permanent`: not this way, ever. `unclear`: it may have been taken
    after all. `ours`: no mail of ours would pass; the operator has to see to it.
    """

    reason: str
    permanent: bool = False
    unclear: bool = False
    ours: bool = False

    def __str__(self) -> str:
        return self.reason


class Courier(Protocol):
    """Something that can hand a parcel on."""

    def send(self, parcel: Parcel) -> None:
        """Return once the other side has accepted responsibility; raises CannotSend."""
        ...
