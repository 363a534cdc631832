""" "Leave quickly": at once, by keyboard too, without a question, and the way back is shut."""

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser_js.conftest import Visit
from tests.browser_js.letters import ANA
from tests.browser_js.render import rendered
from tests.browser_js.server import Server, World
from tests.browser_js.test_letter_form import FORM, write

NEUTRAL = "https://www.wikipedia.org/"
ELSEWHERE = "<!doctype html><html lang=en><title>Elsewhere</title><h1>Elsewhere</h1>"


@pytest.fixture
def form(visit: Visit, page: Page) -> Page:
    """The form for a letter, opened from the list, with the key unlocked and words unsaved."""
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body=ELSEWHERE))
    visit("/list/", "saved.html", {})
    visit("/letters/new/", "letters/form.html", FORM)
    page.evaluate("key => sessionStorage.setItem('until-then owner key', key)", ANA.reveal())
    write(page)
    return page


def test_ana_leaves_by_keyboard_unasked_and_the_way_back_skips_the_page(form: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    form.on("dialog", stay)
    link = form.get_by_role("link", name="Leave quickly")
    for _ in range(60):
        form.keyboard.press("Shift+Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    form.keyboard.press("Enter")

    form.wait_for_url(NEUTRAL, timeout=20_000)
    assert asked == []
    form.go_back()
    assert form.url.endswith("/list/")
    assert form.evaluate("sessionStorage.length") == 0


def test_without_scripts_it_is_a_link(browser: Browser, server: Server, world: World) -> None:
    world.pages |= rendered({"/letters/new/": ("letters/form.html", FORM)})
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(f"{NEUTRAL}**", lambda route: route.fulfill(body=ELSEWHERE))
    page.goto(f"{server.address}/letters/new/")
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(NEUTRAL)
    context.close()
