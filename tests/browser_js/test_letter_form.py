"""Writing a letter: only sealed bytes leave the page, and nothing typed is lost on the way."""

import json
from typing import Any

import pytest
from playwright.sync_api import Dialog, FilePayload, Page, expect

from tests.browser_js.at_the_desk import (
    desk,
    sent_envelope,
    sent_letter,
    unlock_tab,
)
from tests.browser_js.conftest import Visit
from tests.browser_js.drafts import drafts
from tests.browser_js.letters import ANA, ESTATE, KINDS, WORDS, locked_key
from tests.browser_js.server import World, said

FORM: dict[str, object] = {
    "letter_id": "",
    "version": 0,
    "text_url": "",
    "save_url": "/letters/save/",
    "files_url": "/files/",
    "owner_key_url": "/key/file/",
    "facts_url": "/seal/facts/",
    "reseal_url": "/seal/",
    "manifest_url": "/manifest/",
    "list_url": "/letters/",
    "estate_recipient": str(ESTATE.recipient),
    "owner_recipient": str(ANA.recipient),
    "letter_language": "de",
    "languages": [["en", "English"], ["de", "Deutsch"]],
    "kinds": KINDS,
    "people": [{"id": 4, "name": "Finn Berg"}, {"id": 5, "name": "Gita", "chosen": True}],
    "not_before": "",
    "if_unreachable": "keeper",
}
BODY = "Pepper weiß, wo der Ball liegt."
MOST_TABS = 30


@pytest.fixture
def form(visit: Visit, world: World) -> Page:
    """The form for a new letter, in a tab where Ana's key is unlocked."""
    held = {"owner_file": locked_key(ANA), "passkey_file": ""}
    world.blobs["/key/file/"] = json.dumps(held).encode("utf-8")
    desk(world)
    page = visit("/letters/new/", "letters/form.html", FORM)
    unlock_tab(page)
    return page


def lock_tab(page: Page) -> None:
    """Forget the key in this tab."""
    page.evaluate("sessionStorage.clear()")


def write(page: Page) -> None:
    page.get_by_label("Finn Berg").check()
    page.get_by_label("What you call this letter").fill("Für Finn")
    page.get_by_label("How it begins").fill("Lieber Finn,")
    page.get_by_label("The letter", exact=True).and_(page.get_by_role("textbox")).fill(BODY)
    page.get_by_label("How it ends").fill("Deine Ana")
    page.get_by_label("Not before this day").fill("2031-05-04")


def save(page: Page) -> None:
    page.get_by_role("button", name="Seal and save").click()


def plan(world: World) -> dict[str, Any]:
    """Return what was sent when the letter was saved, by field."""
    fields: dict[str, Any] = {"to": []}
    for part in world.saved[-1]:
        if part.name == "to":
            fields["to"].append(part.content.decode())
        else:
            fields[part.name] = part.content
    return fields


def test_a_letter_is_sealed_saved_and_only_then_left(form: Page, world: World) -> None:
    write(form)
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()
    sent = plan(world)
    assert sent["to"] == ["4", "5"]
    assert (sent["letter"], sent["version"], sent["lock"]) == (b"", b"0", b"none")
    assert (sent["not_before"], sent["if_unreachable"]) == (b"2031-05-04", b"keeper")
    assert json.loads(sent["files"]) == []
    for identity in (ESTATE, ANA):
        envelope = sent_envelope(sent["text"], identity)
        assert envelope.address.letter == sent["id"].decode()
        assert (envelope.address.version, envelope.address.to) == (1, (4, 5))
        opened = sent_letter(sent["text"], identity)
        assert (opened.label, opened.salutation, opened.body) == ("Für Finn", "Lieber Finn,", BODY)
        assert (opened.sign_off, opened.language, opened.read_hint) == ("Deine Ana", "de", "any")
    everything = b"".join(r.body for requests in world.posted.values() for r in requests)
    assert b"Pepper" not in everything
    assert drafts(form) == []


def tab_to(form: Page, field: str) -> None:
    """Press the tabulator until a field has the focus."""
    for _ in range(MOST_TABS):
        form.keyboard.press("Tab")
        if form.locator(field).evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{field} is not reached")


def test_it_is_written_and_saved_by_keyboard_alone(form: Page, world: World) -> None:
    form.get_by_label("Finn Berg").focus()
    form.keyboard.press("Space")
    for name, text in (("label", "Für Finn"), ("salutation", "Lieber Finn,"), ("body", BODY)):
        tab_to(form, f"[name={name}]")
        form.keyboard.type(text)
    form.get_by_role("button", name="Seal and save").focus()
    form.keyboard.press("Enter")
    form.get_by_role("heading", name="It is saved").wait_for()
    assert sent_letter(plan(world)["text"], ANA).body == BODY


def test_an_empty_letter_is_not_saved(form: Page, world: World) -> None:
    save(form)
    expect(form.get_by_text("There is nothing to read in this letter yet.")).to_be_visible()
    expect(form.locator("[name=body]")).to_be_focused()
    assert world.saved == []


def test_what_the_server_refuses_is_said_at_its_field(form: Page, world: World) -> None:
    write(form)
    refusals = {"to": "Choose at least one person."}
    world.faults.append(lambda request: said(422, errors=refusals))
    save(form)
    expect(form.get_by_text("Choose at least one person.")).to_be_visible()
    expect(form.get_by_label("Finn Berg")).to_be_focused()
    expect(form.locator("[name=body]")).to_have_value(BODY)
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (503, "We could not reach the server."),
        (401, "You are signed out."),
        (409, "This letter was changed in another window"),
        (404, "This letter is not here."),
        (400, "The server did not accept this."),
    ],
)
def test_no_failure_loses_what_was_typed(
    form: Page, world: World, status: int, sentence: str
) -> None:
    write(form)
    world.faults.append(lambda request: said(status))
    save(form)
    expect(form.get_by_role("alert").filter(visible=True)).to_contain_text(sentence)
    expect(form.locator("[name=body]")).to_have_value(BODY)
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()
    assert sent_letter(plan(world)["text"], ANA).body == BODY


def test_a_new_sign_in_elsewhere_costs_nothing(form: Page, world: World) -> None:
    write(form)
    new = "token-after-sign-in"
    page = world.pages["/letters/new/"].replace(world.token.encode(), new.encode())
    world.pages["/letters/new/"], world.token = page, new
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()


def test_a_locked_key_is_asked_for_and_then_the_letter_is_saved(form: Page, world: World) -> None:
    write(form)
    lock_tab(form)
    save(form)
    expect(form.get_by_text("To save it, please unlock your key first")).to_be_visible()
    expect(form.get_by_label("Your six words")).to_be_focused()
    assert world.saved == []
    form.get_by_label("Your six words").fill(WORDS)
    form.get_by_role("button", name="Unlock").click()
    form.get_by_role("heading", name="It is saved").wait_for()
    assert sent_letter(plan(world)["text"], ANA).body == BODY


def test_pressing_twice_saves_once(form: Page, world: World) -> None:
    write(form)
    form.evaluate("""() => {
      const button = document.querySelector("[data-part=save]");
      button.click();
      button.click();
    }""")
    form.get_by_role("heading", name="It is saved").wait_for()
    assert len(world.saved) == 1


def test_leaving_with_unsaved_words_asks_first(form: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", stay)
    write(form)
    form.reload()
    assert asked == ["beforeunload"]


def test_the_browser_itself_sends_nothing_even_without_the_module(
    visit: Visit, world: World, page: Page
) -> None:
    page.route("**/letter.js", lambda route: route.abort())
    form = visit("/letters/new/", "letters/form.html", FORM)
    expect(form.get_by_role("button", name="Seal and save")).to_be_disabled()
    form.evaluate("""() => {
      document.querySelector("[data-part=fields]").disabled = false;
      document.querySelector("[name=body]").value = "Pepper";
      document.getElementById("letter-form").requestSubmit();
    }""")
    assert form.url.endswith("/letters/new/")
    assert [asked for asked in world.posted if asked.startswith("POST")] == []


def test_no_file_is_sent_before_somebody_is_chosen(form: Page, world: World) -> None:
    form.get_by_label("Gita").uncheck()
    photo: FilePayload = {
        "name": "photo.bin",
        "mimeType": "application/octet-stream",
        "buffer": b"x" * 5000,
    }
    form.locator("#attachments").set_input_files(photo)
    save(form)
    expect(form.get_by_text("Please choose at least one person.")).to_be_visible()
    assert not [asked for asked in world.posted if asked.startswith("POST /files/")]
