"""Making a key on the key page, as the tests of several pages need it done."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser_js.server import World
from untilthen.sealing import age, keys
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.scrypt import PassphraseIdentity

AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def words_shown(page: Page) -> list[str]:
    """Have the page make a key, and return the six words it shows."""
    page.get_by_role("button", name="Make my key").click()
    page.get_by_role("heading", name="Please write these six words down").wait_for()
    return page.locator("ol.words li").all_inner_texts()


def type_back(page: Page, typed: str) -> None:
    """Type words where the page asks for them."""
    page.get_by_label("Your six words").fill(typed)
    page.get_by_role("button", name="Go on").click()


def typed_back(page: Page) -> list[str]:
    """Make a key and type it back, rightly; the page then offers a passkey."""
    words = words_shown(page)
    page.get_by_role("button", name="I have written them down").click()
    type_back(page, "  ".join(words).upper())
    page.get_by_role("heading", name="A passkey as well, if you like").wait_for()
    return words


def saved(page: Page, world: World) -> dict[str, Any]:
    """Save the key, and return what was sent."""
    page.get_by_role("button", name="Save my key").click()
    page.get_by_role("heading", name="It is saved").wait_for()
    return world.posted["POST /key/"][-1].json()


def authenticator(page: Page, context: BrowserContext, *, prf: bool) -> None:
    """Give the tab a device that makes passkeys; with `prf` they can hold keys."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"hasPrf": prf}})


def identity_in(locked: str, words: list[str]) -> HybridIdentity:
    """Return the key in a locked file, opened by the Python side."""
    opened = age.decrypt_bytes(locked.encode(), [PassphraseIdentity(" ".join(words))])
    identity = keys.parse_identity(opened.decode("ascii"))
    assert isinstance(identity, HybridIdentity)
    return identity
