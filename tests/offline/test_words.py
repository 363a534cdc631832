"""Every sentence that the page says is in it, in every language, and none that nobody says."""

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.browser_js.test_sentences import MADE, SENTENCES

WEB = Path(__file__).parents[2] / "src" / "untilthen" / "web"
TEMPLATES = WEB / "templates" / "offline"
WORDS = TEMPLATES / "words.html"
# Keys made from parts by the page's own modules.
PARTS = {
    "doubt": ("by_nobody", "wrong", "by_another", "elsewhere"),
    "bundle_doubt": ("by_nobody", "wrong", "by_another"),
    "lock": ("passphrase", "keys"),
    "letter": ("damaged", "missing", "not_for_this_key"),
}


def keys(text: str) -> list[str]:
    return re.findall(r'data-key="(\w+)"', text)


def said() -> set[str]:
    """Return what the page's own modules and markup say."""
    code = "\n".join(path.read_text() for path in (WEB / "js" / "offline").glob("*.js"))
    markup = "\n".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    literal = re.findall(r'\bsay\(\s*"(\w+)"', code)
    named = re.findall(r'"((?:group|letter_title)\w*)"', code)
    marked = re.findall(r'data-(?:words|label)="(\w+)"', markup)
    made = [f"{what}_{kind}" for what, kinds in PARTS.items() for kind in kinds]
    return {*literal, *named, *marked, *made, "unreachable"}


def test_every_key_said_is_written_and_every_key_written_is_said() -> None:
    own, shared = keys(WORDS.read_text()), set(keys(SENTENCES.read_text()))
    assert len(own) == len(set(own))
    assert said() - set(own) - shared == set()
    assert set(own) - said() == set()


def test_what_the_shared_modules_say_is_written() -> None:
    written = {*keys(WORDS.read_text()), *keys(SENTENCES.read_text())}
    assert {f"{what}_{kind}" for what, kinds in MADE.items() for kind in kinds} <= written


class Spoken(HTMLParser):
    """Gathers the keys that each language of the page has, with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, dict[str, str]] = {}
        self._language, self._key = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._language = known.get("data-language") or self._language
        self._key = known.get("data-key") or ""

    def handle_data(self, data: str) -> None:
        if self._key:
            self.words.setdefault(self._language, {}).setdefault(self._key, data)


def test_the_page_speaks_english_and_german(open_page: Path) -> None:
    spoken = Spoken()
    spoken.feed(open_page.read_text(encoding="utf-8"))
    assert set(spoken.words) == {"en", "de"}
    assert spoken.words["en"].keys() == spoken.words["de"].keys()
    assert spoken.words["en"]["letter_open"] == "The letter is open."
    assert "Brief" in spoken.words["de"]["letter_open"]
