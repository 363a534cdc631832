"""On every page where somebody writes stands the quiet line, with the way to people who listen."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template

from untilthen.letters.forms import GoodbyeForm
from untilthen.watch.forms import SureForm

SOURCE = Path(__file__).parents[2] / "src" / "untilthen"
INCLUDE = re.compile(r'\{% include "([^"]+)"')
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}", re.S)
TEXTAREA = re.compile(r"<textarea\b[^>]*>", re.S)
# Words of a key are copied from paper, days are listed, and what is read only is there already.
NOT_WRITING = ("readonly", 'spellcheck="false"')
SHOWN_ON = {GoodbyeForm: "letters/goodbye.html", SureForm: "watch/sure_confirm.html"}
LISTEN = 'href="/help/#listen"'


def whole(source: str, inside: frozenset[str] = frozenset()) -> str:
    """Return a template with everything it includes in its place, what includes itself once."""

    def included(found: re.Match[str]) -> str:
        name = found[1]
        return "" if name in inside else whole(source_of(name), inside | {name})

    return INCLUDE.sub(included, COMMENT.sub("", source))


def source_of(name: str) -> str:
    """Return a template's own text."""
    origin = get_template(name).template.origin  # type: ignore[attr-defined]
    return Path(origin.name).read_text()


def is_for_writing(page: str) -> bool:
    """Return whether something can be written on a page."""
    areas = TEXTAREA.findall(page)
    return any(not any(mark in area for mark in NOT_WRITING) for area in areas)


def pages() -> dict[str, str]:
    """Return every page of ours, whole, by its name; offline there is no page Help."""
    paths = [path for path in SOURCE.rglob("templates/**/*.html") if "offline" not in path.parts]
    sources = {path: path.read_text() for path in paths}
    return {path.name: whole(text) for path, text in sources.items() if "{% extends" in text}


def kinds_of(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    """Yield every form that is of this kind."""
    for kind in form.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def fields_of(form: type[forms.BaseForm]) -> Iterable[forms.Field]:
    """Return the fields that a kind of form declares."""
    declared: dict[str, forms.Field] = getattr(form, "base_fields", {})
    return declared.values()


def has_room(widget: forms.Widget) -> bool:
    """Return whether a field has room for words, and not only for days or words of a key."""
    return isinstance(widget, forms.Textarea) and widget.attrs.get("spellcheck") != "false"


def writing_forms() -> set[type[forms.BaseForm]]:
    """Return every form of ours that has room for more than a line."""
    for path in SOURCE.rglob("*.py"):
        if "Textarea" in path.read_text():
            import_module(".".join(("untilthen", *path.relative_to(SOURCE).with_suffix("").parts)))
    return {
        each
        for each in kinds_of(forms.BaseForm)
        if each.__module__.startswith("untilthen")
        and any(has_room(field.widget) for field in fields_of(each))
    }


def test_every_page_with_room_for_words_has_the_line() -> None:
    found = {name: page for name, page in pages().items() if is_for_writing(page)}
    assert "form.html" in found, "hardly any page was found, so hardly any was checked"
    assert [name for name, page in found.items() if LISTEN not in page] == []


def test_every_form_with_room_for_words_stands_on_a_page_with_the_line() -> None:
    assert writing_forms() == set(SHOWN_ON), "name the page that shows the form"
    for form, page in SHOWN_ON.items():
        assert LISTEN in whole(source_of(page)), form.__name__


@pytest.mark.parametrize(
    ("page", "writing"),
    [
        ('<textarea name="body">', True),
        ('{% include "letters/form_words.html" %}', True),
        ('<textarea readonly rows="8">', False),
        ('<textarea spellcheck="false">', False),
        ("{% comment %}<textarea>{% endcomment %}", False),
    ],
)
def test_a_page_for_writing_is_known_by_its_room(page: str, *, writing: bool) -> None:
    assert is_for_writing(whole(page)) is writing
