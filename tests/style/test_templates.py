"""Every template can be read by Django, and holds nothing that our content policy would refuse."""

import re

import pytest
from django.template.loader import get_template

from tests.style.tone import SOURCE, templates

# A data block is no script; mails carry their own style because they are no pages.
REFUSED = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+="
    r"|javascript:|(?:src|href|action)=\"https?://(?!findahelpline\.com/|www\.wikipedia\.org/)",
    re.I,
)
PAGES = [path for path in templates() if "mail" not in path.parts]


def named(path: object) -> str:
    """Return what the loader calls a template."""
    return str(path).rpartition("/templates/")[2]


@pytest.mark.parametrize("name", sorted(named(path) for path in templates()))
def test_django_can_read_it(name: str) -> None:
    assert get_template(name)


def test_pages_hold_no_inline_style_or_script_and_call_nobody() -> None:
    assert len(PAGES) > 50
    wrong = [
        f"{path.relative_to(SOURCE)}: {found.group()}"
        for path in PAGES
        if (found := REFUSED.search(path.read_text()))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        '<p style="color:red">',
        '<img src="https://example.org/a.png">',
        '<button onclick="go()">',
    ],
)
def test_refused_markup_is_really_found(markup: str) -> None:
    assert REFUSED.search(markup)
