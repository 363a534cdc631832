"""Every page template has a sample in the gallery, and its picture in docs/screens."""

import re
import tomllib
from collections.abc import Mapping

from tests.style.tone import SOURCE, templates
from tools.gallery_pages import contexts
from tools.screen_families import FAMILIES
from tools.screens import SCREENS, index
from untilthen.outbox.mail_contract import NAMES

EXTENDS = re.compile(r'{% extends "([^"]+)" %}')
# The demo is looked at by living through it; the library's frames show nothing by themselves.
NOT_SHOWN = ("demo/", "allauth/", "offline/")
MOST_BYTES = 6_000_000
PROJECT = SOURCE.parents[1] / "pyproject.toml"
HOW = "give it a sample in tools/gallery_pages.py and a line in tools/screen_families.py"


def pages(sources: Mapping[str, str]) -> set[str]:
    """Return the templates that are pages: they stand in a frame and are no frame themselves."""
    framed = {name: found[1] for name, text in sources.items() if (found := EXTENDS.search(text))}
    frames = set(framed.values()) - {"plain.html", "403.html"}  # these are pages as well
    mails = {name for name in framed if "/mail/" in name}
    return {name for name in framed if not name.startswith(NOT_SHOWN)} - frames - mails


def without_picture(sources: Mapping[str, str]) -> set[str]:
    """Return the pages that no picture shows."""
    kept = {name for family in FAMILIES.values() for name in family}
    return pages(sources) - {template for name, (template, _) in contexts().items() if name in kept}


def all_sources() -> dict[str, str]:
    """Return the text of every template by the name the loader knows."""
    found = [path for path in templates() if path.suffix == ".html"]
    return {str(path).rpartition("/templates/")[2]: path.read_text() for path in found}


def test_every_page_has_its_picture() -> None:
    sources = all_sources()
    assert len(pages(sources)) > 60
    assert without_picture(sources) == set(), HOW


def test_a_page_without_a_picture_is_really_found() -> None:
    fresh = {"watch/fresh.html": '{% extends "link.html" %}', "link.html": ""}
    assert without_picture(fresh) == {"watch/fresh.html"}


def test_every_mail_has_its_picture_and_every_picture_its_sample() -> None:
    kept = {name for family in FAMILIES.values() for name in family}
    mails = {f"mail_{about}" for about in NAMES}
    assert mails - kept == set(), HOW
    assert kept - mails - set(contexts()) == set()


def test_the_index_shows_each_screen_four_times() -> None:
    lines = index().splitlines()
    shown = [line for line in lines if line.startswith("<a href=")]
    assert len(shown) == 4 * sum(len(family) for family in FAMILIES.values())
    assert len(set(shown)) == len(shown)


def test_no_picture_goes_into_what_people_install() -> None:
    targets = tomllib.loads(PROJECT.read_text())["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["packages"] == ["src/untilthen"]
    assert "/docs/screens" in targets["sdist"]["exclude"]


def test_the_pictures_stay_small_together() -> None:
    pictures = list(SCREENS.glob("*.webp"))
    assert len(pictures) > 400
    assert sum(picture.stat().st_size for picture in pictures) < MOST_BYTES
