"""Six words: drawn evenly, printed plainly, and forgiven their spaces when typed back."""

import pytest
from shamir_mnemonic import wordlist

from untilthen.sealing.passphrase import normalise, six_words, unknown_words, words


def test_the_list_is_the_standard_one() -> None:
    assert len(words()) == 1024
    assert words() == tuple(sorted(set(words())))
    assert len({word[:4] for word in words()}) == 1024
    assert list(words()) == wordlist.WORDLIST


def test_the_same_chance_gives_the_same_words() -> None:
    assert six_words(bytes(12)) == " ".join(["academic"] * 6)
    assert six_words(bytes.fromhex("000003ff0400ffff00010401")) == (
        "academic zero academic zero acid acid"
    )


def test_every_bit_of_chance_that_counts_changes_a_word() -> None:
    seen = {six_words((1 << bit).to_bytes(12, "big")) for bit in range(96) if bit % 16 < 10}
    assert len(seen) == 60


@pytest.mark.parametrize("wrong", [0, 11, 13])
def test_more_or_less_chance_is_our_own_mistake(wrong: int) -> None:
    with pytest.raises(AssertionError):
        six_words(bytes(wrong))


def test_typing_back_is_forgiven_its_spaces_and_capitals() -> None:
    assert normalise("  Academic ZERO\tacid\n") == "academic zero acid"


def test_a_passphrase_of_ones_own_stays_as_typed() -> None:
    assert normalise(" My Own  Words ") == " My Own  Words "
    assert unknown_words("academic harbour ZERO") == ("harbour",)
    assert normalise("") == ""
