"""Photos lose place and device and nothing else: the same pixels, the same way up."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_js.photos import DEVICE, DRAW, KINDS, PLACE, SECRETS

CLEAN = """async ([content, type]) => {
  const file = new File([modules.fromBase64(content)], "photo", { type });
  const { content: blob, outcome } = await modules.cleaned(file);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { bytes: modules.toBase64(bytes), outcome, type: blob.type };
}"""
LOOK = """async ([content, type]) => {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([modules.fromBase64(content)], { type }));
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, canvas.height, Array.from(data)];
}"""


def text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def drawn(page: Page, kind: str) -> bytes:
    return base64.b64decode(page.evaluate(DRAW, kind))


def cleaned(page: Page, content: bytes, kind: str) -> tuple[bytes, str]:
    done: dict[str, Any] = page.evaluate(CLEAN, [text(content), kind])
    assert done["type"] == kind
    return base64.b64decode(done["bytes"]), done["outcome"]


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_place_and_device_go_and_the_picture_stays(
    modules: Page, kind: str, orientation: int
) -> None:
    told = KINDS[kind](drawn(modules, kind), orientation)
    assert PLACE in told
    assert DEVICE in told
    quiet, outcome = cleaned(modules, told, kind)
    assert outcome == "removed"
    assert [secret for secret in SECRETS if secret in quiet] == []
    seen = modules.evaluate(LOOK, [text(quiet), kind])
    assert seen == modules.evaluate(LOOK, [text(told), kind])
    if orientation == 6 and kind == "image/jpeg":
        assert seen[:2] == [2, 4]  # stands upright still


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_photo_that_tells_nothing_is_left_as_it_is(modules: Page, kind: str) -> None:
    plain, _ = cleaned(modules, drawn(modules, kind), kind)
    assert cleaned(modules, plain, kind) == (plain, "none")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_cleaning_twice_changes_nothing_more(modules: Page, kind: str) -> None:
    once, _ = cleaned(modules, KINDS[kind](drawn(modules, kind), 1), kind)
    assert cleaned(modules, once, kind) == (once, "none")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_broken_photo_is_left_alone_and_said_to_be_unclean(modules: Page, kind: str) -> None:
    told = KINDS[kind](drawn(modules, kind), 6)
    cut = told[:70]
    assert cleaned(modules, cut, kind) == (cut, "not_possible")


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("image/heic", "not_possible"),
        ("video/mp4", "not_possible"),
        ("application/pdf", "not_a_photo"),
    ],
)
def test_what_cannot_be_cleaned_is_said_to_be_so(modules: Page, kind: str, outcome: str) -> None:
    assert cleaned(modules, b"\0\0\0\x18ftypheic", kind) == (b"\0\0\0\x18ftypheic", outcome)
