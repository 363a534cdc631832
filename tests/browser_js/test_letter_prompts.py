"""Questions to begin a letter with: none is needed, none loses a word, and none leaves unsealed."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.at_the_desk import LETTER, desk, own_letter, sent_letter, unlock_tab
from tests.browser_js.conftest import Visit
from tests.browser_js.drafts import kept
from tests.browser_js.letters import ANA, WRITTEN, locked_key
from tests.browser_js.opened_page import enveloped, open_at_the_door
from tests.browser_js.server import World
from tests.browser_js.test_letter_form import BODY, FORM, plan, save, write

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


def choose(page: Page, name: str) -> None:
    page.get_by_label("Questions to begin with").select_option(label=name)


def test_questions_are_shown_for_the_kind_that_is_chosen_and_for_none(form: Page) -> None:
    question = form.get_by_text("Which moment do you keep?")
    expect(question).to_be_hidden()
    choose(form, "A farewell")
    expect(question).to_be_visible()
    choose(form, "To a child")
    expect(question).to_be_hidden()
    expect(form.get_by_label("How old they are now")).to_be_visible()
    choose(form, "None")
    expect(form.get_by_label("How old they are now")).to_be_hidden()


def test_a_press_writes_the_first_words_and_loses_none(form: Page) -> None:
    body = form.locator("[name=body]")
    choose(form, "A farewell")
    form.get_by_role("button", name="Write “A moment I keep is”").click()
    expect(body).to_have_value("A moment I keep is ")
    expect(body).to_be_focused()
    form.keyboard.type("Pepper in the snow.")
    form.get_by_role("button", name="Write “I am sorry for”").click()
    written = "A moment I keep is Pepper in the snow.\n\nI am sorry for "
    expect(body).to_have_value(written)
    choose(form, "To a child")
    choose(form, "None")
    expect(body).to_have_value(written)


def test_the_kind_and_the_age_are_sealed_and_nowhere_in_the_clear(form: Page, world: World) -> None:
    write(form)
    choose(form, "To a child")
    form.get_by_label("How old they are now").fill("9")
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for()
    opened = sent_letter(plan(world)["text"], ANA)
    assert (opened.template, opened.age_when_written) == ("to_child", "9")
    assert opened.last_reread_at == form.evaluate("new Date().toLocaleDateString('sv')")
    everything = b"".join(r.body for requests in world.posted.values() for r in requests)
    assert b"to_child" not in everything
    assert b"age_when_written" not in everything


def test_a_draft_brings_the_questions_back(form: Page) -> None:
    write(form)
    choose(form, "A farewell")
    kept(form)
    form.reload()
    expect(form.locator("[name=body]")).to_have_value(BODY)
    expect(form.get_by_text("Which moment do you keep?")).to_be_visible()


def test_a_letter_says_when_it_was_last_read_through(
    form: Page, world: World, visit: Visit
) -> None:
    more = {"template": "to_child", "age_when_written": "9", "last_reread_at": "2027-03-01"}
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN | more)
    page = visit("/letters/7/", "letters/form.html", CHANGE)
    expect(page.get_by_text("through on Monday, 1 March 2027.")).to_be_visible()
    expect(page.get_by_label("How old they are now")).to_have_value("9")
    world.blobs["/letters/7/text/"] = own_letter(WRITTEN)
    page.reload()
    expect(page.locator("[name=body]")).to_have_value(WRITTEN["body"])
    expect(page.get_by_text("last read this letter")).to_be_hidden()


def test_the_browser_knows_the_language_of_what_is_written(form: Page) -> None:
    body = form.locator("[name=body]")
    expect(body).to_have_attribute("lang", "de")
    form.get_by_label("The language you write in").select_option("en")
    expect(body).to_have_attribute("lang", "en")
    expect(form.locator("[name=salutation]")).to_have_attribute("lang", "en")


def test_a_reader_reads_how_old_they_were_and_hears_each_word_in_its_language(
    visit: Visit, world: World
) -> None:
    song = {"file": "f", "name": "a.mp3", "type": "audio/mpeg", "size": 1, "sha256": "00" * 32}
    more = {"template": "to_child", "age_when_written": "9"}
    text = WRITTEN | more | {"attachments": [song | {"transcript": "Worte"}]}
    page = open_at_the_door(visit, world, enveloped(text), {})
    expect(page.get_by_text("wrote this when you were 9.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_attribute("lang", "de")
    expect(page.locator("[data-part=transcript-text]")).to_have_attribute("lang", "de")
