"""A secret as parts in words (SLIP-39): split in two levels, and put together again.

We write extendable sets without a passphrase, and read any set of the standard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from untilthen.sealing import feistel
from untilthen.sealing.errors import RefusedSplit, UnreadablePart
from untilthen.sealing.gathering import recover_shared
from untilthen.sealing.mnemonic import WORD_COUNTS, Part, read_part, write_part
from untilthen.sealing.sharing import Dice, share
from untilthen.sealing.typed_words import words_in

__all__ = ["MOST", "Group", "Part", "combine", "normalise", "read_part", "split"]

MOST = 16  # groups in a set, and parts in a group


@dataclass(frozen=True)
class Group:
    """One group of a set: any `needed` of its `count` parts open it."""

    needed: int
    count: int


def normalise(typed: str) -> str:
    """Return the words in what somebody typed, in small letters with one space between them."""
    return " ".join(words_in(typed))


def split(
    secret: bytes, groups: Sequence[Group], groups_needed: int, dice: Dice
) -> tuple[tuple[str, ...], ...]:
    """Return the parts of each group, as words; any `groups_needed` groups give `secret` back.

    The secret has 16 or 32 bytes; `dice` gives as many random bytes as asked. RefusedSplit if
    the standard has no such set.
    """
    _check_split(secret, groups, groups_needed)
    setting = feistel.Setting(int.from_bytes(dice(2), "big") >> 1, extendable=True, exponent=0)
    shared = share(feistel.encrypt(secret, setting), groups_needed, len(groups), dice)
    whole = Part(
        identifier=setting.identifier,
        extendable=setting.extendable,
        exponent=setting.exponent,
        group=0,
        groups_needed=groups_needed,
        groups=len(groups),
        member=0,
        members_needed=1,
        value=b"",
    )
    return tuple(
        _words_of(replace(whole, group=index, value=value), group, dice)
        for index, (group, value) in enumerate(zip(groups, shared, strict=True))
    )


def combine(parts: Iterable[str], passphrase: bytes = b"") -> bytes:
    """Return the secret of `parts`, each as somebody typed it; we never write a passphrase.

    Raises what `read_part` does, with the place of the part, and OtherSet, SamePartTwice,
    TooFewParts or NotTogether.
    """
    given = list(_read_each(parts))
    shared = recover_shared(given)
    setting = feistel.Setting(given[0].identifier, given[0].extendable, given[0].exponent)
    return feistel.decrypt(shared, setting, passphrase)


def _words_of(whole: Part, group: Group, dice: Dice) -> tuple[str, ...]:
    """Return the parts of a group in words; `whole` is what they stand for together."""
    values = share(whole.value, group.needed, group.count, dice)
    parts = (replace(whole, member=member, value=value) for member, value in enumerate(values))
    return tuple(write_part(replace(part, members_needed=group.needed)) for part in parts)


def _check_split(secret: bytes, groups: Sequence[Group], groups_needed: int) -> None:
    if len(secret) not in WORD_COUNTS.values():
        raise RefusedSplit("a secret has 16 or 32 bytes")
    if not 1 <= groups_needed <= len(groups) <= MOST:
        raise RefusedSplit("these groups cannot open anything")
    for group in groups:
        if not 1 <= group.needed <= group.count <= MOST:
            raise RefusedSplit("a group that cannot be completed, or has too many parts")
        if group.needed == 1 < group.count:
            raise RefusedSplit("parts that are all the same: make one, and give it to all")


def _read_each(parts: Iterable[str]) -> Iterator[Part]:
    for place, typed in enumerate(parts, start=1):
        try:
            yield read_part(typed)
        except UnreadablePart as problem:
            problem.part = place  # a part read alone does not know where it stood
            raise
