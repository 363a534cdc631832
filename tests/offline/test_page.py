"""The page itself: one file that asks nobody, for everybody, in the reader's language."""

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser_js.conftest import PATIENCE_MS
from tests.browser_js.test_accessible import check
from tests.bundle_in_tests import ANA, KEEPERS, KIT
from tests.offline.at_the_page import (
    OPEN,
    choose,
    complaint,
    open_with_kit_and_keepers,
    read,
    type_parts,
)
from tests.offline.changed import nothing, rewritten
from tests.offline.conftest import ROOT
from tests.offline.illustrated import PIXELS, write_illustrated
from tests.offline.test_drill_by_hand import ASKED, paste
from untilthen.sealing.statement import to_line

TRIES = """async () => {
  const refused = [];
  const note = ({ effectiveDirective }) => refused.push(effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  await fetch("https://example.org/").catch(() => undefined);
  const image = new Image();
  image.src = "https://example.org/x.png";
  await new Promise((settled) => (image.onerror = image.onload = settled));
  return refused;
}"""


def test_the_same_sources_make_the_same_page(open_page: Path, tmp_path: Path) -> None:
    again = tmp_path / "open.html"
    command = [sys.executable, "-m", "tools.open_page", "--out", str(again)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert again.read_bytes() == open_page.read_bytes()
    assert done.stdout == f"{hashlib.sha256(again.read_bytes()).hexdigest()}  open.html\n"


def test_the_page_names_nothing_outside_itself(open_page: Path) -> None:
    text = open_page.read_text(encoding="utf-8")
    assert re.findall(r"<(?:link|script|img|iframe)[^>]*(?:src|href)=", text) == []
    assert re.findall(r'(?:url|@import)\(?\s*"?https?:', text) == []
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_can_reach_nobody_even_if_its_code_wished_to(
    browser: Browser, open_page: Path
) -> None:
    context = browser.new_context()  # with a network, and with nobody who counts breaches
    tab = context.new_page()
    tab.goto(open_page.as_uri())
    answered: list[str] = []
    tab.on("response", lambda response: answered.append(response.url))
    assert tab.evaluate(TRIES) == ["connect-src", "img-src"]
    assert answered == []
    context.close()


def test_a_reader_in_german_is_spoken_to_in_german_and_keeps_what_was_typed(
    browser: Browser, open_page: Path, bundle: Path
) -> None:
    context = browser.new_context(locale="de-AT", timezone_id="Europe/Berlin")
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    tab.goto(open_page.as_uri())
    assert tab.evaluate("document.documentElement.lang") == "de"
    tab.locator("#zip-file").set_input_files(bundle)
    words = tab.locator("textarea").first
    words.fill(KEEPERS[0])
    tab.get_by_role("button", name="English").click()
    assert tab.evaluate("document.documentElement.lang") == "en"
    expect(tab.get_by_label("The words of part 1")).to_have_value(KEEPERS[0])
    expect(tab.get_by_text("made on Monday, 1 March 2027")).to_be_visible()
    tab.get_by_role("button", name="Deutsch").click()
    expect(tab.get_by_text("Montag, 1. März 2027")).to_be_visible()
    context.close()


def test_every_step_is_open_to_everybody(page: Page, bundle: Path) -> None:
    check(page)
    choose(page, bundle)
    type_parts(page, KEEPERS[0], KIT[0].replace(KIT[0].split()[0], "xxxx", 1))
    expect(complaint(page)).to_be_visible()
    for closed in page.locator("summary").all():
        closed.click()
    check(page)
    type_parts(page, KEEPERS[0], KIT[0], KEEPERS[1])
    for number in (1, 2, 3):
        read(page, number)
    expect(page.get_by_role("article")).to_be_visible()
    check(page)
    unsigned = rewritten(bundle, {"manifest.json.sig": nothing})
    page.get_by_role("button", name="Choose another bundle").click()
    choose(page, unsigned)
    expect(page.get_by_role("heading", name="We cannot say")).to_be_visible()
    check(page)


def test_every_step_of_a_drill_is_open_to_everybody(page: Page) -> None:
    paste(page, to_line(ASKED.to_bytes()))
    check(page)
    page.get_by_label("The 33 words of your part").fill(KEEPERS[0])
    page.get_by_role("button", name="Make the answer").click()
    expect(page.get_by_label("The answer", exact=True)).to_be_visible()
    check(page)


def test_it_works_with_the_keyboard_alone(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    expect(page.get_by_role("heading", name="What opens them")).to_be_focused()
    for words in (KEEPERS[0], KIT[0]):
        page.keyboard.press("Tab")
        page.keyboard.insert_text(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(KEEPERS[1])
    for _ in ("one more part", "open the letters"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The letters")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Letter 1: For Finn")).to_be_focused()


def test_one_letter_is_printed_and_no_other(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    page.locator("summary", has_text="the key itself").click()
    page.get_by_label("The key", exact=True).fill(ANA.reveal())
    page.get_by_role("button", name=OPEN).last.click()
    page.evaluate("window.print = () => undefined")
    for number in (1, 3):
        read(page, number)
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("button", name="Print this letter").last.click()
    page.emulate_media(media="print")
    expect(page.get_by_role("article")).to_have_count(1)
    visible = page.locator("main").inner_text()
    assert "the boat is yours" in visible
    assert "lake.jpg" not in visible
    for other in ("Letter 1", "Open sealed letters", "Put it away"):
        assert other not in visible


def test_words_are_said_without_scripts_too(browser: Browser, open_page: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(open_page.as_uri())
    said = tab.locator("noscript").text_content() or ""
    assert "Scripts are switched off in this browser." in said
    assert "README.txt" in said
    expect(tab.get_by_role("heading")).to_have_count(0)
    context.close()


def test_a_picture_and_a_recording_are_shown_as_on_the_site(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "illustrated.zip"
    write_illustrated(path)
    open_with_kit_and_keepers(page, path)
    read(page, 1)
    page.get_by_role("button", name="Open “lake.png”").click()
    picture = page.get_by_role("img", name="lake.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == PIXELS
    page.get_by_role("button", name="Open “song.wav”").click()
    expect(page.locator("audio[controls]")).to_be_visible()
