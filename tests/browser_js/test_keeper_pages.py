"""A keeper's pages of key, part and "I am sure": open to everybody, and honest without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_js.conftest import Visit
from tests.browser_js.key_made import typed_back, words_shown
from tests.browser_js.render import rendered
from tests.browser_js.server import Server, World
from tests.browser_js.test_accessible import check

BEN: dict[str, object] = {
    "owner": "Ana Berg",
    "keeper": "Ben",
    "zones": ("Europe/Berlin", "Africa/Lagos"),
}
SIX = "maple robin ocean velvet lunar topic"
KEY = BEN | {"save_url": "/key/", "signer": SIX, "address": "https://until-then.example.org"}
PART = BEN | {"state": "given", "set": 2, "data_url": "/part/data/"}
SURE = BEN | {"part": "sealed", "with_passkey": True, "sure_needed": 2, "wait_days": 7}
STEPS = ("begin", "unlocking", "paper", "typing", "hand")


def only(page: Page, step: str) -> None:
    """Show one step of the part's page."""
    page.evaluate(
        """wanted => {
          for (const step of document.querySelectorAll("#part-page > section")) {
            step.hidden = step.dataset.part !== wanted;
          }
          document.getElementById("unlock").hidden = false;
        }""",
        step,
    )


def test_the_key_page_is_open_to_everybody(visit: Visit) -> None:
    page = visit("/key/", "watch/keeper_key.html", KEY)
    check(page)
    words_shown(page)
    check(page)


def test_the_card_says_whose_keeper_and_is_read_on_paper(visit: Visit) -> None:
    page = visit("/key/", "watch/keeper_key.html", KEY)
    words_shown(page)
    card = page.locator(".card")
    expect(card.get_by_text("Ben, keeper for Ana Berg")).to_be_hidden()
    page.emulate_media(media="print")
    for said in ("Ben, keeper for Ana Berg", "https://until-then.example.org", SIX):
        expect(card.get_by_text(said)).to_be_visible()
    assert len(card.locator("[data-part=fingerprint]").inner_text().split()) == 6
    expect(page.get_by_role("heading", name="please make your key")).to_be_hidden()


def test_the_keepers_key_is_saved_with_its_public_half(visit: Visit, world: World) -> None:
    page = visit("/key/", "watch/keeper_key.html", KEY)
    typed_back(page)
    page.get_by_role("button", name="Save my key").click()
    page.get_by_role("heading", name="It is saved").wait_for()
    sent = world.posted["POST /key/"][-1].json()
    assert set(sent) == {"recipient", "key_file", "passkey_file"}
    assert str(sent["recipient"]).startswith("age1pq1")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_the_part_is_open_to_everybody(visit: Visit, step: str) -> None:
    page = visit("/part/", "watch/keeper_part.html", PART)
    only(page, step)
    check(page)


def test_a_part_on_paper_is_asked_for_by_its_words(visit: Visit) -> None:
    page = visit("/part/", "watch/keeper_part.html", PART | {"on_paper": True})
    page.get_by_role("button", name="Show that I have it").click()
    expect(page.get_by_role("heading", name="The 33 words of your paper")).to_be_focused()
    check(page)


@pytest.mark.parametrize("part", ["sealed", "paper", "none"])
def test_the_second_page_is_open_to_everybody(visit: Visit, part: str) -> None:
    page = visit("/sure/", "watch/sure_confirm.html", SURE | {"part": part})
    expect(page.get_by_role("button", name="Yes, I am sure Ana Berg has died")).to_be_visible()
    check(page)


def test_without_scripts_only_the_word_can_be_given_and_the_page_says_so(
    browser: Browser, server: Server, world: World
) -> None:
    world.pages |= rendered({"/sure/": ("watch/sure_confirm.html", dict(SURE))})
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/sure/")
    said = page.locator("noscript").text_content()
    assert said is not None
    assert "Scripts are switched off in this browser." in said
    expect(page.get_by_role("button", name="Yes, I am sure")).to_be_hidden()
    expect(page.get_by_role("button", name="I am sure, but I do not have my part")).to_be_visible()
    context.close()
