"""A letter with a lock for Finn alone: his passphrase or his own key opens it, in his browser."""

import hashlib
import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser_js.conftest import Visit
from tests.browser_js.key_made import authenticator, identity_in, saved, typed_back
from tests.browser_js.letters import (
    DOOR,
    ESTATE,
    STRANGER,
    WORDS,
    WRITTEN,
    at_the_door,
    locked_key,
    sealed_file,
)
from tests.browser_js.opened_page import (
    BOTH,
    OPENED,
    OWN_KEY,
    TEXT,
    enveloped,
    open_at_the_door,
)
from tests.browser_js.server import World
from untilthen.sealing.age import decrypt_bytes, encrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import WithKeys, WithPassphrase
from untilthen.sealing.padding import unpad

FINN = HybridIdentity(bytes(range(96, 128)))
INNER = HybridIdentity(bytes(range(128, 160)))
PASSPHRASE = WithPassphrase("Pepper am See", "wer am Ufer bellte", work_factor=10)
OWN = WithKeys((FINN.recipient,))
PHOTO = b"the lake, as if it were a photo"
ENTRY = {
    "file": "photo",
    "name": "see.bin",
    "type": "application/octet-stream",
    "size": len(PHOTO),
    "sha256": hashlib.sha256(PHOTO).hexdigest(),
    "transcript": "",
}
LOCKED: dict[str, Any] = WRITTEN | {"attachments": [ENTRY], "attachment_key": INNER.reveal()}
TWICE = encrypt_bytes(sealed_file(PHOTO, INNER.recipient), BOTH)


def keeps(world: World, key: HybridIdentity, passkey_file: str = "") -> None:
    """Let the server hold Finn's key, locked with his six words."""
    held = {"key_file": locked_key(key), "passkey_file": passkey_file}
    world.blobs[OWN_KEY] = json.dumps(held).encode()


def at_finns_door(visit: Visit, world: World, lock: WithPassphrase | WithKeys) -> Page:
    """Bring Finn to a locked letter with a photo; nothing of it may show yet."""
    page = open_at_the_door(visit, world, enveloped(LOCKED, lock), {"photo": TWICE})
    expect(page.get_by_role("heading", name="Ana Berg locked this letter for you.")).to_be_visible()
    expect(page.get_by_role("article")).to_be_hidden()
    assert "Pepper weiß" not in page.content()
    return page


def reads_it_all(page: Page) -> None:
    """See the words, and save the photo that only the letter's own key opens."""
    expect(page.get_by_role("article")).to_contain_text("Pepper weiß, wo der Ball liegt.")
    page.get_by_role("button", name="Open “see.bin”").click()
    link = page.get_by_role("link", name="Save it on this device")
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes() == PHOTO


def says_passphrase(page: Page, typed: str) -> None:
    page.get_by_label("The passphrase").fill(typed)
    page.get_by_role("button", name="Open the letter").click()


def says_words(page: Page, words: str) -> None:
    page.get_by_label("Your six words").fill(words)
    page.get_by_role("button", name="Unlock", exact=True).click()


def test_finn_opens_it_with_the_passphrase_he_knows(visit: Visit, world: World) -> None:
    page = at_finns_door(visit, world, PASSPHRASE)
    expect(page.get_by_text("wer am Ufer bellte")).to_be_visible()
    for wrong in ("Pepper am Meer", "pepper am see", " "):
        says_passphrase(page, wrong)
        said = "no passphrase here yet" if wrong == " " else "Not this one."
        expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(said)
        expect(page.get_by_label("The passphrase")).to_be_focused()
    says_passphrase(page, "  Pepper  am See ")
    reads_it_all(page)
    assert [path for path in world.posted if not path.startswith("GET ")] == []


def test_a_passphrase_takes_its_time_and_the_page_shows_how_much(
    visit: Visit, world: World
) -> None:
    slow = WithPassphrase("Pepper", "")
    page = at_finns_door(visit, world, slow)
    expect(page.get_by_text("wrote beside it")).to_be_hidden()
    says_passphrase(page, "Pepper")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("article")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_finn_opens_it_with_the_six_words_of_his_own_key(visit: Visit, world: World) -> None:
    keeps(world, FINN)
    page = at_finns_door(visit, world, OWN)
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    says_words(page, WORDS.replace("evil", "envelope"))
    expect(page.get_by_text("This does not open your key.")).to_be_visible()
    says_words(page, WORDS.replace("evil", "evul"))
    expect(page.get_by_text("Did you mean evil")).to_be_visible()
    says_words(page, WORDS.upper())
    reads_it_all(page)


def test_finn_makes_a_key_with_a_passkey_and_opens_it_with_that(
    visit: Visit, world: World, page: Page, context: BrowserContext
) -> None:
    authenticator(page, context, prf=True)
    visit("/own-key/1/", "letters/own_key.html", {"state": "asked", "save_url": "/key/"})
    words = typed_back(page)
    page.get_by_role("button", name="Add a passkey first").click()
    expect(page.get_by_text("The passkey opens your key too.")).to_be_visible()
    sent = saved(page, world)
    made = identity_in(sent["key_file"], words)
    assert sent["recipient"] == str(made.recipient)
    keeps(world, made, sent["passkey_file"])
    at_finns_door(visit, world, WithKeys((made.recipient,)))
    page.get_by_role("button", name="Use a passkey").click()
    reads_it_all(page)


def test_a_letter_locked_to_an_earlier_key_says_so(visit: Visit, world: World) -> None:
    keeps(world, STRANGER)
    page = at_finns_door(visit, world, OWN)
    says_words(page, WORDS)
    expect(page.get_by_text("locked to an earlier key of yours")).to_be_visible()
    keeps(world, FINN)
    page.reload()
    says_words(page, WORDS)
    expect(page.get_by_role("article")).to_be_visible()


def test_whoever_made_no_key_hears_it_kindly(visit: Visit, world: World) -> None:
    page = at_finns_door(visit, world, OWN)
    expect(page.get_by_text("The server has no key of yours.")).to_be_visible()
    page.get_by_text("I do not have my six words any more").click()
    expect(page.get_by_text("nobody else has them")).to_be_visible()


@pytest.mark.parametrize(
    "spoil",
    [lambda whole: whole[:-1], lambda whole: whole + b"\0"],
    ids=["cut by a byte", "longer by a byte"],
)
def test_damage_is_never_called_a_wrong_passphrase(
    visit: Visit, world: World, spoil: Callable[[bytes], bytes]
) -> None:
    world.blobs[TEXT] = spoil(at_the_door(enveloped(LOCKED, PASSPHRASE)))
    page = visit("/l/41/", "letters/opened.html", OPENED)
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("is damaged")
    expect(page.get_by_label("The passphrase")).to_be_hidden()


@pytest.mark.parametrize("lock", [PASSPHRASE, OWN], ids=["passphrase", "own key"])
def test_what_is_saved_locked_opens_years_later_without_us(
    visit: Visit, world: World, tmp_path: Path, lock: WithPassphrase | WithKeys
) -> None:
    keeps(world, FINN)
    page = at_finns_door(visit, world, lock)
    page.get_by_role("group").filter(visible=True).locator("summary").click()
    links = page.get_by_role("group").filter(visible=True).get_by_role("link")
    expect(links).to_have_count(3 if lock is PASSPHRASE else 4)
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        download.value.save_as(tmp_path / download.value.suggested_filename)
    command = shlex.split(page.locator("details code").filter(visible=True).inner_text())
    assert command[:2] == ["untilthen", "open"]
    (tmp_path / "paper").write_text("Pepper am See" if lock is PASSPHRASE else WORDS)
    paper = "--letter-passphrase-file" if lock is PASSPHRASE else "--passphrase-file"
    typed = [sys.executable, "-m", "untilthen.cli", *command[1:], paper, "paper"]
    opened = subprocess.run(typed, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Pepper weiß, wo der Ball liegt." in opened.stdout, opened.stderr
    assert ESTATE.reveal() not in (tmp_path / "door-key.txt").read_text()
    photo = (tmp_path / "attachment-1.age").read_bytes()
    assert unpad(decrypt_bytes(decrypt_bytes(photo, [DOOR]), [INNER])) == PHOTO
