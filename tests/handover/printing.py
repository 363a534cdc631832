"""What Ana prints in tests, and ways to look at a finished PDF: text, tags, pictures."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pypdfium2
import pypdfium2.raw
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from untilthen.domain.settings import Settings
from untilthen.handover.kit.facts import CardFacts, Keeper, KitFacts, RecoveryFacts
from untilthen.handover.kit.render import Paper

PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
LANGUAGES = ("en", "de")
ADDRESS = "https://until-then.example.org"
EXPLAINS = f"{ADDRESS}/help/"
ESTATE = "anchor willow copper lantern meadow quiet"
ANAS = "harbor maple violet engine silent cradle"
CHIDIS = "pepper window orbit saddle timber fossil"
# Made up, and recognizable in any text.
WORDS = tuple(f"word{number:02}" for number in range(1, 34))
DOTS_PER_INCH = 150
MM = DOTS_PER_INCH / 25.4

ANA = KitFacts(
    owner="Ana Berg",
    address=ADDRESS,
    second_address="https://ana.example.net",
    code="K7QM3XPA",
    keepers=(
        Keeper("Ben", "+49 30 5550 1201"),
        Keeper("Chidi", "+234 1 555 0142"),
        Keeper("Dara"),
        Keeper("Eli", "+1 416 555 0199", technical=True),
    ),
    tell_first=("Finn", "Gita", "Hana", "Ivo"),
    settings=Settings(zone="Europe/Berlin"),
    kind="one",
    set_number=2,
    parts=4,
    estate_fingerprint=ESTATE,
    owner_fingerprint=ANAS,
    version=3,
    printed_on=date(2027, 3, 1),
    valid_until=date(2028, 3, 1),
)
CHIDI = CardFacts(
    owner="Ana Berg",
    keeper="Chidi",
    address=ADDRESS,
    owner_fingerprint=ANAS,
    keeper_fingerprint=CHIDIS,
    set_number=2,
    part=2,
    parts=4,
    sure_needed=2,
    printed_on=date(2027, 3, 1),
)
ANAS_OWN = RecoveryFacts(
    owner="Ana Berg", address=ADDRESS, owner_fingerprint=ANAS, printed_on=date(2027, 3, 1)
)


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, in one line, as somebody reads it."""
    return [_read(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(pdf)]


def _read(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[\u2068\u2069\u200b]", "", text).replace("\u00a0", " "))


def reader(pdf: bytes) -> PdfReader:
    """Return the PDF as its objects."""
    return PdfReader(io.BytesIO(pdf))


def headings(pdf: bytes) -> list[str]:
    """Return the headings in the order in which the document lists them."""
    return [_read(str(cast(DictionaryObject, each)["/Title"])) for each in reader(pdf).outline]


def tags(pdf: bytes) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield every element of the structure tree with its kind, in reading order."""
    root = cast(Any, reader(pdf).trailer["/Root"])
    yield from _below(root["/StructTreeRoot"]["/K"])


def _below(node: Any) -> Iterator[tuple[str, DictionaryObject]]:  # noqa: ANN401 - whatever a PDF holds
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _below(each)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield str(node["/S"]), node
        if "/K" in node:
            yield from _below(node["/K"])


def pictures(pdf: bytes) -> list[Image.Image]:
    """Return each page as it comes out of a printer."""
    scale = DOTS_PER_INCH / 72
    return [each.render(scale=scale).to_pil() for each in pypdfium2.PdfDocument(pdf)]


def codes(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """Return the QR codes that a telephone would find on a page."""
    return zxingcpp.read_barcodes(picture)


def letters(pdf: bytes) -> Iterator[tuple[float, float]]:
    """Yield for each visible letter its size in points, and how near it is to an edge, in mm."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        width, height = page.get_size()
        for index in range(text.count_chars()):
            if not text.get_text_range(index, 1).strip(" \r\n\u200b\u2068\u2069\u00a0\ufffe"):
                continue
            left, bottom, right, top = text.get_charbox(index)
            nearest = min(left, bottom, width - right, height - top)
            yield pypdfium2.raw.FPDFText_GetFontSize(text, index), nearest / 72 * 25.4
