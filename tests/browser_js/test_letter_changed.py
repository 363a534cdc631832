"""Changing a letter that was saved before, and the lock it has for its reader alone."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.at_the_desk import LETTER, desk, own_letter, sent_letter, unlock_tab
from tests.browser_js.conftest import Visit
from tests.browser_js.letters import ANA, ESTATE, STRANGER, WORDS, WRITTEN, locked_key
from tests.browser_js.server import World
from tests.browser_js.test_letter_form import FORM, lock_tab, plan, save, write


@pytest.fixture
def form(visit: Visit, world: World) -> Page:
    """The form for a new letter, in a tab where Ana's key is unlocked."""
    held = {"owner_file": locked_key(ANA), "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    desk(world)
    page = visit("/letters/new/", "letters/form.html", FORM)
    unlock_tab(page)
    return page


CHANGE = FORM | {"letter_id": LETTER, "version": 2, "text_url": "/letters/7/text/"}


def test_a_saved_letter_is_unlocked_changed_and_saved_with_its_files(
    form: Page, world: World, visit: Visit
) -> None:
    photo = {"file": "f1", "name": "see.jpg", "type": "image/jpeg", "size": 9, "sha256": "ab" * 32}
    text = WRITTEN | {"attachments": [photo | {"transcript": "Der See"}]}
    world.blobs["/letters/7/text/"] = own_letter(text)
    lock_tab(form)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    expect(page.locator("[name=body]")).to_be_disabled()
    page.get_by_label("Your six words").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator("[name=body]")).to_have_value(WRITTEN["body"])
    expect(page.get_by_role("list", name="Files of this letter")).to_contain_text("see.jpg")
    page.locator("[name=salutation]").fill("Finn,")
    save(page)
    page.get_by_role("heading", name="It is saved").wait_for()
    sent = plan(world)
    assert (sent["letter"], sent["version"]) == (LETTER.encode(), b"2")
    assert json.loads(sent["files"]) == ["f1"]
    opened = sent_letter(sent["text"], ESTATE)
    assert (opened.salutation, opened.body) == ("Finn,", WRITTEN["body"])
    assert opened.attachments[0].transcript == "Der See"


def test_a_saved_letter_that_does_not_open_cannot_be_overwritten(
    form: Page, world: World, visit: Visit
) -> None:
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN)[:-1]
    lock_tab(form)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    page.get_by_label("Your six words").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_text("This letter is damaged")).to_be_visible()
    expect(page.locator("[name=body]")).to_be_disabled()
    expect(page.get_by_role("button", name="Seal and save")).to_be_disabled()


def test_a_letter_that_ana_did_not_sign_says_so_before_it_is_saved_again(
    form: Page, world: World, visit: Visit
) -> None:
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN, signer=STRANGER)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    expect(page.get_by_text("This letter does not carry your signature")).to_be_visible()
    expect(page.locator("[name=body]")).to_have_value(WRITTEN["body"])


def test_two_passphrases_that_differ_are_not_saved(form: Page, world: World) -> None:
    write(form)
    form.get_by_label("A passphrase they know").check()
    save(form)
    expect(form.get_by_text("There is no passphrase here yet.")).to_be_visible()
    form.locator("[name=passphrase]").fill("Pepper")
    expect(form.get_by_text("This passphrase is short.")).to_be_visible()
    form.locator("[name=passphrase_again]").fill("Peppper")
    save(form)
    expect(form.get_by_text("The two passphrases are not the same.")).to_be_visible()
    expect(form.locator("[name=passphrase_again]")).to_be_focused()
    assert world.saved == []
