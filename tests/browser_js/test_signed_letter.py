"""Who signed a letter is said before it is shown; what nobody signed, or somebody else, is warned
about.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser_js.conftest import Visit
from tests.browser_js.letters import ANA, STRANGER, WRITTEN
from tests.browser_js.opened_page import (
    OURS,
    SIGNER,
    enveloped,
    in_seal,
    open_at_the_door,
    unsigned,
)
from tests.browser_js.server import World
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.envelope import open_envelope
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.innerlock import WithPassphrase
from untilthen.sealing.padding import unpad
from untilthen.sealing.sign import SigningKey

FORGER = SigningKey.from_owner_seed(STRANGER.reveal_seed()).public


def changed_afterwards() -> bytes:
    """Return Ana's letter with another hint than she signed."""
    ours = open_envelope(unpad(decrypt_bytes(enveloped(WRITTEN), [ANA])))
    return in_seal(replace(ours, hint="another hint"))


DOUBTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unsigned": (lambda: unsigned(WRITTEN), "Nobody signed this letter."),
    "changed": (changed_afterwards, "The signature does not fit this letter"),
    "signed by another": (lambda: enveloped(WRITTEN, signer=STRANGER), fingerprint(FORGER)),
    "of another plan": (
        lambda: enveloped(WRITTEN, address=replace(OURS, plan="0f0f0f0f0f")),
        "put here in place of yours",
    ),
    "another letter": (
        lambda: enveloped(WRITTEN, address=replace(OURS, letter=OURS.letter.replace("1", "2"))),
        "put here in place of yours",
    ),
    "for somebody else": (
        lambda: enveloped(WRITTEN, address=replace(OURS, to=(6, 7))),
        "put here in place of yours",
    ),
}


def test_a_signed_letter_shows_whose_key_it_was(visit: Visit, world: World) -> None:
    page = open_at_the_door(visit, world, enveloped(WRITTEN), {})
    expect(page.get_by_role("article")).to_be_visible()
    expect(page.get_by_text(fingerprint(SIGNER))).to_contain_text("Unchanged since it was signed")
    expect(page.get_by_role("button", name="Read it all the same")).to_be_hidden()


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubtful_letter_is_warned_about_before_anything_of_it(
    visit: Visit, world: World, doubt: str
) -> None:
    make, said = DOUBTS[doubt]
    page = open_at_the_door(visit, world, make(), {})
    title = page.get_by_role("heading", name="We cannot say that this is what Ana Berg wrote.")
    expect(title).to_be_focused()
    expect(page.get_by_text(said)).to_be_visible()
    assert "Pepper" not in page.content()
    page.get_by_role("button", name="Read it all the same").click()
    expect(page.get_by_role("article")).to_contain_text("Pepper weiß")
    expect(title).to_be_hidden()
    expect(page.locator("article ~ [data-part=signed]")).to_contain_text(said)  # it stays there
    expect(page.get_by_text("Unchanged since")).to_have_count(0)


def test_a_hint_that_nobody_signed_shows_only_after_the_warning(visit: Visit, world: World) -> None:
    lock = WithPassphrase("Pepper", "send it to mallory@example.org", work_factor=10)
    page = open_at_the_door(visit, world, enveloped(WRITTEN, lock, signer=STRANGER), {})
    expect(page.get_by_role("button", name="Read it all the same")).to_be_visible()
    assert "mallory" not in page.content()
    page.get_by_role("button", name="Read it all the same").click()
    expect(page.get_by_text("send it to mallory@example.org")).to_be_visible()
    page.get_by_label("The passphrase").fill("Pepper")
    page.get_by_role("button", name="Open the letter").click()
    expect(page.get_by_role("article")).to_contain_text("Pepper weiß")
    expect(page.locator("article ~ [data-part=signed]")).to_contain_text(fingerprint(FORGER))
