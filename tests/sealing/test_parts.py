"""Parts brought together: enough open, strays are named, and what does not agree is refused."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sealing.slip39 import any_case
from untilthen.sealing import parts
from untilthen.sealing.errors import (
    GroupCount,
    NotTogether,
    OtherSet,
    RefusedSplit,
    SamePartTwice,
    TooFewParts,
)
from untilthen.sealing.mnemonic import write_part
from untilthen.sealing.parts import Group

SECRET = bytes(range(32))
GROUPS = [Group(1, 1), Group(3, 5), Group(2, 2)]


def made(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of somebody's own set."""
    return parts.split(SECRET, GROUPS, 2, random.Random(name).randbytes)


((SERVER,), KEEPERS, KIT) = made("Ana")
BEN, CHIDI, DARA, ELI, FINN = KEEPERS
OLD_SERVER, OLD_BEN = made("Ana, years ago")[0][0], made("Ana, years ago")[1][0]


def forged(words: str, change: Callable[[bytes], bytes]) -> str:
    """Return a part that says what this one says, with another value."""
    part = parts.read_part(words)
    return write_part(replace(part, value=change(part.value)))


def one_bit(value: bytes) -> bytes:
    return value[:-1] + bytes([value[-1] ^ 1])


@given(seed=st.integers(min_value=0), chance=st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_any_secret_comes_back_from_any_groups(seed: int, chance: random.Random) -> None:
    case = any_case(random.Random(seed))
    words = parts.split(case.secret, case.groups, case.groups_needed, chance.randbytes)
    assert parts.combine(case.pick([list(group) for group in words])) == case.secret
    everything = [one for group in words for one in group]
    chance.shuffle(everything)
    assert parts.combine(everything) == case.secret


def test_the_dice_alone_decide_the_words() -> None:
    assert made("Ana") == made("Ana")
    flat = [words for name in ("Ana", "Gita") for group in made(name) for words in group]
    assert len(set(flat)) == 16


def test_a_part_is_33_words_with_one_space_between_them() -> None:
    for words in (SERVER, *KEEPERS, *KIT):
        assert len(words.split(" ")) == 33
    short = parts.split(bytes(16), [Group(1, 1)], 1, random.Random("Ana").randbytes)
    assert len(short[0][0].split(" ")) == 20


def test_more_keepers_than_needed_are_welcome() -> None:
    assert parts.combine([FINN, SERVER, BEN, ELI, CHIDI]) == SECRET
    assert parts.combine([*KIT, *KEEPERS, SERVER]) == SECRET
    assert parts.combine([*KIT, SERVER, BEN]) == SECRET  # Ben alone can neither help nor harm


@pytest.mark.parametrize(
    ("brought", "group"),
    [
        ([SERVER, forged(BEN, one_bit), CHIDI, DARA], 1),  # needed
        ([SERVER, BEN, CHIDI, DARA, forged(ELI, one_bit)], 1),  # one more than needed
        ([SERVER, *KIT, forged(BEN, one_bit), CHIDI, DARA], 1),  # a whole group more
        ([SERVER, *KIT, BEN, forged(CHIDI, one_bit)], 1),  # one short, and not needed
        ([forged(SERVER, one_bit), BEN, CHIDI, DARA], None),
        ([forged(SERVER, one_bit), BEN, CHIDI, DARA, *KIT], None),
        ([SERVER, forged(SERVER, one_bit), *KIT], 0),  # two who say they are the same
        ([SERVER, KIT[0], forged(KIT[1], lambda _: bytes(32))], 2),
    ],
)
def test_a_part_that_does_not_agree_is_refused_even_if_it_is_not_needed(
    brought: list[str], group: int | None
) -> None:
    with pytest.raises(NotTogether) as refused:
        parts.combine(brought)
    assert refused.value.group == group


@pytest.mark.parametrize(
    ("brought", "place"),
    [
        ([SERVER, BEN, OLD_BEN, CHIDI], 3),
        ([OLD_SERVER, BEN, CHIDI, DARA], 1),  # most are of the new set
        ([BEN, OLD_BEN], 2),
        ([BEN, CHIDI, write_part(replace(parts.read_part(DARA), members_needed=2))], 3),
        ([SERVER, write_part(replace(parts.read_part(BEN), exponent=1)), CHIDI], 2),
        ([SERVER, write_part(replace(parts.read_part(BEN), extendable=False)), CHIDI], 2),
        ([SERVER, write_part(replace(parts.read_part(BEN), value=bytes(16))), CHIDI], 2),
    ],
)
def test_a_part_of_another_set_is_named(brought: list[str], place: int) -> None:
    with pytest.raises(OtherSet) as refused:
        parts.combine(brought)
    assert refused.value.part == place


def test_bens_part_twice_is_not_two_parts() -> None:
    with pytest.raises(SamePartTwice) as refused:
        parts.combine([SERVER, BEN, CHIDI, f" {BEN.upper()}"])
    assert (refused.value.first, refused.value.part) == (2, 4)


def test_what_is_still_needed_is_counted() -> None:
    with pytest.raises(TooFewParts) as refused:
        parts.combine([KIT[1], CHIDI, BEN])
    problem = refused.value
    assert problem.groups == (GroupCount(1, given=2, needed=3), GroupCount(2, given=1, needed=2))
    assert [group.missing for group in problem.groups] == [1, 1]
    assert (problem.groups_needed, problem.groups_missing) == (2, 2)

    with pytest.raises(TooFewParts) as refused:
        parts.combine([SERVER, BEN])
    assert (refused.value.groups_needed, refused.value.groups_missing) == (2, 1)
    with pytest.raises(TooFewParts):
        parts.combine([])


@pytest.mark.parametrize(
    ("secret", "groups", "groups_needed"),
    [
        (bytes(31), GROUPS, 2),
        (bytes(0), GROUPS, 2),
        (bytes(64), GROUPS, 2),
        (SECRET, GROUPS, 0),
        (SECRET, GROUPS, 4),
        (SECRET, [], 1),
        (SECRET, [Group(1, 1)] * 17, 1),
        (SECRET, [Group(3, 2)], 1),
        (SECRET, [Group(0, 2)], 1),
        (SECRET, [Group(2, 17)], 1),
        (SECRET, [Group(1, 2)], 1),  # two keepers with the very same words
    ],
)
def test_what_could_never_be_combined_is_not_split(
    secret: bytes, groups: list[Group], groups_needed: int
) -> None:
    with pytest.raises(RefusedSplit):
        parts.split(secret, groups, groups_needed, random.Random("Ana").randbytes)
