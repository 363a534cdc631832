"""A printed sheet as plain data: what stands on it, in which order. How each of these looks, by its
name, is the matter of sheet.typ and blocks.typ.
"""

from dataclasses import asdict, dataclass, field


class Block:
    """Anything that stands on a sheet."""


@dataclass(frozen=True)
class Heading(Block):
    """A part's heading; `number` is empty where parts are not numbered, `large` for the first."""

    text: str
    number: str = ""
    large: bool = False


@dataclass(frozen=True)
class Prose(Block):
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Steps(Block):
    """Sentences in an order, numbered."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Points(Block):
    """Sentences in no order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Blank(Block):
    """Something to write in: what belongs there, and `lines` ruled lines under it."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class Table(Block):
    """Rows under headings; an empty cell is for a pen. Widths are shares of the line.

    `before` is the sentence that leads to it and stays with it.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    row_height_mm: int = 10
    before: str = ""


@dataclass(frozen=True)
class Where(Block):
    """The address with its QR code (`svg`) beside it, and a code to type there if there is one."""

    svg: str
    alt: str
    side_mm: float
    address: str
    before: str
    label: str = ""
    code: str = ""
    after: str = ""


@dataclass(frozen=True)
class SixWords(Block):
    """A fingerprint under what it is the fingerprint of; ruled where it is not known."""

    label: str
    words: str


@dataclass(frozen=True)
class Words(Block):
    """Secret words in numbered places, or the places only (`words` empty), in so many columns."""

    count: int
    words: tuple[str, ...]
    columns: int


@dataclass(frozen=True)
class Card(Block):
    """A card to cut out and fold: whom to ring before the fold, the address behind it.

    `people` are names with their telephones, either empty where a pen is needed; `blank` stands
    over ruled lines on the back.
    """

    heading: str
    front: str
    people: tuple[tuple[str, str], ...]
    svg: str
    alt: str
    side_mm: float
    address: str
    blank: str


@dataclass(frozen=True)
class Together(Block):
    """What stays on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class NewPage(Block):
    """What follows begins a page; with `sheet`, a sheet of paper printed on both sides.

    With `note`, a page that says only that comes before it.
    """

    sheet: bool = False
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A whole document: its title, its foot, and what stands on it."""

    title: str
    foot: str
    page_of: str
    no_font: str
    blocks: list[Block] = field(default_factory=list)

    def as_data(self) -> dict[str, object]:
        """Return it as what JSON can hold, each block with its kind."""
        blocks = [_as_data(each) for each in self.blocks]
        words = {"title": self.title, "foot": self.foot, "page_of": self.page_of}
        return {**words, "no_font": self.no_font, "blocks": blocks}


def _as_data(block: Block) -> dict[str, object]:
    kind = type(block).__name__
    if isinstance(block, Together):
        return {"kind": kind, "blocks": [_as_data(each) for each in block.blocks]}
    return {"kind": kind, **asdict(block)}  # type: ignore[call-overload]
