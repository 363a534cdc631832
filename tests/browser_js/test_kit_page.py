"""Ben types the kit's words in the last quiet wait: they leave his browser only sealed."""

import base64
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.conftest import Visit
from tests.browser_js.letters import STRANGER
from tests.browser_js.server import Answer, Request, World, said
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.padding import unpad
from untilthen.sealing.parts import Group, split

RELEASE = HybridIdentity(bytes(range(160, 192)))
SHEETS = split(
    STRANGER.reveal_seed(), [Group(1, 1), Group(2, 2), Group(2, 2)], 2, Random(3).randbytes
)[2]
PAGE: dict[str, object] = {
    "owner": "Ana Berg",
    "kit": "two",
    "sheets": [False, False],
    "opens": False,
    "release_at": "2028-05-25T07:00:00+00:00",
    "zones": ["Europe/Berlin", "Africa/Lagos"],
    "release_url": "/kit/release/",
    "back_url": "/",
}


@pytest.fixture
def page_of_kit(visit: Visit, world: World) -> Page:
    """The page of a kit on two sheets, before a server that takes what is right."""
    world.faults.extend(answered for _ in range(4))
    return visit("/kit/", "watch/kit.html", PAGE)


def answered(request: Request) -> Answer:
    """Answer as the server does."""
    if request.path == "/kit/release/":
        return said(200, release=str(RELEASE.recipient))
    return said(200, next="/saved/")


def types(page: Page, *sheets: str) -> None:
    for field, words in zip(page.get_by_label("The 33 words").all(), sheets, strict=False):
        field.fill(words)
    page.get_by_role("button", name="Hand over the words").click()


def words_sent(world: World) -> list[str]:
    """Return what the server can read of what came, with its release key."""
    sealed = world.posted["POST /kit/"][-1].json()["sheets"]
    assert isinstance(sealed, list)
    files = [base64.b64decode(each) for each in sealed]
    return [unpad(decrypt_bytes(each, [RELEASE])).decode() for each in files]


@pytest.mark.parametrize("count", [1, 2])
def test_what_ben_typed_comes_sealed(page_of_kit: Page, world: World, count: int) -> None:
    types(page_of_kit, *(f"1. {words.upper()}".replace(" ", "\n") for words in SHEETS[:count]))
    expect(page_of_kit.get_by_role("heading", name="It is saved")).to_be_visible()
    assert words_sent(world) == list(SHEETS[:count])
    body = world.posted["POST /kit/"][-1].body.decode()
    assert SHEETS[0] not in body


def test_a_mistyped_word_is_named_and_nothing_leaves(page_of_kit: Page, world: World) -> None:
    types(page_of_kit, " ")
    expect(page_of_kit.get_by_text("There are no words here yet.")).to_be_visible()
    first, *rest = SHEETS[1].split()
    types(page_of_kit, SHEETS[0], " ".join([f"{first}x", *rest]))
    alert = page_of_kit.get_by_role("alert").filter(visible=True)
    expect(alert).to_contain_text(f"Word 1, “{first}x”, is not in the list.")
    expect(page_of_kit.locator("#sheet-2")).to_be_focused()
    types(page_of_kit, SHEETS[0], " ".join([*rest, first]))
    expect(alert).to_contain_text("These words do not fit together.")
    assert [path for path in world.posted if path.startswith("POST")] == []


def test_what_the_server_refuses_is_said_and_the_words_stay(visit: Visit, world: World) -> None:
    world.faults.extend([answered, lambda request: said(422, errors={"form": "An older set."})])
    page = visit("/kit/", "watch/kit.html", PAGE | {"kit": "one", "sheets": [False]})
    types(page, SHEETS[0])
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text("An older set.")
    expect(page.get_by_label("The 33 words")).to_have_value(SHEETS[0])
