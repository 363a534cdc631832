"""A letter behind its door: shown as it was written, or the page says why it cannot be."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.altered import altered
from tests.browser_js.conftest import Visit
from tests.browser_js.letters import STRANGER, WRITTEN, sealed_file, sealed_text
from tests.browser_js.opened_page import BOTH, FILES, OPENED, TEXT, enveloped, open_at_the_door
from tests.browser_js.photos import DRAW
from tests.browser_js.server import World


def entry(name: str, kind: str, content: bytes, **changes: object) -> dict[str, Any]:
    """Return how a letter's text speaks of a file."""
    said = {"file": name, "name": name, "type": kind, "size": len(content), "transcript": ""}
    return said | {"sha256": hashlib.sha256(content).hexdigest()} | changes


def opened_with(visit: Visit, world: World, said: dict[str, Any], content: bytes | None) -> Page:
    """Open a letter with one file and press its button."""
    files = {} if content is None else {said["file"]: sealed_file(content, *BOTH)}
    text = enveloped(WRITTEN | {"attachments": [said]})
    page = open_at_the_door(visit, world, text, files)
    page.get_by_role("button", name=f"Open “{said['name']}”").click()
    return page


def test_a_letter_is_shown_as_it_was_written(visit: Visit, world: World) -> None:
    page = open_at_the_door(visit, world, enveloped(WRITTEN), {})
    letter = page.get_by_role("article")
    expect(letter).to_have_attribute("lang", "de")
    assert letter.locator("p").all_text_contents() == [
        "Lieber Finn,",
        "der Kaffee steht auf dem Flur.\nJeden Morgen.",
        "Pepper weiß, wo der Ball liegt.",
        "Deine Ana",
    ]
    expect(page.get_by_text("Ana Berg hoped that you would read this with someone")).to_be_visible()
    expect(page.locator("#status")).to_have_text("The letter is open.")
    assert "Für Finn" not in page.content()  # what Ana called it is hers


def test_markup_in_a_letter_is_only_words(visit: Visit, world: World) -> None:
    body = "<img src=x onerror=alert(1)> & <b>Pepper</b>"
    text = WRITTEN | {"body": body, "salutation": "<script>1</script>", "read_hint": "any"}
    page = open_at_the_door(visit, world, enveloped(text), {})
    expect(page.get_by_role("article")).to_contain_text(body)
    assert page.locator("article img, article b, article script").count() == 0


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda sealed: sealed[:-1], "This letter is damaged"),
        (lambda sealed: sealed[:500], "This letter is damaged"),
        (lambda sealed: b"", "This letter is damaged"),
        (lambda sealed: altered(sealed, -40), "This letter is damaged"),
        (lambda sealed: sealed_text(WRITTEN, STRANGER.recipient), "sealed for another key"),
        (lambda sealed: None, "This letter is not here."),
    ],
    ids=["cut by a byte", "cut in the header", "empty", "altered", "another key", "missing"],
)
def test_a_letter_that_does_not_open_says_why_and_shows_nothing(
    visit: Visit, world: World, spoil: Callable[[bytes], bytes | None], sentence: str
) -> None:
    long = WRITTEN | {"body": "Pepper. " * 30_000}  # of several chunks: the first ones do verify
    page = open_at_the_door(visit, world, enveloped(long), {})
    expect(page.get_by_role("article")).to_be_visible()
    whole = world.blobs[TEXT]
    spoiled = spoil(whole)
    world.blobs = {} if spoiled is None else {TEXT: spoiled}
    page.reload()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(sentence)
    expect(page.get_by_role("article")).to_be_hidden()
    assert "Pepper" not in page.content()

    world.blobs = {TEXT: whole}
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("article")).to_contain_text("Pepper.")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_count(0)


def test_another_link_does_not_open_it(visit: Visit, world: World) -> None:
    open_at_the_door(visit, world, enveloped(WRITTEN), {})
    page = visit("/l/41/", "letters/opened.html", OPENED | {"token": "another-token"})
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("another key")


def test_a_photo_is_shown_once_it_was_checked(modules: Page, visit: Visit, world: World) -> None:
    photo = base64.b64decode(modules.evaluate(DRAW, "image/png"))
    page = opened_with(visit, world, entry("see.png", "image/png", photo), photo)
    picture = page.get_by_role("img", name="see.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") == 4
    expect(page.get_by_text("“see.png” is whole, and shown here.")).to_be_visible()


def test_a_recording_is_played_and_can_be_read(visit: Visit, world: World) -> None:
    song = wave(800)
    said = entry("lied.wav", "audio/wav", song, transcript="Schlaf gut.")
    page = opened_with(visit, world, said, song)
    expect(page.locator("audio[controls]")).to_be_visible()
    page.get_by_text("What is said in it, in writing").click()
    expect(page.get_by_text("Schlaf gut.")).to_be_visible()


def wave(samples: int) -> bytes:
    """Return a second of silence or less: 8-bit, 8 kHz."""
    form = b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0"
    body = form + b"data" + samples.to_bytes(4, "little") + b"\x80" * samples
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("name", "kind"),
    [("see.png", "image/png"), ("page.html", "text/html"), ("x.svg", "image/svg+xml")],
)
def test_what_is_no_picture_is_only_offered_to_save(
    visit: Visit, world: World, name: str, kind: str
) -> None:
    content = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    page = opened_with(visit, world, entry(name, kind, content), content)
    expect(
        page.get_by_text(f"“{name}” is whole. This page does not show such files")
    ).to_be_visible()
    assert page.locator("article img, article audio, article video, iframe").count() == 0
    link = page.get_by_role("link", name="Save it on this device")
    expect(link).to_have_attribute("download", name)
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes() == content


@pytest.mark.parametrize(
    ("changes", "spoil", "sentence"),
    [
        ({}, lambda sealed: sealed[:-1], "“a.bin” is damaged"),
        ({"sha256": "00" * 32}, lambda sealed: sealed, "“a.bin” is damaged"),
        ({"size": 3}, lambda sealed: sealed, "“a.bin” is damaged"),
        (
            {},
            lambda sealed: sealed_file(b"abc", STRANGER.recipient),
            "“a.bin” is sealed for another",
        ),
        ({}, lambda sealed: None, "“a.bin” is not here."),
    ],
    ids=["cut short", "another content", "another size", "another key", "missing"],
)
def test_a_file_that_does_not_open_says_why(
    visit: Visit,
    world: World,
    changes: dict[str, object],
    spoil: Callable[[bytes], bytes | None],
    sentence: str,
) -> None:
    content = bytes(200_000)
    said = entry("a.bin", "application/octet-stream", content, **changes)
    text = enveloped(WRITTEN | {"attachments": [said]})
    page = open_at_the_door(visit, world, text, {"a.bin": sealed_file(content, *BOTH)})
    spoiled = spoil(world.blobs.pop(f"{FILES}a.bin/"))
    if spoiled is not None:
        world.blobs[f"{FILES}a.bin/"] = spoiled
    page.get_by_role("button", name="Open “a.bin”").click()
    expect(page.get_by_role("listitem")).to_contain_text(sentence)
    expect(page.get_by_role("link", name="Save it on this device")).to_be_hidden()
