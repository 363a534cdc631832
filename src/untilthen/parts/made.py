"""What an owner's browser made and sent: a set of parts, of which only our own can be read here."""

from dataclasses import dataclass

from untilthen.parts.sets import PartFacts, SetFacts


@dataclass(frozen=True, kw_only=True)
class MadePart:
    """A keeper's part as the owner's browser sealed it."""

    person: int
    member: int
    facts: PartFacts


@dataclass(frozen=True, kw_only=True)
class MadeSet:
    """What the owner's browser made: the set, the server's part in words (of a solo plan the seed
    in hex), the hold copy, and the keepers' parts.
    """

    number: int
    facts: SetFacts
    server_part: str
    hold: tuple[str, ...] = ()
    parts: tuple[MadePart, ...] = ()
