"""Every sentence the modules say is on the page, and none is there that nobody says."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "untilthen" / "web"
SENTENCES = SOURCE / "templates" / "components" / "sentences.html"
# Keys made from parts: sayError() joins what it is about and the error's kind, and so on.
MADE = {
    "letter": ("not_for_this_key", "damaged", "missing", "newer", "changed"),
    "sheet": (
        *("not_for_this_key", "damaged", "missing", "newer", "changed"),
        *("by_nobody", "wrong", "by_another", "elsewhere"),
    ),
    "draft": ("not_for_this_key", "damaged", "missing", "newer"),
    "file": ("not_for_this_key", "damaged", "missing", "unreadable", "upload_lost"),
    "key": ("not_for_this_key", "damaged", "missing", "locked_to_other"),
    "part": ("not_for_this_key", "damaged", "missing", "other_part"),
    "photo": ("removed", "kept", "none", "not_possible", "unreadable"),
    "passkey": ("unsupported", "without_prf", "cancelled"),
    "hint": ("alone", "someone"),
    "signed": ("by_nobody", "wrong", "by_another", "elsewhere"),
}
WHOLE = ("unreachable", "signed_out", "bad_key")


def code() -> str:
    """Return all modules but those of the page that opens bundles (tests/offline)."""
    paths = sorted((SOURCE / "js").rglob("*.js"))
    return "\n".join(path.read_text() for path in paths if path.parent.name != "offline")


def said() -> set[str]:
    literal = re.findall(r'\bsay\(\s*"(\w+)"', code())
    either = re.findall(r'\bsay\(await [^?]+\? "(\w+)" : "(\w+)"\)', code())
    chosen = re.findall(r'\? "(\w+)" : "(\w+)", \{ name', code())
    made = [f"{what}_{kind}" for what, kinds in MADE.items() for kind in kinds]
    return {*literal, *made, *WHOLE, *(key for pair in [*chosen, *either] for key in pair)}


def test_every_key_said_is_written_and_every_key_written_is_said() -> None:
    written = re.findall(r'data-key="(\w+)"', SENTENCES.read_text())
    assert len(written) == len(set(written))
    assert set(written) == said()


def test_every_kind_of_error_is_among_the_made_keys() -> None:
    kinds = set(re.findall(r'kind = "(\w+)"', (SOURCE / "js" / "errors.js").read_text()))
    known = {kind for kinds_of in MADE.values() for kind in kinds_of} | set(WHOLE) | {"refused"}
    assert kinds <= known


def test_sentences_are_calm() -> None:
    assert "!" not in SENTENCES.read_text()
