"""Drafts of a letter: sealed in this browser while it is written, and there again afterwards."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.at_the_desk import LETTER, desk, own_letter, sent_letter, unlock_tab
from tests.browser_js.conftest import Visit
from tests.browser_js.drafts import drafts, kept
from tests.browser_js.letters import ANA, STRANGER, WORDS, WRITTEN, locked_key
from tests.browser_js.server import World, said
from tests.browser_js.test_letter_form import BODY, FORM, lock_tab, plan, save, write
from tests.browser_js.test_letter_list import LIST
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.padding import unpad

CHANGE = FORM | {"letter_id": LETTER, "version": 2, "text_url": "/letters/7/text/"}


@pytest.fixture
def form(visit: Visit, world: World) -> Page:
    """The form for a new letter, in a tab where Ana's key is unlocked."""
    held = {"owner_file": locked_key(ANA), "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    desk(world)
    page = visit("/letters/new/", "letters/form.html", FORM)
    unlock_tab(page)
    return page


def unlock(page: Page) -> None:
    """Unlock the key in this tab with its six words."""
    page.get_by_label("Your six words").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()


def test_what_is_written_is_kept_sealed_to_ana_and_to_nobody_else(form: Page) -> None:
    write(form)
    kept(form)
    [draft] = drafts(form)
    sealed = bytes(draft["sealed"])
    assert sealed.startswith(b"age-encryption.org/v1\n-> mlkem768x25519 ")
    assert sealed.count(b"\n-> ") == 1
    assert form.evaluate("localStorage.length") == 0
    content = json.loads(unpad(decrypt_bytes(sealed, [ANA])))["content"]
    assert (content["body"], content["to"], content["not_before"]) == (
        BODY,
        ["4", "5"],
        "2031-05-04",
    )


def test_a_draft_is_kept_while_ana_goes_on_writing(form: Page) -> None:
    body = form.locator("[name=body]")
    for _ in range(12):
        body.press_sequentially("Pepper ", delay=40)
    kept(form)  # and not only once the hands rest
    assert "Pepper" in form.locator("[name=body]").input_value()


def test_after_a_reload_the_draft_waits_for_the_key(form: Page, world: World) -> None:
    write(form)
    kept(form)
    lock_tab(form)
    form.reload()
    expect(form.get_by_role("button", name="Seal and save")).to_be_disabled()
    form.get_by_role("button", name="Bring the draft back").click()
    unlock(form)
    expect(form.locator("[name=body]")).to_have_value(BODY)
    expect(form.locator("[name=body]")).to_be_focused()
    expect(form.get_by_label("Finn Berg")).to_be_checked()
    expect(form.get_by_label("Not before this day")).to_have_value("2031-05-04")
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()
    assert sent_letter(plan(world)["text"], ANA).body == BODY
    assert drafts(form) == []


def test_after_a_reload_with_the_key_open_the_draft_is_there_at_once(form: Page) -> None:
    write(form)
    kept(form)
    form.reload()
    expect(form.locator("[name=body]")).to_have_value(BODY)
    expect(form.get_by_text("This is the draft from")).to_be_visible()


def test_a_sign_in_that_went_stale_costs_no_word(form: Page, world: World) -> None:
    write(form)
    world.faults.append(lambda request: said(401))
    save(form)
    expect(form.get_by_text("You are signed out.")).to_be_visible()
    kept(form)
    form.goto(form.url)
    expect(form.locator("[name=body]")).to_have_value(BODY)


def test_a_draft_is_thrown_away_only_after_a_question(form: Page) -> None:
    write(form)
    kept(form)
    below = form.locator("[data-part=draft-kept]")
    below.get_by_role("button", name="Throw the draft away").click()
    below.get_by_role("button", name="Keep it").click()
    assert len(drafts(form)) == 1
    below.get_by_role("button", name="Throw the draft away").click()
    with form.expect_navigation():
        below.get_by_role("button", name="Yes, throw it away").click()
    expect(form.locator("[name=body]")).to_have_value("")
    expect(form.get_by_role("button", name="Seal and save")).to_be_enabled()
    assert drafts(form) == []


def test_a_draft_that_was_found_can_be_thrown_away_unread(form: Page) -> None:
    write(form)
    kept(form)
    lock_tab(form)
    form.reload()
    above = form.get_by_role("region", name="A draft that was not saved")
    above.get_by_role("button", name="Throw the draft away").click()
    with form.expect_navigation():
        above.get_by_role("button", name="Yes, throw it away").click()
    expect(form.get_by_role("button", name="Seal and save")).to_be_enabled()
    assert drafts(form) == []


def test_who_shares_the_browser_is_not_shown_that_there_is_a_draft(
    form: Page, visit: Visit
) -> None:
    write(form)
    kept(form)
    gita = FORM | {"owner_recipient": str(STRANGER.recipient)}
    page = visit("/letters/new/", "letters/form.html", gita)
    expect(page.locator("[name=body]")).to_have_value("")
    expect(page.get_by_text("There is a draft")).to_be_hidden()
    assert len(drafts(page)) == 1


def test_a_damaged_draft_says_so_and_nothing_of_it_is_shown(form: Page) -> None:
    write(form)
    kept(form)
    form.evaluate("""() => new Promise((resolve) => {
      const asked = indexedDB.open("until-then");
      asked.onsuccess = () => {
        const store = asked.result.transaction("drafts", "readwrite").objectStore("drafts");
        store.openCursor().onsuccess = ({ target }) => {
          const { value } = target.result;
          value.sealed[value.sealed.length - 1] ^= 1;
          target.result.update(value).onsuccess = () => (asked.result.close(), resolve());
        };
      };
    })""")
    form.reload()
    expect(form.get_by_text("This draft is damaged")).to_be_visible()
    expect(form.locator("[name=body]")).to_be_disabled()


def test_a_draft_of_a_changed_letter_saves_over_no_later_version(
    form: Page, world: World, visit: Visit
) -> None:
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    page.locator("[name=body]").fill(BODY)
    kept(page)
    page = visit("/letters/7/", "letters/form.html", CHANGE | {"version": 3})
    expect(page.locator("[name=body]")).to_have_value(BODY)
    save(page)
    page.get_by_role("heading", name="It is saved").wait_for()
    assert plan(world)["version"] == b"2"


def test_a_draft_keeps_which_lock_was_chosen_but_never_the_passphrase(form: Page) -> None:
    write(form)
    form.get_by_label("A passphrase they know").check()
    form.locator("[name=passphrase]").fill("where Pepper buried the ball")
    form.locator("[name=hint]").fill("the ball")
    kept(form)
    form.reload()
    expect(form.get_by_label("A passphrase they know")).to_be_checked()
    expect(form.locator("[name=hint]")).to_have_value("the ball")
    expect(form.locator("[name=passphrase]")).to_have_value("")


def test_the_list_says_that_a_draft_waits_and_whose_it_is_not(form: Page, visit: Visit) -> None:
    write(form)
    kept(form)
    page = visit("/letters/", "letters/list.html", LIST | {"owner_recipient": str(ANA.recipient)})
    expect(page.get_by_text("A letter that you began lies in this browser")).to_be_visible()
    expect(page.get_by_role("link", name="Go on writing")).to_be_visible()
    expect(page.get_by_text("Changes to it")).to_be_hidden()
    gita = LIST | {"owner_recipient": str(STRANGER.recipient)}
    page = visit("/letters/", "letters/list.html", gita)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("A letter that you began")).to_be_hidden()


def test_the_list_says_which_letter_has_changes_here(
    form: Page, world: World, visit: Visit
) -> None:
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    page.locator("[name=body]").fill(BODY)
    kept(page)
    page = visit("/letters/", "letters/list.html", LIST | {"owner_recipient": str(ANA.recipient)})
    expect(page.get_by_text("Changes to it lie in this browser")).to_be_visible()
    expect(page.get_by_text("A letter that you began")).to_be_hidden()


def test_a_browser_that_keeps_nothing_says_so(form: Page) -> None:
    form.evaluate("""() => {
      indexedDB.open = () => { throw new DOMException("no", "SecurityError"); };
    }""")
    write(form)
    expect(form.get_by_text("This browser keeps no drafts.")).to_be_visible()
