"""Every string of the sources is translated, keeps its placeholders and marks, and says "Sie"."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.style.tone import (
    GERMAN,
    GERMAN_FAMILIAR,
    GERMAN_QUOTED,
    PLACEHOLDER,
    SOURCE,
    out_of_tone,
)
from tools.messages import Words, gathered, in_python, in_template, merge_all

CATALOGUES = sorted(SOURCE.rglob("*.po"))
IN_A_LETTER = "in a letter"  # what one person says to another
TAG = re.compile(r"<[^>]*>")
EDGES = re.compile(r"^\s*|\s*$")


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Yield each form of a string beside its translation."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
    # "One letter" may be "{count} Brief": the single form may name the number or leave it out.
    as_one = placeholders(one) == placeholders(entry.msgid)
    yield (entry.msgid if as_one else entry.msgid_plural), one
    yield entry.msgid_plural, many


def placeholders(sentence: str) -> set[str]:
    """Return what is filled into a sentence later."""
    return set(PLACEHOLDER.findall(sentence))


def altered(source: str, translation: str) -> list[str]:
    """Return what a translation lost or made up beside the words."""
    found = []
    if placeholders(source) != placeholders(translation):
        found.append("placeholders")
    if sorted(TAG.findall(source)) != sorted(TAG.findall(translation)):
        found.append("tags")
    if EDGES.findall(source) != EDGES.findall(translation):
        found.append("space at the edges")
    return found


def catalogue(path: Path) -> polib.POFile:
    """Return a catalogue, refusing one that says the same thing twice."""
    return polib.pofile(str(path), check_for_duplicates=True)


def test_there_is_german() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["de"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_string_of_the_sources_is_translated(path: Path) -> None:
    entries = catalogue(path)
    known = {Words(each.msgctxt or "", each.msgid, each.msgid_plural) for each in entries}
    said = set(gathered())
    assert len(said) > 900, "hardly any string was found, so hardly any was looked up"
    hint = "python -m tools.messages, then translate what is empty"
    assert not said - known, hint
    assert not known - said, hint
    assert [each.msgid for each in entries if each.fuzzy or not each.translated()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_keep_what_is_not_words(path: Path) -> None:
    wrong = [
        f"{translation}: {altered(source, translation)}"
        for entry in catalogue(path)
        for source, translation in pairs(entry)
        if altered(source, translation)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_say_sie(path: Path) -> None:
    wrong = [
        each
        for entry in polib.pofile(str(path))
        if entry.msgctxt != IN_A_LETTER
        for _, each in pairs(entry)
        if GERMAN_FAMILIAR.search(GERMAN_QUOTED.sub("", each))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "sentence",
    ["Ana ist verstorben.", "Bitte sofort antworten", "Liebe/r Ben", "Hier klicken", "Bald mehr!"],
)
def test_the_german_tone_is_really_heard(sentence: str) -> None:
    assert out_of_tone(sentence, GERMAN)


def test_what_is_altered_is_really_seen() -> None:
    assert altered("Dear %(name)s", "Guten Tag") == ["placeholders"]
    assert altered("{size} of {most}", "{size} von {meist}") == ["placeholders"]
    assert altered("<b>One</b>", "<b>Eins") == ["tags"]
    assert altered("words: ", "Worte:") == ["space at the edges"]


def test_strings_are_found_as_django_looks_them_up() -> None:
    template = (
        "{% load i18n %}{# {% translate 'Hush' %} #}{% translate 'One (1)' as one %}"
        "{% blocktranslate trimmed count n=n %}\n One\n letter{% plural %}\n {{ n }} letters"
        "{% endblocktranslate %}{% translate 'May' context 'a month' %}"
    )
    assert list(in_template(template)) == [
        Words("", "One (1)"),
        Words("", "One letter", "%(n)s letters"),
        Words("a month", "May"),
    ]
    module = (
        "from django.utils.translation import gettext as say\n"
        "x = gettext_lazy('a' 'b'); y = ngettext('c', 'd', 2); z = pgettext('e', 'f')\n"
        "_(x); say('g'); print('h')\n"
    )
    assert list(in_python(module)) == [
        Words("", "ab"),
        Words("", "c", "d"),
        Words("e", "f"),
        Words("", "g"),
    ]


def test_merging_keeps_what_is_known_and_drops_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text('_("Stays"); _("New")')
    path = tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Stays"\nmsgstr "Bleibt"\n\nmsgid "Gone"\nmsgstr "Weg"\n')
    assert merge_all(tmp_path) == [path]
    once = path.read_text()
    assert [(each.msgid, each.msgstr) for each in catalogue(path)] == [
        ("Stays", "Bleibt"),
        ("New", ""),
    ]
    merge_all(tmp_path)
    assert path.read_text() == once
