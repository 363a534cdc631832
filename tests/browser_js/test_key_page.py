"""The key page: six words made, typed back, a passkey or none, and the key unlocked again."""

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
from tests.browser_js.server import Answer, Request, World, said
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.sign import SigningKey


@pytest.fixture
def key_page(visit: Visit) -> Page:
    """The key page as the owner first sees it."""
    return visit("/key/", "letters/key.html", {"save_url": "/key/"})


def test_a_key_is_made_typed_back_and_saved_locked(key_page: Page, world: World) -> None:
    words = typed_back(key_page)
    sent = saved(key_page, world)
    assert str(identity_in(sent["owner_file"], words).recipient) == sent["owner_recipient"]
    assert sent["passkey_file"] == ""
    assert set(sent) == {"owner_recipient", "owner_file", "passkey_file", "signer"}


def test_what_signs_the_letters_grows_from_the_key_and_stands_on_the_paper(
    key_page: Page, world: World
) -> None:
    words = typed_back(key_page)
    paper = key_page.locator("[data-part=fingerprint]").text_content()
    sent = saved(key_page, world)
    seed = identity_in(sent["owner_file"], words).reveal_seed()
    assert sent["signer"] == SigningKey.from_owner_seed(seed).public
    assert paper == fingerprint(sent["signer"])


def test_the_words_never_leave_the_page(key_page: Page, world: World) -> None:
    words = typed_back(key_page)
    saved(key_page, world)
    everything = [r.path.encode() + r.body for all_of in world.posted.values() for r in all_of]
    assert not [word for word in words if any(word.encode() in sent for sent in everything)]


def test_every_key_is_another(key_page: Page) -> None:
    first = words_shown(key_page)
    key_page.evaluate("document.querySelector('[data-part=make]').click()")
    expect(key_page.locator("ol.words li").first).to_be_visible()
    assert key_page.locator("ol.words li").all_inner_texts() != first


def test_a_typo_is_named_with_the_word_it_may_be(key_page: Page) -> None:
    words = words_shown(key_page)
    key_page.get_by_role("button", name="I have written them down").click()
    alert = key_page.get_by_role("alert").filter(visible=True)
    typo = words[2][:-1] + ("q" if words[2][-1] != "q" else "z")

    type_back(key_page, " ".join([*words[:2], typo, *words[3:]]))
    expect(alert).to_contain_text(f"Word 3, “{typo}”, is not in the list. Did you mean")
    expect(alert).to_contain_text(words[2])
    expect(key_page.get_by_label("Your six words")).to_be_focused()

    type_back(key_page, " ".join(words[:5]))
    expect(alert).to_have_text("There are 5 words here. The key has 6.")

    other = "academic" if words[0] != "academic" else "acid"
    type_back(key_page, " ".join([other, *words[1:]]))
    expect(alert).to_contain_text(f"Word 1, “{other}”, is not the one that we showed.")

    type_back(key_page, "\n".join(f"{i}. {word.title()}," for i, word in enumerate(words, 1)))
    expect(key_page.get_by_role("heading", name="A passkey as well, if you like")).to_be_visible()


def test_the_page_stays_alive_while_it_locks(key_page: Page) -> None:
    words = words_shown(key_page)
    key_page.get_by_role("button", name="I have written them down").click()
    longest = key_page.evaluate_handle(
        """() => {
          const seen = { longest: 0, last: performance.now() };
          const step = () => {
            const now = performance.now();
            seen.longest = Math.max(seen.longest, now - seen.last);
            seen.last = now;
            setTimeout(step, 0);
          };
          step();
          return seen;
        }"""
    )
    type_back(key_page, " ".join(words))
    key_page.get_by_role("heading", name="A passkey as well, if you like").wait_for()
    assert longest.evaluate("seen => seen.longest") < 500


def test_a_passkey_may_be_added(key_page: Page, world: World, context: BrowserContext) -> None:
    authenticator(key_page, context, prf=True)
    typed_back(key_page)
    key_page.get_by_role("button", name="Add a passkey first").click()
    expect(key_page.get_by_text("The passkey opens your key too.")).to_be_visible()
    sent = saved(key_page, world)
    assert sent["passkey_file"] not in ("", sent["owner_file"])


def test_without_passkeys_that_hold_keys_the_page_says_so_and_goes_on(
    key_page: Page, world: World, context: BrowserContext
) -> None:
    authenticator(key_page, context, prf=False)
    typed_back(key_page)
    key_page.get_by_role("button", name="Add a passkey first").click()
    expect(key_page.get_by_text("This passkey cannot hold a key.")).to_contain_text(
        "a passkey called “Until Then: my letters”, you can delete it."
    )
    expect(key_page.get_by_role("button", name="Add a passkey first")).to_be_hidden()
    assert saved(key_page, world)["passkey_file"] == ""


def test_a_browser_without_passkeys_is_not_asked(page: Page, visit: Visit, world: World) -> None:
    page.add_init_script("delete globalThis.PublicKeyCredential")
    key_page = visit("/key/", "letters/key.html", {"save_url": "/key/"})
    typed_back(key_page)
    expect(key_page.get_by_text("Passkeys cannot hold a key in this browser.")).to_be_visible()
    assert saved(key_page, world)["passkey_file"] == ""


def test_a_failed_save_keeps_the_key_and_can_be_repeated(key_page: Page, world: World) -> None:
    words = typed_back(key_page)
    world.faults.append(lambda request: said(503))
    world.faults.append(refusal)
    key_page.get_by_role("button", name="Save my key").click()
    expect(key_page.get_by_text("We could not reach the server.")).to_be_visible()
    key_page.get_by_role("button", name="Save my key").click()
    expect(key_page.get_by_text("Your plan has a key already.")).to_be_visible()
    assert identity_in(saved(key_page, world)["owner_file"], words)


def refusal(request: Request) -> Answer:
    """Answer as the server does when it does not accept a key."""
    return said(422, errors={"owner_file": "Your plan has a key already."})
