"""Who opens what: every subset of the parts of a plan opens exactly when it should."""

import random
from itertools import chain, combinations

import pytest

from tests.sealing.slip39 import opened_by_lying
from untilthen.sealing import parts
from untilthen.sealing.errors import TooFewParts
from untilthen.sealing.parts import Group

SECRET = bytes(range(32))
DICE = random.Random("Ana").randbytes
SERVER, KEEPERS = Group(1, 1), Group(2, 4)  # Ben, Chidi, Dara and Eli; any two are enough


def opens(brought: list[str]) -> bool:
    """Say whether the parts open the secret, or are too few; another secret fails the test."""
    try:
        opened = parts.combine(brought)
    except TooFewParts:
        return False
    assert opened == SECRET
    return True


def should_open(brought: list[tuple[int, int]], groups: list[Group], groups_needed: int) -> bool:
    counts = [sum(index == group for group, _ in brought) for index in range(len(groups))]
    complete = [count >= group.needed for count, group in zip(counts, groups, strict=True)]
    return sum(complete) >= groups_needed


@pytest.mark.parametrize(
    ("groups", "groups_needed"),
    [
        ([SERVER, KEEPERS, Group(1, 1)], 2),  # the kit on one sheet
        ([SERVER, KEEPERS, Group(2, 2)], 2),  # the kit on two sheets
        ([SERVER, KEEPERS], 2),  # no kit
        ([SERVER, Group(2, 6)], 2),  # no kit, a hold copy of two parts
        ([SERVER, Group(2, 2)], 2),
        ([KEEPERS], 1),
        ([Group(3, 4), Group(2, 3)], 1),
        ([Group(1, 1)] * 5, 3),
    ],
)
def test_every_subset_opens_exactly_when_it_should(groups: list[Group], groups_needed: int) -> None:
    made = parts.split(SECRET, groups, groups_needed, DICE)
    named = {(i, j): words for i, group in enumerate(made) for j, words in enumerate(group)}
    sizes = range(len(named) + 1)
    for subset in chain.from_iterable(combinations(named, size) for size in sizes):
        brought = [named[name] for name in subset]
        assert opens(brought) == should_open(list(subset), groups, groups_needed), subset


@pytest.mark.parametrize("needed", [2, 9, 15, 16])
def test_sixteen_keepers_are_not_too_many(needed: int) -> None:
    ((*made,),) = parts.split(SECRET, [Group(needed, 16)], 1, DICE)
    assert len(set(made)) == 16
    assert opens(made[:needed])
    assert opens(made[-needed:])
    assert opens(made)
    assert not opens(made[1:needed])


def test_sixteen_groups_are_not_too_many() -> None:
    made = parts.split(SECRET, [Group(2, 2)] * 16, 16, DICE)
    assert opens([*chain.from_iterable(made)])
    assert not opens([*chain.from_iterable(made[1:])])


@pytest.mark.parametrize("needed", [2, 3, 4, 16])
def test_one_part_fewer_gives_nothing_even_to_those_who_lie_about_how_many(needed: int) -> None:
    keepers = parts.split(SECRET, [Group(needed, 16)], 1, DICE)
    assert opened_by_lying([list(group) for group in keepers], 1) != SECRET
    groups = parts.split(SECRET, [Group(1, 1)] * 16, needed, DICE)
    assert opened_by_lying([list(group) for group in groups], needed) == SECRET
    assert opened_by_lying([list(group) for group in groups], needed - 1) != SECRET
