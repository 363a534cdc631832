"""What a screen reader and an archive find in the PDFs: tags, language, texts, fonts."""

from collections import Counter
from dataclasses import replace
from typing import Any, cast

import pytest

from tests.handover.printing import ANA, EXPLAINS, LANGUAGES, headings, pages, reader, tags
from tests.handover.test_kit_qr import every_sheet
from untilthen.handover.kit.render import render_kit

UA = b"<pdfuaid:part>1</pdfuaid:part>"
NO_FONT = "\U000f1234"
"""A letter of private use: no machine has a font for it."""


def catalog(pdf: bytes) -> Any:  # noqa: ANN401 - whatever a PDF holds
    """Return the PDF's root object."""
    return reader(pdf).trailer["/Root"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_tagged_and_claims_pdf_ua(language: str) -> None:
    for pdf in every_sheet("a4", language):
        root = catalog(pdf)
        assert bool(root["/MarkInfo"]["/Marked"])
        assert root["/Lang"] == language
        assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert UA in root["/Metadata"].get_data()
        assert cast(Any, reader(pdf).metadata).title


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_tables_lists_and_codes_are_what_they_look_like(language: str) -> None:
    pdf = render_kit(ANA, paper="a4", language=language)
    count = Counter(kind for kind, _ in tags(pdf))
    assert count["/H1"] == len(headings(pdf)) == 11
    assert (count["/Table"], count["/TH"], count["/L"]) == (4, 3 + 2 + 3 + 2, 4)
    pictured = [node for kind, node in tags(pdf) if kind == "/Figure"]
    assert len(pictured) == 3
    assert all(EXPLAINS in str(each["/Alt"]) for each in pictured)


def test_the_tags_are_read_in_the_order_of_the_parts() -> None:
    kinds = [kind for kind, _ in tags(render_kit(ANA, paper="a4", language="en"))]
    order = [each for each in kinds if each in ("/H1", "/Table", "/L", "/Figure")]
    expected = (
        "H1 H1 Table H1 Table Table H1 Figure L H1 L H1 H1 L H1 H1 L Table H1 Figure Figure H1"
    )
    assert [each[1:] for each in order] == expected.split()


def fonts(pdf: bytes) -> list[Any]:
    """Return the description of every font that any page uses."""
    found = []
    for page in reader(pdf).pages:
        for font in cast(Any, page)["/Resources"]["/Font"].values():
            for below in font.get_object()["/DescendantFonts"]:
                found.append(below.get_object()["/FontDescriptor"].get_object())
    return found


def test_a_sheet_needs_no_font_and_no_network_to_be_seen() -> None:
    for pdf in every_sheet("a4", "de"):
        assert fonts(pdf)
        for each in fonts(pdf):
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(each)
        assert b"/URI" not in pdf
        assert b"/JavaScript" not in pdf


def test_a_letter_without_a_font_is_owned_up_to() -> None:
    pdf = render_kit(replace(ANA, tell_first=("Finn", NO_FONT)), paper="a4", language="en")
    assert "this computer has no font for that letter" in pages(pdf)[0]
    assert bool(catalog(pdf)["/MarkInfo"]["/Marked"])
    assert UA not in catalog(pdf)["/Metadata"].get_data()
    assert "no font" not in pages(render_kit(ANA, paper="a4", language="en"))[0]
