"""Every page passes axe's WCAG 2.2 AA rules, in each of its steps, and at 320 pixels."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser_js.conftest import Visit
from tests.browser_js.key_made import words_shown
from tests.browser_js.letters import ANA, WRITTEN, locked_key
from tests.browser_js.opened_page import enveloped, open_at_the_door
from tests.browser_js.server import World
from tests.browser_js.test_attachments import choose
from tests.browser_js.test_letter_form import FORM, save
from tests.browser_js.test_letter_list import LIST, TEXT

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def check(page: Page) -> None:
    """Fail with the rules that the page breaks."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 720})
    assert wide <= 320


@pytest.fixture(autouse=True)
def _key_at_hand(world: World) -> None:
    held = {"owner_file": locked_key(ANA), "passkey_file": locked_key(ANA)}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")


def test_the_key_page(visit: Visit) -> None:
    page = visit("/key/", "letters/key.html", {"save_url": "/key/"})
    check(page)
    words_shown(page)
    check(page)
    page.get_by_role("button", name="I have written them down").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_be_visible()
    check(page)
    page.evaluate("document.querySelector('[data-part=passkey]').hidden = false")
    check(page)


def test_the_list_of_letters(visit: Visit, world: World) -> None:
    page = visit("/letters/", "letters/list.html", LIST)
    page.get_by_role("button", name="Show what I called them").click()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_visible()
    check(page)
    world.blobs[TEXT] = b"damaged"
    page.evaluate("key => sessionStorage.setItem('until-then owner key', key)", ANA.reveal())
    page.reload()
    expect(page.get_by_text("This letter is damaged")).to_be_visible()
    check(page)


def test_the_letter_form(visit: Visit, tmp_path: Path) -> None:
    page = visit("/letters/new/", "letters/form.html", FORM)
    check(page)
    save(page)
    song = tmp_path / "lied.mp3"
    song.write_bytes(b"ID3")
    files = choose(page, song)
    expect(files).to_contain_text("This file may say where")
    check(page)


def test_an_opened_letter(visit: Visit, world: World) -> None:
    entry = {"file": "f", "name": "a.bin", "type": "x/y", "size": 1, "sha256": "00" * 32}
    text = WRITTEN | {"attachments": [entry | {"transcript": "Worte"}]}
    page = open_at_the_door(visit, world, enveloped(text), {})
    expect(page.get_by_role("article")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Open “a.bin”").click()
    expect(page.get_by_role("listitem")).to_contain_text("“a.bin” is not here.")
    check(page)
