"""Parts brought together: of one set, none twice, enough of them, and all agreeing.

Whatever is wrong is said exactly. More parts than needed are welcome, and checked too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from untilthen.sealing.errors import (
    GroupCount,
    NotTogether,
    OtherSet,
    SamePartTwice,
    TooFewParts,
)
from untilthen.sealing.gf256 import interpolate
from untilthen.sealing.mnemonic import Part
from untilthen.sealing.sharing import SECRET_POSITION, recover


@dataclass
class _Group:
    """What is at hand of one group: values by member."""

    index: int
    needed: int
    values: dict[int, bytes]

    @property
    def is_complete(self) -> bool:
        return len(self.values) >= self.needed


def recover_shared(given: Sequence[Part]) -> bytes:
    """Return what was shared; OtherSet, SamePartTwice, TooFewParts or NotTogether if they cannot.

    Each part is checked that can be: those of a group that lacks two or more cannot.
    """
    if not given:
        raise TooFewParts(1, ())
    _check_one_set(given)
    _check_none_twice(given)
    groups = _gather(given)
    points = {group.index: _recovered(group) for group in groups if group.is_complete}
    shared = recover(points, given[0].groups_needed)
    if shared is None:
        raise NotTogether(None)
    for group in groups:
        # One part short, a group is still checked: what it should give is known by now.
        if len(group.values) == group.needed - 1:
            value = interpolate(points, group.index)
            _recovered(replace(group, values={**group.values, SECRET_POSITION: value}))
    return shared


def _check_one_set(given: Sequence[Part]) -> None:
    """Raise OtherSet with the first part that is not of the set, or the group, of most."""
    _check_same([part.set_mark for part in given], range(1, len(given) + 1))
    for group in {part.group for part in given}:
        ours = [(place, part) for place, part in enumerate(given, start=1) if part.group == group]
        _check_same([part.members_needed for _, part in ours], [place for place, _ in ours])


def _check_same(marks: Sequence[object], places: Sequence[int]) -> None:
    ((usual, _),) = Counter(marks).most_common(1)
    for place, mark in zip(places, marks, strict=True):
        if mark != usual:
            raise OtherSet(place)


def _check_none_twice(given: Sequence[Part]) -> None:
    seen: dict[tuple[int, int], tuple[int, Part]] = {}
    for place, part in enumerate(given, start=1):
        first, same = seen.setdefault((part.group, part.member), (place, part))
        if first != place:
            raise SamePartTwice(first, place) if part == same else NotTogether(part.group)


def _gather(given: Sequence[Part]) -> list[_Group]:
    """Return the parts by group, in order; TooFewParts if they open nothing."""
    groups: dict[int, _Group] = {}
    for part in sorted(given, key=lambda part: (part.group, part.member)):
        group = groups.setdefault(part.group, _Group(part.group, part.members_needed, {}))
        group.values[part.member] = part.value
    found = list(groups.values())
    if sum(group.is_complete for group in found) < given[0].groups_needed:
        counts = (GroupCount(group.index, len(group.values), group.needed) for group in found)
        raise TooFewParts(given[0].groups_needed, tuple(counts))
    return found


def _recovered(group: _Group) -> bytes:
    value = recover(group.values, group.needed)
    if value is None:
        raise NotTogether(group.index)
    return value
