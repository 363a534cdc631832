"""Finn's page to make a key of his own: six words typed back, a passkey only if he likes."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser_js.conftest import Visit
from tests.browser_js.key_made import (
    authenticator,
    identity_in,
    saved,
    type_back,
    typed_back,
    words_shown,
)
from tests.browser_js.server import World
from untilthen.sealing.fingerprint import fingerprint

ASKED: dict[str, object] = {
    "owner": "Ana Berg",
    "person": "Finn",
    "state": "asked",
    "save_url": "/key/",
    "address": "https://until-then.example.org",
    "zones": ["Europe/Berlin", "Asia/Kolkata"],
}


def test_finn_makes_a_key_that_only_his_six_words_open(visit: Visit, world: World) -> None:
    page = visit("/own-key/1/", "letters/own_key.html", ASKED)
    expect(page.get_by_role("button", name="No, thank you")).to_be_visible()
    words = typed_back(page)
    sent = saved(page, world)
    made = identity_in(sent["key_file"], words)
    assert sent["recipient"] == str(made.recipient)
    assert (sent["passkey_file"], sent["another"]) == ("", False)
    whole = world.posted["POST /key/"][-1].body.decode()
    assert made.reveal() not in whole
    assert " ".join(words) not in whole


@pytest.mark.parametrize("prf", [True, False], ids=["with PRF", "without PRF"])
def test_a_passkey_goes_on_top_where_the_device_can(
    visit: Visit, world: World, page: Page, context: BrowserContext, *, prf: bool
) -> None:
    authenticator(page, context, prf=prf)
    visit("/own-key/1/", "letters/own_key.html", ASKED)
    words = typed_back(page)
    page.get_by_role("button", name="Add a passkey first").click()
    said = "The passkey opens your key too." if prf else "This passkey cannot hold a key."
    expect(page.get_by_text(said)).to_be_visible()
    sent = saved(page, world)
    assert bool(sent["passkey_file"]) is prf
    assert identity_in(sent["key_file"], words)


def test_another_key_says_that_it_is_another(visit: Visit, world: World) -> None:
    page = visit("/own-key/1/", "letters/own_key.html", ASKED | {"state": "another"})
    expect(page.get_by_text("takes the place of the one you have")).to_be_visible()
    expect(page.get_by_role("button", name="No, thank you")).to_have_count(0)
    typed_back(page)
    assert saved(page, world)["another"] is True


def test_the_paper_says_whose_words_they_are_and_how_others_know_the_key(
    visit: Visit, world: World
) -> None:
    page = visit("/own-key/1/", "letters/own_key.html", ASKED)
    words = words_shown(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("One day a letter from Ana Berg may come")).to_be_visible()
    expect(page.get_by_role("button", name="No, thank you")).to_be_hidden()
    shown = page.locator("[data-part=fingerprint]").inner_text()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="I have written them down").click()
    type_back(page, " ".join(words))
    assert fingerprint(str(saved(page, world)["recipient"])) == shown
