"""A real Chromium, the bundles built as they ship, and a small server under our content policy.

Every page is watched: a breach of the policy or an error nobody caught fails the test.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
)

from tests.browser_js.render import rendered
from tests.browser_js.server import Server, World
from tests.browser_js.watched import WATCH, Complaints
from tools.prepare.pages import npm_command

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
STATIC = ROOT / "src" / "untilthen" / "web" / "static"
PATIENCE_MS = 60_000  # tests share two cores with others; nothing waits longer than it must


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static folder with every page's module, and one that holds all modules for tests."""
    static = tmp_path_factory.mktemp("static")
    command = npm_command()
    assert command, "no Node"
    node = command[0] if len(command) > 1 else "node"
    build: list[str | Path] = [node, "tools/build_js.mjs", "--out", static / "untilthen" / "js"]
    for entries in ([], [HERE / "entry.js"]):
        subprocess.run([*build, *entries], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return static


@pytest.fixture
def world(bundles: Path, tmp_path: Path) -> World:
    """What the server holds in this test."""
    return World(static=(bundles, STATIC), disk=tmp_path)


@pytest.fixture
def server(world: World) -> Iterator[Server]:
    """The server of this test."""
    with Server(world) as running:
        yield running


@pytest.fixture
def complaints() -> Complaints:
    """What the browser complains about; a test that expects a complaint takes it out."""
    return Complaints()


@pytest.fixture
def context(browser: Browser, complaints: Complaints) -> Iterator[BrowserContext]:
    """A fresh browser profile whose pages are all watched."""
    fresh = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    fresh.add_init_script(WATCH)
    fresh.on("console", lambda message: note(complaints, message))
    fresh.on("weberror", lambda error: complaints.add(str(error.error)))
    yield fresh
    fresh.close()
    assert complaints.all == []


def note(complaints: Complaints, message: ConsoleMessage) -> None:
    """Keep what the browser says about its policies."""
    if "policy:" in message.text or "Content Security Policy" in message.text:
        complaints.add(message.text)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    return tab


@pytest.fixture
def modules(page: Page, server: Server, world: World) -> Page:
    """A tab with all modules at hand."""
    world.pages |= rendered({"/": ("blank.html", {"csrf_token": world.token})})
    page.goto(server.address)
    return page


Visit = Callable[[str, str, dict[str, object]], Page]


@pytest.fixture
def visit(page: Page, server: Server, world: World) -> Visit:
    """Render a template at a path and open it: visit("/key/", "letters/key.html", context)."""

    def visited(path: str, template: str, context: dict[str, object]) -> Page:
        full = {"csrf_token": world.token, **context}
        world.pages |= rendered({path: (template, full), "/saved/": ("saved.html", {})})
        page.goto(server.address + path)
        return page

    return visited
