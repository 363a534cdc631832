"""One part as words, as SLIP-39 lays it out: 40 bits that say what it is, its value, a checksum.

Ten bits are a word; a value of 32 bytes makes 33 words, one of 16 bytes 20.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from untilthen.sealing import rs1024
from untilthen.sealing.errors import ImpossiblePart, UnknownWord, WrongChecksum, WrongWordCount
from untilthen.sealing.passphrase import words
from untilthen.sealing.typed_words import near, words_in

WORD_BITS = 10
WORD_COUNTS = {33: 32, 20: 16}  # words of a part: bytes of its value; ours first
_HEAD_WORDS = 4
# Identifier, extendable, exponent; group, groups needed, groups; member, members needed.
_HEAD_BITS = (15, 1, 4, 4, 4, 4, 4, 4)
_LABELS = {False: b"shamir", True: b"shamir_extendable"}


@dataclass(frozen=True)
class Part:
    """What the words of a part say; groups and members count from 0."""

    identifier: int
    extendable: bool
    exponent: int
    group: int
    groups_needed: int
    groups: int
    member: int
    members_needed: int
    value: bytes = field(repr=False)

    @property
    def set_mark(self) -> tuple[int, ...]:
        """What all parts of one set have in common."""
        kind = (self.identifier, self.extendable, self.exponent)
        return (*kind, self.groups_needed, self.groups, len(self.value))


def read_part(typed: str) -> Part:
    """Return the part that somebody typed.

    Raises UnknownWord, WrongWordCount, WrongChecksum or ImpossiblePart.
    """
    numbers = _numbers(words_in(typed))
    if len(numbers) not in WORD_COUNTS:
        raise WrongWordCount(len(numbers), tuple(WORD_COUNTS))
    extendable = bool(numbers[1] >> 4 & 1)  # the one bit that must be known before the checksum
    if not rs1024.is_whole(_LABELS[extendable], numbers):
        raise WrongChecksum("the words do not fit together")
    head = _packed(numbers[:_HEAD_WORDS])
    value = _packed(numbers[_HEAD_WORDS : -rs1024.CHECKSUM_WORDS])
    return _checked(_fields(head), value, WORD_COUNTS[len(numbers)])


def write_part(part: Part) -> str:
    """Return the words of a part, with one space between them."""
    kind = [part.identifier, int(part.extendable), part.exponent]
    group = [part.group, part.groups_needed - 1, part.groups - 1]
    head = 0
    fields = [*kind, *group, part.member, part.members_needed - 1]
    for value, bits in zip(fields, _HEAD_BITS, strict=True):
        assert 0 <= value < 1 << bits
        head = head << bits | value
    # Rounded up to whole words: the spare bits stand in front and are zero.
    value_words = -(-len(part.value) * 8 // WORD_BITS)
    numbers = _spread(head, _HEAD_WORDS)
    numbers += _spread(int.from_bytes(part.value, "big"), value_words)
    numbers += rs1024.checksum(_LABELS[part.extendable], numbers)
    return " ".join(words()[number] for number in numbers)


def _checked(fields: list[int], value: int, size: int) -> Part:
    """Return the part of these fields and its value, refusing what no writer writes."""
    identifier, extendable, exponent, group, groups_needed, groups, member, members_needed = fields
    if value >> 8 * size:
        raise ImpossiblePart("the bits that only fill up are not zero")
    part = Part(
        identifier=identifier,
        extendable=bool(extendable),
        exponent=exponent,
        group=group,
        groups_needed=groups_needed + 1,
        groups=groups + 1,
        member=member,
        members_needed=members_needed + 1,
        value=value.to_bytes(size, "big"),
    )
    if part.groups_needed > part.groups:
        raise ImpossiblePart("it needs more groups than there are")
    if part.group >= part.groups:
        raise ImpossiblePart("it is of a group that is not there")
    return part


def _numbers(found: tuple[str, ...]) -> list[int]:
    numbers = []
    for place, word in enumerate(found, start=1):
        if word not in _places():
            raise UnknownWord(place, word, near(word))
        numbers.append(_places()[word])
    return numbers


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(words())}


def _fields(head: int) -> list[int]:
    fields = []
    for bits in reversed(_HEAD_BITS):
        fields.append(head & (1 << bits) - 1)
        head >>= bits
    return fields[::-1]


def _packed(numbers: Sequence[int]) -> int:
    packed = 0
    for number in numbers:
        packed = packed << WORD_BITS | number
    return packed


def _spread(packed: int, count: int) -> list[int]:
    return [packed >> WORD_BITS * place & 1023 for place in reversed(range(count))]
