"""The list of letters: numbers until the owner unlocks, then the names she gave them."""

import json

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser_js.at_the_desk import FACTS, LETTER, MANIFEST, desk, own_letter, unlock_tab
from tests.browser_js.conftest import Visit
from tests.browser_js.key_made import authenticator, identity_in, saved, typed_back
from tests.browser_js.letters import ANA, STRANGER, WORDS, WRITTEN, locked_key, sealed_text
from tests.browser_js.server import World
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import WithPassphrase
from untilthen.sealing.manifest import NAMESPACE, parse
from untilthen.sealing.sign import SigningKey, verify

TEXT = "/letters/3/text/"
ONE = {"id": LETTER, "url": "/letters/3/", "text_url": TEXT, "number": 3, "names": "Finn"}
LIST: dict[str, object] = {
    "letters": [ONE],
    "new_url": "/letters/new/",
    "owner_key_url": "/key/file/",
    "manifest_url": "/manifest/",
    "user": {"is_authenticated": True},
}


@pytest.fixture
def ana(world: World) -> HybridIdentity:
    """Ana, whose locked key and one letter the server holds."""
    held = {"owner_file": locked_key(ANA), "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    world.blobs[TEXT] = own_letter(WRITTEN)
    desk(world)
    return ANA


@pytest.fixture
def locked(ana: HybridIdentity, visit: Visit) -> Page:
    """The list in a tab that knows no key."""
    page = visit("/letters/", "letters/list.html", LIST)
    page.get_by_role("button", name="Show what I called them").click()
    return page


def alert(page: Page) -> Locator:
    return page.get_by_role("alert").filter(visible=True)


def unlock(page: Page, typed: str) -> None:
    page.get_by_label("Your six words").fill(typed)
    page.get_by_role("button", name="Unlock").click()


def test_six_words_unlock_the_names(locked: Page) -> None:
    expect(locked.get_by_role("link", name="Letter 3")).to_be_visible()
    unlock(locked, WORDS)
    expect(locked.get_by_role("link", name="Für Finn")).to_be_visible()
    expect(locked.get_by_label("Your six words")).to_be_hidden()
    locked.reload()
    expect(locked.get_by_role("link", name="Für Finn")).to_be_visible()


def test_a_passkey_unlocks_the_names(
    page: Page, context: BrowserContext, visit: Visit, world: World
) -> None:
    visit("/key/", "letters/key.html", {"save_url": "/key/"})
    authenticator(page, context, prf=True)
    words = typed_back(page)
    page.get_by_role("button", name="Add a passkey first").click()
    expect(page.get_by_text("The passkey opens your key too.")).to_be_visible()
    sent = saved(page, world)
    held = {name: sent[name] for name in ("owner_file", "passkey_file")}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    world.blobs[TEXT] = own_letter(WRITTEN, owner=identity_in(sent["owner_file"], words))
    desk(world)

    visit("/letters/", "letters/list.html", LIST)
    expect(page.get_by_role("link", name="Für Finn")).to_be_visible()  # this tab made the key
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.get_by_role("button", name="Show what I called them").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name="Für Finn")).to_be_visible()

    forget_passkeys(page)
    page.reload()
    page.get_by_role("button", name="Show what I called them").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(alert(page)).to_contain_text("The passkey was not used.")


def forget_passkeys(page: Page) -> None:
    """Have the tab refuse passkeys, as a person does who closes the prompt."""
    page.evaluate("sessionStorage.clear()")
    page.add_init_script(
        "navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') }"
    )


def test_a_typo_is_named_and_other_words_are_refused(locked: Page) -> None:
    unlock(locked, "evil insect justice desert increase qqqqqqqq")
    expect(alert(locked)).to_have_text("Word 6, “qqqqqqqq”, is not in the list.")
    unlock(locked, "general evil insect justice desert increase")
    expect(alert(locked)).to_contain_text("This does not open your key.")
    expect(locked.get_by_label("Your six words")).to_have_value(
        "general evil insect justice desert increase"
    )
    unlock(locked, WORDS.replace(" ", "-").upper())
    expect(locked.get_by_role("link", name="Für Finn")).to_be_visible()


def test_a_key_file_that_is_damaged_is_called_so(
    ana: HybridIdentity, world: World, visit: Visit
) -> None:
    cut = {"owner_file": locked_key(ana)[:300], "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(cut).encode("utf-8")
    page = visit("/letters/", "letters/list.html", LIST)
    page.get_by_role("button", name="Show what I called them").click()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    unlock(page, WORDS)
    expect(alert(page)).to_contain_text("Your locked key did not arrive whole.")


def test_signing_out_forgets_the_key(locked: Page) -> None:
    unlock(locked, WORDS)
    expect(locked.get_by_role("link", name="Für Finn")).to_be_visible()
    assert locked.evaluate("sessionStorage.length") == 1
    locked.get_by_role("button", name="Sign out").click()
    locked.wait_for_url("**/sign-out/")
    assert locked.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (sealed_text(WRITTEN, STRANGER.recipient), "This letter is sealed for another key"),
        (own_letter(WRITTEN)[:-1], "This letter is damaged"),
        (own_letter(WRITTEN, signer=STRANGER), "This letter does not carry your signature"),
        (None, "This letter is not here."),
    ],
    ids=["for another key", "cut short", "signed by somebody else", "gone"],
)
def test_a_letter_that_does_not_open_says_why_and_keeps_its_number(
    locked: Page, world: World, held: bytes | None, sentence: str
) -> None:
    del world.blobs[TEXT]
    if held is not None:
        world.blobs[TEXT] = held
    unlock(locked, WORDS)
    item = locked.locator(f'[data-letter="{LETTER}"]')
    expect(item).to_contain_text(sentence)


def test_what_changed_is_signed_once_the_key_is_open(
    ana: HybridIdentity, visit: Visit, world: World
) -> None:
    world.blobs["/manifest/"] = json.dumps(MANIFEST | {"current": False}).encode("utf-8")
    page = visit("/letters/", "letters/list.html", LIST)
    expect(
        page.get_by_text("What you changed last is not signed with your key yet.")
    ).to_be_visible()
    page.get_by_role("button", name="Sign it").click()
    unlock(page, WORDS)
    expect(page.get_by_text("Everything is signed with your key as it is now.")).to_be_visible()
    sent = world.posted["POST /manifest/"][-1].json()
    verify(str(sent["text"]).encode(), str(sent["signature"]), NAMESPACE, str(FACTS["signer"]))
    assert parse(str(sent["text"]).encode()).number == 1


def test_a_manifest_that_somebody_else_signed_is_not_built_upon(
    ana: HybridIdentity, visit: Visit, world: World
) -> None:
    signature = SigningKey.from_owner_seed(STRANGER.reveal_seed()).sign(b"{}", NAMESPACE)
    forged = {"signed": {"text": "{}", "signature": signature}, "current": False}
    world.blobs["/manifest/"] = json.dumps(MANIFEST | forged).encode("utf-8")
    page = visit("/letters/", "letters/list.html", LIST)
    unlock_tab(page)
    page.reload()
    expect(alert(page)).to_contain_text("does not carry your signature")
    assert "POST /manifest/" not in world.posted


def test_a_letter_locked_with_a_passphrase_keeps_its_name_to_itself(
    ana: HybridIdentity, visit: Visit, world: World
) -> None:
    world.blobs[TEXT] = own_letter(WRITTEN, WithPassphrase("the ball", "", work_factor=10))
    page = visit("/letters/", "letters/list.html", LIST)
    unlock_tab(page)
    page.reload()
    expect(page.get_by_text("Locked with a passphrase, so what you called it")).to_be_visible()
    expect(page.get_by_role("link", name="Letter 3")).to_be_visible()
