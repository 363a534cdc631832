"""Reads the text part of a mail off its HTML: the small set of elements our mails are made of.

Title is the subject; paragraphs and list items are wrapped at 72, `pre` is left as it is; a link
stands alone on its line.
"""

import textwrap
from html.parser import HTMLParser

WIDTH = 72  # columns, as mail readers for the terminal expect
BLOCKS = {"p", "li", "h1", "pre", "title"}


def read_off(html: str) -> tuple[str, str]:
    """Return (subject, text part) of a mail's HTML."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.subject, "\n".join(reader.lines).strip() + "\n"


class Reader(HTMLParser):
    """Collects words block by block; what stands in no block (styles, comments) is left out."""

    def __init__(self) -> None:
        """Start before the first element."""
        super().__init__(convert_charrefs=True)
        self.subject = ""
        self.lines: list[str] = []
        self.block = ""
        self.words: list[str] = []
        self.address = ""
        self.unread = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or note where a link leads."""
        named = dict(attrs)
        if tag in BLOCKS:
            self.block, self.words, self.address = tag, [], ""
            self.unread = named.get("class") == "bare"  # the address again, for HTML readers
        elif tag == "a":
            self.address = named.get("href") or ""
        elif tag == "footer":
            self.lines.append("--")

    def handle_data(self, data: str) -> None:
        """Keep words that stand inside a block."""
        if self.block:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Set the block that ends here."""
        if tag == "ul":
            self.lines.append("")
        if tag != self.block:
            return
        words = "".join(self.words)
        said = " ".join(words.split())
        if tag == "title":
            self.subject = said
        elif tag == "pre":
            self.lines += ["", *words.strip().splitlines()]
        elif said and not self.unread:
            self.lines += self.set_in_lines(tag, said)
        self.block = ""

    def set_in_lines(self, tag: str, said: str) -> list[str]:
        """Return the lines of one block, addresses unbroken, an empty line after a paragraph."""
        if tag == "li":
            return wrapped(said, first="- ", then="  ")
        if not self.address:
            return [*wrapped(said), ""]
        if said == self.address:
            return [self.address, ""]
        return [*wrapped(said if said.endswith(":") else f"{said}:"), self.address, ""]


def wrapped(said: str, first: str = "", then: str = "") -> list[str]:
    """Return `said` in lines of at most WIDTH columns; a longer word is left whole."""
    return textwrap.wrap(
        said,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
