"""Parts typed wrong or brought together wrong: browser and Python say the same of each."""

import random
import re
from dataclasses import asdict, is_dataclass, replace

from playwright.sync_api import Page

from tests.browser_js.parts_calls import COMBINE_ALL, SPLIT_ALL
from untilthen.sealing import parts
from untilthen.sealing.errors import GroupCount, SealingError, UnreadablePart
from untilthen.sealing.mnemonic import write_part
from untilthen.sealing.parts import Group, read_part
from untilthen.sealing.passphrase import words
from untilthen.sealing.typed_words import near, words_in

SECRET = bytes(range(32))
GROUPS = [Group(1, 1), Group(3, 5), Group(2, 2)]
((SERVER,), (BEN, CHIDI, DARA, ELI, FINN), KIT) = parts.split(
    SECRET, GROUPS, 2, random.Random("Ana").randbytes
)
OLD = parts.split(SECRET, GROUPS, 2, random.Random("Gita").randbytes)


def plain(value: object) -> object:
    """Return a field of an error as the browser gives it back."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, GroupCount):
        return value._asdict()
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def as_in_browser(error: SealingError) -> dict[str, object]:
    """Return the kind and the fields of an error, under their names in the browser."""
    kind = re.sub(r"(?<!^)([A-Z])", r"_\1", type(error).__name__).lower()
    said: dict[str, object] = {"kind": kind}
    if isinstance(error, UnreadablePart):
        said["part"] = error.part
    for name, value in vars(error).items():
        if name != "reason":  # for us, in one language; the browser keeps it in the message
            said[re.sub(r"_(\w)", lambda found: found[1].upper(), name)] = plain(value)
    return said


def in_python(brought: list[str]) -> dict[str, object]:
    """Return what Python says of these parts, as the browser would."""
    try:
        return {"value": parts.combine(brought).hex()}
    except SealingError as problem:
        return as_in_browser(problem)


def spoilt(typed: str, size: int = 32) -> str:
    """Return a part that says what this one says, with another value."""
    return write_part(replace(read_part(typed), value=bytes(size)))


def mistaken() -> list[list[str]]:
    """Return parts brought together in every wrong way, and a right one typed oddly."""
    bens, ben, server = BEN.split(), read_part(BEN), read_part(SERVER)
    chidi = read_part(CHIDI)
    return [
        [],
        [SERVER, f"1. {BEN.upper()}", CHIDI.replace(" ", ", "), DARA, FINN],
        [SERVER, BEN, CHIDI],
        [KIT[1], BEN],
        [SERVER, " ".join([*bens[:4], "acad", *bens[5:]])],
        [SERVER, " ".join([*bens[:32], "xylophone"])],
        [SERVER, " ".join(bens[:32])],
        [SERVER, ""],
        [SERVER, " ".join([bens[1], bens[0], *bens[2:]])],
        [write_part(replace(server, groups_needed=4))],
        [write_part(replace(server, group=3))],
        [SERVER, BEN, OLD[1][1], DARA],
        [OLD[0][0], BEN, CHIDI, DARA],
        [BEN, write_part(replace(chidi, members_needed=2))],
        [SERVER, write_part(replace(ben, exponent=1))],
        [SERVER, write_part(replace(ben, extendable=False))],
        [SERVER, spoilt(BEN, size=16)],
        [SERVER, BEN, CHIDI, BEN],
        [SERVER, BEN, CHIDI, spoilt(BEN)],
        [SERVER, BEN, CHIDI, spoilt(DARA)],
        [SERVER, BEN, CHIDI, DARA, spoilt(ELI)],
        [SERVER, *KIT, BEN, spoilt(CHIDI)],
        [SERVER, *KIT, spoilt(CHIDI)],
        [spoilt(SERVER), *KIT],
        [*KIT, BEN, CHIDI, DARA, spoilt(SERVER)],
    ]


def test_both_sides_say_the_same_of_every_mistake(modules: Page) -> None:
    got = modules.evaluate(COMBINE_ALL, [[brought, ""] for brought in mistaken()])
    assert got == [in_python(brought) for brought in mistaken()]
    kinds = {answer["kind"] for answer in got if "kind" in answer}
    assert len(kinds) == 8  # every kind of mistake was made


def test_both_sides_refuse_the_same_splits(modules: Page) -> None:
    one = {"needed": 1, "count": 1}
    for secret, groups, needed in (
        (bytes(31), [one], 1),
        (bytes(64), [one], 1),
        (SECRET, [one], 0),
        (SECRET, [one], 2),
        (SECRET, [], 1),
        (SECRET, [one] * 17, 1),
        (SECRET, [{"needed": 3, "count": 2}], 1),
        (SECRET, [{"needed": 0, "count": 2}], 1),
        (SECRET, [{"needed": 2, "count": 17}], 1),
        (SECRET, [{"needed": 1, "count": 2}], 1),
        (SECRET, [{"needed": 1.5, "count": 2}], 1),
    ):
        got = modules.evaluate(SPLIT_ALL, [[secret.hex(), groups, needed]])
        assert got == [{"kind": "refused_split"}], (groups, needed)


def slip(chance: random.Random, word: str) -> str:
    """Return a word with one or two slips of the pen."""
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(word) + 1)
        letter = chance.choice("aeqrstzé")
        swapped = word[at : at + 2][::-1] + word[at + 2 :]
        rest = (letter + word[at:], letter + word[at + 1 :], word[at + 1 :], swapped)
        word = word[:at] + chance.choice(rest)
    return word


def test_both_sides_find_the_same_near_words(modules: Page) -> None:
    chance = random.Random("Eli")
    typed = [slip(chance, chance.choice(words())) for _ in range(60)]
    typed += ["", "a", "acad", "zzzz", "x" * 200, "academicacademic"]
    got = modules.evaluate("(typed) => typed.map(modules.nearTo)", typed)
    assert got == [list(near(word)) for word in typed]
    assert sum(bool(found) for found in got) > 40


def test_both_sides_read_the_same_words_in_what_was_typed(modules: Page) -> None:
    chance = random.Random("Finn")
    marks = "0129aZÄßİé.,;:·()-\u2013\u2014/|!_ \t\n\u00a0\u2003\ufeff\u2460\ufb01"
    pieces = [*marks, "acid", "ZERO", "1.", "Σ"]
    typed = ["".join(chance.choices(pieces, k=chance.randint(0, 12))) for _ in range(1000)]
    got = modules.evaluate("(typed) => typed.map(modules.wordsIn)", typed)
    assert got == [list(words_in(one)) for one in typed]
    again = modules.evaluate("(typed) => typed.map(modules.parts.normalise)", typed)
    assert again == [parts.normalise(one) for one in typed]
