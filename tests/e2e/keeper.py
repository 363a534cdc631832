"""What Ben does as a keeper at his browser: makes his key, shows his part, says that he is sure."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.e2e.visitors import Visitor
from tests.e2e.world import World


def at_home(world: World, does: str) -> dict[str, Any]:
    """Let Ana and Chidi do something; returns what there is to know of it."""
    said = world.run_once("-m", "tests.e2e.anas_side", does)
    found: dict[str, Any] = json.loads(said or "{}")
    return found


def promises(ben: Visitor) -> None:
    """Answer the invitation; his page then leads to his key."""
    ben.follows_link()
    ben.presses("I promise")
    ben.page.get_by_role("link", name="Make my key").click()
    expect(ben.page.get_by_role("heading", name="Ben, please make your key.")).to_be_visible()


def writes_words_down(ben: Visitor) -> list[str]:
    """Have the key made, and type its six words back; the page then speaks of a passkey."""
    ben.presses("Make my key")
    words = ben.page.locator("[data-part=six-words] li").all_text_contents()
    ben.presses("I have written them down")
    ben.page.get_by_label("Your six words").fill("  ".join(words).upper())
    ben.presses("Go on")
    ben.page.get_by_role("heading", name="A passkey as well, if you like").wait_for()
    return words


def saves_key(ben: Visitor) -> None:
    """Save the key; his part is not here yet."""
    ben.presses("Save my key")
    expect(ben.page.get_by_role("heading", name="Your part is not here yet.")).to_be_visible()


def opens_part(ben: Visitor) -> None:
    """Follow the newest mail to the page of his part."""
    ben.follows_link()
    ben.page.get_by_role("link", name="Show that my part opens").click()
    expect(
        ben.page.get_by_role("heading", name="Ben, your part of the key is here.")
    ).to_be_visible()


def types(ben: Visitor, words: list[str]) -> None:
    """Type six words where the page asks for them."""
    ben.page.get_by_label("Your six words").fill(" ".join(words))
    ben.presses("Unlock")


def is_asked_about_sure(ben: Visitor) -> None:
    """Come to the second page of "I am sure"."""
    ben.follows_link()
    ben.presses("I am sure Ana Berg has died")
    expect(ben.page.get_by_role("heading", name="You are about to say")).to_be_visible()
