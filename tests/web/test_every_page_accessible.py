"""Every page passes axe's rules for WCAG 2.2 AA, in light and in dark, and fits on 320 pixels:
each as the application serves it on walks through whole lives, and what no walk meets with its
sample of the gallery.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from tests.browser_js.conftest import STATIC
from tests.browser_js.server import Server, World
from tests.people_in_tests import Household
from tests.standing import _files
from tests.style.test_screens import all_sources, pages
from tests.web.walks import Seen, at_the_entrance, through_a_hold, through_a_life
from tools.gallery_pages import contexts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
__all__ = ["_files"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What the walks met, so that no page is looked at twice; a test run alone only looks at more.
MET: set[tuple[str, str]] = set()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A server that has our styles, and the pages it is given."""
    return World(static=(STATIC,), disk=tmp_path)


@pytest.fixture
def page(world: World, browser: Browser) -> Iterator[Page]:
    """A narrow tab, at that server."""
    with Server(world) as server:
        context = browser.new_context(
            base_url=server.address,
            viewport={"width": 320, "height": 640},
            reduced_motion="reduce",  # colours change at once
        )
        yield context.new_page()
        context.close()


def complaints(page: Page) -> list[str]:
    """Return what is wrong with the page at hand: in light all rules, in dark those of colours."""
    page.emulate_media(color_scheme="light")
    found = Axe().run(page, options=RULES).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("rules => axe.run(rules)", COLOURS)["violations"]
    said = [f"{each['id']}: {node['html'][:90]}" for each in found for node in each["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return said + [f"{wide} pixels wide"] * (wide > 320)


def judge(page: Page, world: World, shown: Mapping[str, str]) -> None:
    """Look at pages, and fail with everything that is wrong."""
    wrong = []
    for number, (name, html) in enumerate(shown.items()):
        world.pages[f"/{number}/"] = html.encode()
        page.goto(f"/{number}/")
        wrong += [f"{name}: {each}" for each in complaints(page)]
    assert not wrong, "\n".join(wrong)


def as_served(seen: Seen) -> dict[str, str]:
    """Return the pages met for the first time by what they are, and remember them."""
    fresh = {page: html for page, html in seen.pages.items() if page not in MET}
    MET.update(fresh)
    return {f"{template}, “{said}”": html for (template, said), html in fresh.items()}


def test_the_way_in(page: Page, world: World, ana: Household) -> None:
    at_the_entrance(seen := Seen())
    judge(page, world, as_served(seen))


def test_a_whole_life(page: Page, world: World, ana: Household) -> None:
    through_a_life(seen := Seen(), ana)
    assert len(seen.pages) > 50
    judge(page, world, as_served(seen))


def test_a_hold_that_nobody_ends(page: Page, world: World, ana: Household) -> None:
    through_a_hold(seen := Seen(), ana)
    judge(page, world, as_served(seen))


def test_what_no_walk_meets(page: Page, world: World) -> None:
    left = pages(all_sources()) - {template for template, _ in MET}
    samples = {
        name: render_to_string(template, context)
        for name, (template, context) in contexts().items()
        if template in left
    }
    judge(page, world, samples)


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ('<img src="/icon.svg">', "image-alt"),
        ("<p class=faint>Hard to read</p>", "color-contrast"),
        ("<h4>Much too deep</h4>", "heading-order"),
    ],
)
def test_what_is_broken_is_really_found(page: Page, world: World, broken: str, rule: str) -> None:
    html = render_to_string("plain.html", {}).replace("</main>", f"{broken}</main>")
    world.pages["/0/"] = html.encode()
    page.goto("/0/")
    page.evaluate("document.querySelectorAll('.faint').forEach(e => e.style.color = '#bbb')")
    assert rule in "\n".join(complaints(page))
