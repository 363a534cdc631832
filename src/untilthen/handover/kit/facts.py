"""What a printed sheet has to know. Whoever prints fills it in; nothing here reads a database, so
that sheets can also be made on the owner's own machine.
"""

from dataclasses import dataclass
from datetime import date

from untilthen.domain.settings import Settings

KIT_WORDS = 33
"""Words of a part (SLIP-39, 32 bytes)."""
CARD_WORDS = 6
"""Words that lock a key."""


class WrongNumberOfWords(Exception):
    """A sheet has blanks for so many words, and other than that were given."""

    def __init__(self, given: int, needed: int) -> None:
        """Keep both numbers; never the words."""
        super().__init__(f"{given} words given, {needed} needed")
        self.given = given
        self.needed = needed


@dataclass(frozen=True)
class Keeper:
    """A keeper as printed: `phone` is empty where none may be shown."""

    name: str
    phone: str = ""
    technical: bool = False


@dataclass(frozen=True, kw_only=True)
class KitFacts:
    """One printing of one kit.

    `kind` is one, two, copy or none (docs/sealing.md); `sheet` is 1 or 2 in a kit of two sheets,
    else 0. Fingerprints are six words, or empty in a plan whose key nobody splits. `sure_needed`
    of the settings is how many keepers' parts open.
    """

    owner: str
    address: str
    second_address: str = ""
    code: str
    keepers: tuple[Keeper, ...] = ()
    tell_first: tuple[str, ...] = ()
    settings: Settings
    kind: str = "none"
    sheet: int = 0
    set_number: int = 0
    parts: int = 0
    estate_fingerprint: str = ""
    owner_fingerprint: str = ""
    version: int = 1
    printed_on: date
    valid_until: date
    copies: int = 3

    @property
    def technical(self) -> Keeper | None:
        """The keeper who knows the machine, if there is one."""
        return next((each for each in self.keepers if each.technical), None)


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """One keeper's card.

    With `on_paper` the card itself is the part: 33 words, number `part` (from 1) of `parts` in set
    `set_number`. Otherwise it holds the six words of the keeper's own key, whose fingerprint is
    `keeper_fingerprint`.
    """

    owner: str
    keeper: str
    address: str
    owner_fingerprint: str = ""
    keeper_fingerprint: str = ""
    on_paper: bool = False
    set_number: int = 0
    part: int = 0
    parts: int = 0
    sure_needed: int
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class RecoveryFacts:
    """The owner's own card: the six words that lock the key of their letters, and the codes with
    which they sign in after a code by mail.
    """

    owner: str
    address: str
    owner_fingerprint: str = ""
    codes: tuple[str, ...] = ()
    printed_on: date
