"""open.html as it ships, opened from a file in a Chromium that is told it has no network."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser_js.conftest import PATIENCE_MS, note
from tests.browser_js.watched import WATCH, Complaints
from tests.bundle_in_tests import write_bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def open_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, made from the sources as a release makes it."""
    made = tmp_path_factory.mktemp("offline") / "open.html"
    command = [sys.executable, "-m", "tools.open_page", "--out", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return made


@pytest.fixture
def complaints() -> Complaints:
    """What the browser complains about."""
    return Complaints()


@pytest.fixture
def asked_for() -> list[str]:
    """Every address that a page asked for, but its own file and what it made itself."""
    return []


@pytest.fixture
def context(
    browser: Browser, complaints: Complaints, asked_for: list[str]
) -> Iterator[BrowserContext]:
    """A fresh browser profile without a network; its pages breach no policy and ask nobody."""
    fresh = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", offline=True)
    fresh.add_init_script(WATCH)
    fresh.on("console", lambda message: note(complaints, message))
    fresh.on("weberror", lambda error: complaints.add(str(error.error)))
    fresh.on("request", lambda request: overhear(request, asked_for))
    yield fresh
    fresh.close()
    assert complaints.all == []
    assert asked_for == []


def overhear(request: Request, asked_for: list[str]) -> None:
    """Keep what a page asks the world for."""
    if not request.url.startswith(("file:", "blob:", "data:")):
        asked_for.append(request.url)


@pytest.fixture
def page(context: BrowserContext, open_page: Path) -> Page:
    """A tab in which the page is open."""
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    tab.goto(open_page.as_uri())
    return tab


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Ana's bundle as a zip file."""
    path = tmp_path / "anas-bundle.zip"
    write_bundle(path)
    return path
