"""Parts as people type them: forgiven their form, never their words; each slip is pointed at."""

import random

import pytest

from untilthen.sealing import parts
from untilthen.sealing.errors import ImpossiblePart, UnknownWord, WrongChecksum, WrongWordCount
from untilthen.sealing.mnemonic import Part, write_part
from untilthen.sealing.parts import Group, read_part
from untilthen.sealing.passphrase import words
from untilthen.sealing.typed_words import near

((BEN, CHIDI, DARA),) = parts.split(
    bytes(range(32)), [Group(2, 3)], 1, random.Random("Ana").randbytes
)
BENS = BEN.split()


def test_ben_types_his_part_as_he_likes() -> None:
    numbered = "\n".join(f"{place}. {word}" for place, word in enumerate(BENS, start=1))
    listed = ", ".join(BENS).upper()
    for typed in (BEN, numbered, listed, f"\u00a0{BEN} \n", BEN.replace(" ", "\t- "), BEN.title()):
        assert read_part(typed) == read_part(BEN)
        assert parts.normalise(typed) == BEN


def test_a_part_says_what_it_is_and_keeps_its_value_to_itself() -> None:
    part = read_part(CHIDI)
    assert (part.group, part.groups_needed, part.groups) == (0, 1, 1)
    assert (part.member, part.members_needed) == (1, 2)
    assert (part.extendable, part.exponent) == (True, 0)
    assert part.identifier == read_part(BEN).identifier
    assert len(part.value) == 32
    assert "value" not in repr(part)
    assert repr(part.value) not in repr(part)


def test_one_changed_word_is_always_noticed() -> None:
    for place, right in enumerate(BENS):
        for other in words():
            if other != right:
                with pytest.raises(WrongChecksum):
                    read_part(" ".join([*BENS[:place], other, *BENS[place + 1 :]]))


def test_two_swapped_words_are_always_noticed() -> None:
    for one in range(33):
        for other in range(one):
            swapped = BENS.copy()
            swapped[one], swapped[other] = BENS[other], BENS[one]
            if swapped != BENS:
                with pytest.raises(WrongChecksum):
                    read_part(" ".join(swapped))


@pytest.mark.parametrize("place", [1, 2, 17, 33])
def test_a_slip_of_the_pen_is_pointed_at(place: int) -> None:
    meant = BENS[place - 1]
    slip = meant[:-1] + "qx"
    with pytest.raises(UnknownWord) as refused:
        read_part(" ".join([*BENS[: place - 1], slip, *BENS[place:]]))
    assert (refused.value.place, refused.value.word) == (place, slip)
    assert refused.value.near[0] == meant
    assert slip not in str(refused.value)  # logs may show what an error says


def test_four_letters_of_a_word_are_not_the_word() -> None:
    with pytest.raises(UnknownWord) as refused:
        read_part(" ".join([BENS[0][:4], *BENS[1:]]))
    assert refused.value.near[0] == BENS[0]


def test_near_words_come_with_the_likeliest_first() -> None:
    assert near("acadmeic")[0] == "academic"  # begins alike
    assert near("cademic") == ("academic",)  # a letter dropped
    assert near("zreo")[0] == "zero"  # two neighbours swapped
    assert near("xylophone") == ()
    assert near("") == ()
    assert near("x" * 1_000_000) == ()


@pytest.mark.parametrize("count", [0, 1, 19, 21, 32, 34, 66])
def test_a_part_has_33_words_or_20(count: int) -> None:
    with pytest.raises(WrongWordCount) as refused:
        read_part(" ".join((BENS * 2)[:count]))
    assert (refused.value.count, refused.value.allowed) == (count, (33, 20))


def part(groups_needed: int = 1, groups: int = 1, group: int = 0) -> Part:
    """Return a part as only a forger writes one."""
    return Part(
        identifier=7,
        extendable=True,
        exponent=0,
        group=group,
        groups_needed=groups_needed,
        groups=groups,
        member=0,
        members_needed=1,
        value=bytes(16),
    )


def test_a_part_that_nobody_could_have_made_is_refused() -> None:
    assert read_part(write_part(part())) == part()
    for forged in (part(groups_needed=2), part(group=1), part(3, 2, 1)):
        with pytest.raises(ImpossiblePart):
            read_part(write_part(forged))


def test_the_place_of_the_part_with_a_slip_is_said() -> None:
    with pytest.raises(UnknownWord) as unknown:
        parts.combine([BEN, f"{CHIDI} acad"])
    assert (unknown.value.part, unknown.value.place) == (2, 34)
    with pytest.raises(WrongWordCount) as short:
        parts.combine([BEN, CHIDI, ""])
    assert short.value.part == 3
