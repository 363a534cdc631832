"""The keeper's card and the owner's recovery card."""

from dataclasses import replace

import pytest

from tests.handover.printing import (
    ADDRESS,
    ANAS,
    ANAS_OWN,
    CHIDI,
    CHIDIS,
    LANGUAGES,
    PAPERS,
    WORDS,
    pages,
)
from untilthen.handover.kit.facts import WrongNumberOfWords
from untilthen.handover.kit.render import Paper, render_keeper_card, render_recovery_card

ON_PAPER = replace(CHIDI, on_paper=True, keeper_fingerprint="")


def test_chidi_reads_what_to_do_and_which_keys_are_which() -> None:
    (text,) = pages(render_keeper_card(CHIDI, paper="a4", language="en"))
    assert text.startswith("Chidi, keeper for Ana Berg")
    assert f"Your own key has this fingerprint: {CHIDIS}" in text
    assert f"The signature of Ana Berg has this fingerprint: {ANAS}" in text
    assert "your part of set 2" in text


def test_a_part_on_paper_says_which_of_how_many_and_has_33_places() -> None:
    front, back = pages(render_keeper_card(ON_PAPER, paper="a4", language="en"))
    assert "part 2 of 4 in set 2" in back
    assert "it takes the parts of 2 keepers, and one part more" in back
    assert " 33 " in f"{back} "
    assert " 33 " not in front


def test_dara_prints_her_words_at_home() -> None:
    _, back = pages(render_keeper_card(ON_PAPER, paper="a4", language="en", words=WORDS))
    assert all(each in back for each in WORDS)
    (text,) = pages(render_keeper_card(CHIDI, paper="a4", language="en", words=WORDS[:6]))
    assert all(each in text for each in WORDS[:6])


def test_anas_recovery_card_says_what_it_opens_and_where() -> None:
    (text,) = pages(render_recovery_card(ANAS_OWN, paper="a4", language="en", words=WORDS[:6]))
    assert "Recovery card of Ana Berg" in text
    assert "They unlock the key of your letters" in text
    assert f"Sign in at {ADDRESS} and open your letters" in text
    assert ANAS in text
    assert all(each in text for each in WORDS[:6])


def test_the_wrong_number_of_words_is_refused() -> None:
    with pytest.raises(WrongNumberOfWords, match="33 words given, 6 needed"):
        render_keeper_card(CHIDI, paper="a4", language="en", words=WORDS)
    with pytest.raises(WrongNumberOfWords, match="6 words given, 33 needed"):
        render_keeper_card(ON_PAPER, paper="a4", language="en", words=WORDS[:6])
    with pytest.raises(WrongNumberOfWords, match="5 words given, 6 needed"):
        render_recovery_card(ANAS_OWN, paper="a4", language="en", words=WORDS[:5])


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_one_sheet_of_paper(paper: Paper, language: str) -> None:
    assert len(pages(render_keeper_card(CHIDI, paper=paper, language=language))) == 1
    assert len(pages(render_keeper_card(ON_PAPER, paper=paper, language=language))) == 2
    assert len(pages(render_recovery_card(ANAS_OWN, paper=paper, language=language))) == 1
