"""Every QR code on paper is read back by a decoder, and is large and quiet enough for an old
telephone."""

from dataclasses import replace

import pytest
from PIL import Image

from tests.handover.printing import (
    ADDRESS,
    ANA,
    ANAS_OWN,
    CHIDI,
    EXPLAINS,
    LANGUAGES,
    MM,
    PAPERS,
    codes,
    pages,
    pictures,
)
from untilthen.handover.kit.qr import LONGEST_ADDRESS, AddressTooLong, code_of
from untilthen.handover.kit.render import (
    Paper,
    render_keeper_card,
    render_kit,
    render_recovery_card,
)

LEAST_MM = 25
WHITE = 250
LONGEST = ADDRESS + "/" + "u" * (LONGEST_ADDRESS - len(ADDRESS) - len("//help/"))


def every_sheet(paper: Paper, language: str) -> list[bytes]:
    """Return each kind of sheet that we print."""
    return [
        render_kit(ANA, paper=paper, language=language),
        render_keeper_card(CHIDI, paper=paper, language=language),
        render_keeper_card(replace(CHIDI, on_paper=True), paper=paper, language=language),
        render_recovery_card(ANAS_OWN, paper=paper, language=language),
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_finns_telephone_reads_every_code(paper: Paper, language: str) -> None:
    for pdf, expected in zip(every_sheet(paper, language), (3, 1, 1, 1), strict=True):
        found = 0
        for picture, text in zip(pictures(pdf), pages(pdf), strict=True):
            for code in codes(picture):
                found += 1
                assert code.text == EXPLAINS
                assert code.ec_level == "Q"
                assert EXPLAINS in text
        assert found == expected


def sides_mm(picture: Image.Image) -> list[float]:
    """Return the shorter side of every code on a page."""
    corners = [code.position for code in codes(picture)]
    return [
        min(each.top_right.x - each.top_left.x, each.bottom_left.y - each.top_left.y) / MM
        for each in corners
    ]


@pytest.mark.parametrize("address", [ADDRESS, LONGEST, "https://t.example"])
def test_a_code_is_25_mm_wide_or_more(address: str) -> None:
    pdf = render_kit(replace(ANA, address=address), paper="a4", language="en")
    sides = [side for picture in pictures(pdf) for side in sides_mm(picture)]
    assert len(sides) == 3
    assert min(sides) >= LEAST_MM


def test_four_modules_around_a_code_are_white() -> None:
    modules = code_modules(EXPLAINS)
    for picture in pictures(render_kit(ANA, paper="a4", language="en")):
        for code in codes(picture):
            corner, other = code.position.top_left, code.position.bottom_right
            quiet = 4 * (other.x - corner.x) / modules - 2
            box = (corner.x - quiet, corner.y - quiet, other.x + quiet, other.y + quiet)
            around = picture.convert("L").crop(box)
            width, height = around.size
            thick = round(quiet) - 2
            for edge in (
                (0, 0, width, thick),
                (0, height - thick, width, height),
                (0, 0, thick, height),
                (width - thick, 0, width, height),
            ):
                darkest, _ = around.crop(edge).getextrema()
                assert isinstance(darkest, int | float)
                assert darkest >= WHITE


def code_modules(address: str) -> int:
    """Return how many modules wide a code is, from its drawing."""
    made = code_of(address)
    width = int(made.svg.split('width="')[1].split('"')[0])
    return width - 2 * 4


def test_an_address_that_makes_the_code_too_fine_is_refused() -> None:
    facts = replace(ANA, address=LONGEST + "u")
    with pytest.raises(AddressTooLong) as refused:
        render_kit(facts, paper="a4", language="en")
    assert refused.value.longest == 59
    assert len(refused.value.address) == 60
