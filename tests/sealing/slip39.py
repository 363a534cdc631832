"""The official vectors of SLIP-39, and random sets of parts such as people might make."""

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

from untilthen.sealing.errors import (
    ImpossiblePart,
    NotTogether,
    OtherSet,
    SealingError,
    TooFewParts,
    WrongChecksum,
    WrongWordCount,
)
from untilthen.sealing.mnemonic import read_part, write_part
from untilthen.sealing.parts import Group, combine

VECTORS = Path(__file__).parents[1] / "vectors" / "slip39.json"
PASSPHRASE = b"TREZOR"
# What must be said of each vector that must not open, by its number.
REFUSALS: dict[type[SealingError], tuple[int, ...]] = {
    WrongChecksum: (2, 21),
    ImpossiblePart: (3, 10, 22, 29),
    TooFewParts: (5, 14, 15, 16, 24, 33, 34, 35),
    OtherSet: (6, 7, 8, 9, 12, 25, 26, 27, 28, 31),
    NotTogether: (11, 13, 30, 32),
    WrongWordCount: (39, 40),
}


@dataclass(frozen=True)
class Vector:
    """One vector: the words of its parts, and the secret or why there is none."""

    number: int
    parts: list[str]
    secret: bytes
    refusal: type[SealingError] | None


def vectors() -> list[Vector]:
    """Return all vectors, in order."""
    why = {number: refusal for refusal, numbers in REFUSALS.items() for number in numbers}
    return [
        Vector(number, parts, bytes.fromhex(secret), why.get(number))
        for number, (_, parts, secret, _) in enumerate(json.loads(VECTORS.read_text()), start=1)
    ]


@dataclass(frozen=True)
class Case:
    """A secret, the groups it is split for, and which parts somebody brings."""

    secret: bytes
    groups: list[Group]
    groups_needed: int
    brought: list[tuple[int, int]]

    def pick(self, parts: list[list[str]]) -> list[str]:
        """Return the parts that are brought, in the order in which they are."""
        return [parts[group][member] for group, member in self.brought]


def any_case(chance: random.Random) -> Case:
    """Return a case in which just enough parts are brought, in any order."""
    most = chance.choice((3, 3, 3, 3, 3, 3, 3, 16))
    groups = [any_group(chance, most) for _ in range(chance.randint(1, most // 3 + 1))]
    groups_needed = chance.randint(1, len(groups))
    brought = [
        (index, member)
        for index in chance.sample(range(len(groups)), groups_needed)
        for member in chance.sample(range(groups[index].count), groups[index].needed)
    ]
    chance.shuffle(brought)
    return Case(chance.randbytes(chance.choice((16, 32))), groups, groups_needed, brought)


def any_group(chance: random.Random, most: int) -> Group:
    """Return a group of up to `most` parts."""
    count = chance.randint(1, most)
    return Group(chance.randint(min(count, 2), count), count)


def opened_by_lying(made: list[list[str]], groups_needed: int) -> bytes | None:
    """Return what parts give, one short in each group that needs several, that say they suffice."""
    brought = []
    for part in (read_part(words) for group in made[:groups_needed] for words in group):
        needed = max(part.members_needed - 1, 1)
        if part.member < needed:
            lie = replace(part, groups_needed=groups_needed, members_needed=needed)
            brought.append(write_part(lie))
    try:
        return combine(brought)
    except NotTogether:
        return None
