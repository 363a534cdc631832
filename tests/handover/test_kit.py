"""Ana's kit: ten parts in their order, what it says, and what it never says."""

from dataclasses import replace

import pytest

from tests.handover.printing import (
    ANA,
    ANAS,
    ESTATE,
    LANGUAGES,
    PAPERS,
    WORDS,
    headings,
    letters,
    pages,
    pictures,
    reader,
)
from untilthen.domain.settings import Settings
from untilthen.handover.kit.facts import KitFacts, WrongNumberOfWords
from untilthen.handover.kit.render import Paper, render_kit

SIZES = {"a4": (595, 842), "us-letter": (612, 792)}
MOST_PAGES = 8
"""Four sheets of paper, printed on both sides."""
ENGLISH = [
    "1 If Ana Berg has died, or nobody can reach Ana Berg: start here",
    "2 The first day",
    "3 People",
    "4 How to tell Until Then",
    "5 If Ana Berg is alive",
    "6 Where things are",
    "7 If the address does not open",
    "8 Sheet for Eli",
    "9 This version",
    "10 Cards for a wallet",
    "The words of this kit",
]
SOLO = replace(ANA, keepers=(), kind="none", set_number=0, parts=0, owner_fingerprint="")


def printed(facts: KitFacts = ANA, paper: Paper = "a4", language: str = "en") -> bytes:
    """Return the kit as the server prints it."""
    return render_kit(facts, paper=paper, language=language)


def test_the_ten_parts_come_in_their_order() -> None:
    assert headings(printed()) == ENGLISH


def test_in_german_the_parts_are_the_same() -> None:
    said = headings(printed(language="de"))
    assert [each.split()[0] for each in said[:10]] == [str(number) for number in range(1, 11)]
    assert (
        said[0] == "1 Wenn Ana Berg gestorben ist oder niemand Ana Berg erreicht: Beginnen Sie hier"
    )
    assert not set(said) & set(ENGLISH)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_three_or_four_sheets_of_the_paper_asked_for(paper: Paper, language: str) -> None:
    made = reader(printed(paper=paper, language=language)).pages
    assert 5 <= len(made) <= MOST_PAGES
    for page in made:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == SIZES[paper]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("many", [0, 4, 9])
def test_the_pages_are_numbered_as_they_lie(paper: Paper, many: int) -> None:
    facts = replace(ANA, keepers=(ANA.keepers * 3)[:many])
    text = pages(printed(facts, paper))
    for number, each in enumerate(text, start=1):
        assert f"page {number} of {len(text)}" in each
    where = [each for each in text if "6 Where things are" in each]
    assert len(where) == 1
    assert "The will, and who knows" in where[0]
    assert "Passport, insurance" in where[0]


def test_ben_finds_everybody_and_their_telephones() -> None:
    text = " ".join(pages(printed())[:2])
    for name in ("Ben", "+49 30 5550 1201", "Dara", "Eli, who knows the machine", "Finn", "Ivo"):
        assert name in text


def test_the_waits_are_the_ones_that_ana_set() -> None:
    settings = Settings(
        zone="Europe/Berlin", check_in_days=45, grace_days=21, vigil_days=19, sure_needed=3
    )
    settings = replace(settings, quiet_wait_days=11, early_wait_days=23, goodbye_days=77)
    text = " ".join(pages(printed(replace(ANA, settings=settings))))
    said = ("every 45 days. 21 days after", "19 days to answer", "When 3 keepers", "11 days if")
    for each in (*said, "23 days if", "77 days after the last letter", "the parts of 3 of the 4"):
        assert each in text


def test_the_server_prints_places_for_the_words_and_no_word() -> None:
    *others, sheet = pages(printed())
    assert "part of set 2" in sheet
    assert ESTATE in sheet
    numbers = [each for each in sheet.split() if each.isdigit() and 1 <= int(each) <= 33]
    assert set(map(str, range(1, 34))) <= set(numbers)
    assert not any(each in sheet for each in WORDS)
    assert not any(ESTATE in each for each in others)
    assert ANAS in " ".join(others)


def test_ana_prints_her_words_on_the_last_sheet_and_only_there() -> None:
    *others, sheet = pages(render_kit(ANA, paper="a4", language="en", words=WORDS))
    assert all(each in sheet for each in WORDS)
    assert not any("word0" in each for each in others)


def test_a_word_too_few_is_refused_without_naming_any() -> None:
    with pytest.raises(WrongNumberOfWords) as refused:
        render_kit(ANA, paper="a4", language="en", words=WORDS[1:])
    assert (refused.value.given, refused.value.needed) == (32, 33)
    assert "word" not in str(refused.value).replace("words", "")


def test_each_of_two_sheets_says_which_it_is_and_that_both_open_nothing() -> None:
    said = {number: pages(printed(replace(ANA, kind="two", sheet=number))) for number in (1, 2)}
    for number, text in said.items():
        assert f"sheet {number} of 2" in text[-1]
        assert "neither do both sheets" in text[-1]
        assert "lie in two places" in " ".join(text)


def test_a_copy_says_that_it_takes_keepers_too() -> None:
    text = pages(printed(replace(ANA, kind="copy")))
    assert "a copy of the part on the server, and it takes keepers too" in text[-1]


@pytest.mark.parametrize("facts", [SOLO, replace(ANA, kind="none")], ids=["solo", "no_kit_part"])
def test_a_kit_without_a_part_has_no_sheet_of_words(facts: KitFacts) -> None:
    said = headings(printed(facts))
    assert len(said) == 10
    assert said[9] == ENGLISH[9]


def test_without_keepers_nobody_is_told_to_ask_one() -> None:
    text = " ".join(pages(printed(SOLO))).replace("This plan has no keepers.", "")
    assert "keeper" not in text.lower()


@pytest.mark.parametrize("many", [2, 4, 9])
def test_what_is_cut_out_has_nothing_on_its_other_side(many: int) -> None:
    text = pages(printed(replace(ANA, keepers=(ANA.keepers * 3)[:many])))
    cards = next(index for index, each in enumerate(text) if "10 Cards for a wallet" in each)
    assert cards % 2 == 0
    assert text[cards + 1].startswith("This page is empty")
    assert len(text) == cards + 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_smaller_than_eleven_points_or_near_the_edge(language: str) -> None:
    seen = list(letters(printed(paper="us-letter", language=language)))
    assert len(seen) > 3000
    assert min(size for size, _ in seen) >= 11
    assert min(edge for _, edge in seen) > 8


def test_it_is_black_on_white() -> None:
    for picture in pictures(printed()):
        channels = picture.convert("RGB").split()
        assert channels[0].tobytes() == channels[1].tobytes() == channels[2].tobytes()
        assert picture.convert("L").getpixel((3, 3)) == 255


def test_the_same_facts_give_the_same_bytes() -> None:
    assert printed() == printed()
    assert printed() != printed(replace(ANA, version=4))
