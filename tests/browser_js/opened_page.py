"""A letter behind its door, as its reader finds it after release."""

from playwright.sync_api import Page

from tests.browser_js.conftest import Visit
from tests.browser_js.letters import DELIVERY, TOKEN, at_the_door
from tests.browser_js.server import World

TEXT = "/l/41/text/"
FILES = "/l/41/files/"
OPENED: dict[str, object] = {
    "token": TOKEN,
    "delivery_id": DELIVERY,
    "text_url": TEXT,
    "file_url_prefix": FILES,
    "owner_name": "Ana Berg",
}


def open_at_the_door(visit: Visit, world: World, text: bytes, files: dict[str, bytes]) -> Page:
    """Hand a sealed letter over at the door and open its page."""
    world.blobs[TEXT] = at_the_door(text)
    for name, sealed in files.items():
        world.blobs[f"{FILES}{name}/"] = at_the_door(sealed)
    return visit("/l/41/", "letters/opened.html", OPENED)
