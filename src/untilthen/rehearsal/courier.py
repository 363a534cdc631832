"""The couriers of a story: they accept, refuse, bounce, lose the answer, or crash, as the story
says.
"""

from dataclasses import dataclass, field
from datetime import datetime

from untilthen.outbox.couriers.base import CannotSend, Parcel


class Crashed(Exception):
    """The process died here; nothing after this was done."""


@dataclass
class Faults:
    """What is wrong with the world just now."""

    refused_until: datetime | None = None
    unclear_until: datetime | None = None
    bouncing: set[str] = field(default_factory=set)
    crash_after: str = ""

    def crash_if(self, point: str) -> None:
        """Die if the story has a crash waiting for this point."""
        if self.crash_after == point:
            self.crash_after = ""
            raise Crashed(point)


class StoryCourier:
    """A courier that hands on to a mailbox nobody needs to own."""

    def __init__(self, faults: Faults, *, mail: bool) -> None:
        self.faults = faults
        self.mail = mail
        self.now: datetime | None = None

    def send(self, parcel: Parcel) -> None:
        """Accept the parcel unless the story says otherwise; raises CannotSend or Crashed."""
        self.faults.crash_if("claim")
        if self.mail:
            self.refuse_as_told(parcel)
        self.faults.crash_if("send")

    def refuse_as_told(self, parcel: Parcel) -> None:
        """Raise CannotSend if this mail cannot be taken now, or its answer is lost."""
        assert self.now is not None
        if parcel.name in self.faults.bouncing:
            raise CannotSend("no such mailbox", permanent=True)
        if self.faults.refused_until is not None and self.now < self.faults.refused_until:
            raise CannotSend("not now")
        if self.faults.unclear_until is not None and self.now < self.faults.unclear_until:
            raise CannotSend("the connection was lost", unclear=True)
