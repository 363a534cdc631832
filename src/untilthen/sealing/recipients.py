"""What it takes to be a recipient or an identity, and which recipients may share a file.

A recipient wraps a file key; an identity finds its stanza again and unwraps it.
"""

from collections.abc import Sequence
from enum import StrEnum, auto
from typing import Protocol

from untilthen.sealing.errors import RefusedRecipients
from untilthen.sealing.header import Stanza


class Strength(StrEnum):
    """Against whom a recipient's wrapping holds; one file keeps to one of these."""

    POST_QUANTUM = auto()
    CLASSIC = auto()
    PASSPHRASE = auto()


class Recipient(Protocol):
    """Someone a file can be sealed to."""

    @property
    def strength(self) -> Strength:
        """Return against whom this recipient's wrapping holds."""
        ...

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that gives `file_key` to this recipient alone."""
        ...


class Identity(Protocol):
    """Someone who can open what was sealed to them."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None if no stanza is for this identity."""
        ...


def check_together(recipients: Sequence[Recipient]) -> None:
    """Raise RefusedRecipients unless these may share one file.

    A file is as weak as its weakest stanza: one classic recipient would undo the post-quantum
    ones, and a passphrase promises that whoever sealed the file knew it, so it stands alone.
    """
    strengths = {recipient.strength for recipient in recipients}
    if not recipients:
        raise RefusedRecipients("a file needs at least one recipient")
    if Strength.PASSPHRASE in strengths and len(recipients) > 1:
        raise RefusedRecipients("a passphrase must be the only way into a file")
    if len(strengths) > 1:
        raise RefusedRecipients("post-quantum and classic recipients must not be mixed")
