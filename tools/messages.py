"""Gather every string that people read and merge it into the catalogues of translations: what is
known stays, what is new waits empty, what nobody says any more goes. No gettext tools needed.

    python -m tools.messages
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCES = Path(__file__).parent.parent / "src" / "untilthen"
TEMPLATES = {".html", ".txt"}
# What each function of gettext takes first: the arguments that are words.
ARGUMENTS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
CALL = re.compile(r"\b(?:n?p?gettext|_)\((?=\s*u?['\"])")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True)
class Words:
    """One string to translate: its context ("" for none), itself, and its plural ("" for none)."""

    context: str
    msgid: str
    plural: str = ""


def in_python(text: str) -> Iterator[Words]:
    """Yield what a module hands to gettext, under whatever name it imported it."""
    tree = ast.parse(text)
    called = {
        each.asname or each.name: each.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from in_call(called.get(node.func.id, node.func.id), node.args)


def in_call(function: str, given: list[ast.expr]) -> Iterator[Words]:
    """Yield the words in one call of `function`, if it is one of gettext's."""
    names = ARGUMENTS.get(function.removesuffix("_lazy"), ())
    values = [each.value for each in given if isinstance(each, ast.Constant)]
    said = [each for each in values if isinstance(each, str)][: len(names)]
    if names and len(said) == len(names):
        words = dict(zip(names, said, strict=True))
        yield Words(words.get("context", ""), words["msgid"], words.get("plural", ""))


def in_template(text: str) -> Iterator[Words]:
    """Yield what a template translates, as Django itself would look it up."""
    turned = templatize(text)
    for found in CALL.finditer(turned):
        yield from in_python(call_at(turned, found.start()))


def call_at(text: str, start: int) -> str:
    """Return the one call that begins at `start`; Django writes each on a single line."""
    end = text.index(")", start)
    while True:
        try:
            ast.parse(text[start : end + 1])
        except SyntaxError:
            end = text.index(")", end + 1)
        else:
            return text[start : end + 1]


def gathered(sources: Path = SOURCES) -> dict[Words, list[str]]:
    """Return every string below `sources`, each with the files that say it, in order of path."""
    found: dict[Words, list[str]] = {}
    for path in sorted(sources.rglob("*")):
        is_template = "templates" in path.parts and path.suffix in TEMPLATES
        if is_template or path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(sources).as_posix()
            for words in in_template(text) if is_template else in_python(text):
                places = found.setdefault(words, [])
                if name not in places:
                    places.append(name)
    return found


def merged(old: polib.POFile, found: dict[Words, list[str]]) -> polib.POFile:
    """Return a catalogue of exactly the strings in `found`, translated as far as `old` knows."""
    known = {Words(each.msgctxt or "", each.msgid, each.msgid_plural): each for each in old}
    new = polib.POFile(wrapwidth=98)
    new.metadata = {**HEADER, **old.metadata}
    for words, files in found.items():
        entry = polib.POEntry(msgid=words.msgid, msgctxt=words.context or None)
        if words.plural:
            entry.msgid_plural = words.plural
            entry.msgstr_plural = {0: "", 1: ""}
        if words in known:
            entry.msgstr = known[words].msgstr
            entry.msgstr_plural = known[words].msgstr_plural
        entry.occurrences = [(name, "") for name in files]
        new.append(entry)
    return new


def merge_all(sources: Path = SOURCES) -> list[Path]:
    """Bring every catalogue below `sources` to what is said there; return the files written."""
    found = gathered(sources)
    catalogues = sorted(sources.glob("**/locale/*/LC_MESSAGES/django.po"))
    for path in catalogues:
        new = merged(polib.pofile(str(path), wrapwidth=98), found)
        path.write_text(f"{new}\n", encoding="utf-8")
    return catalogues


if __name__ == "__main__":
    merge_all()
