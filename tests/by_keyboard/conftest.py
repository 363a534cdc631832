"""Ana's plan, the application as it runs, and a browser in which each person starts afresh."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser_js.conftest import PATIENCE_MS, bundles, note
from tests.browser_js.watched import WATCH, Complaints
from tests.by_keyboard.hands import Hands
from tests.people_in_tests import Clock, Household, with_keepers
from tests.sealed_pages.live import served
from tests.standing import _files, clock

__all__ = ["_files", "bundles", "clock"]


@pytest.fixture
def ana(clock: Clock, db: None) -> Household:
    """Ana's plan: living, Ben and Chidi are keepers, a letter is for Finn."""
    ana = with_keepers(clock)
    ana.writes("Finn")
    return ana


@pytest.fixture
def address(ana: Household) -> Iterator[str]:
    """Where the application listens."""
    with served([]) as address:
        yield address


@pytest.fixture
def context(browser: Browser, bundles: Path) -> Iterator[BrowserContext]:
    """A fresh browser profile; a breach of the content policy or an uncaught error fails."""
    complaints, built = Complaints(), bundles / "untilthen" / "js"
    fresh = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    fresh.add_init_script(WATCH)
    fresh.on("console", lambda message: note(complaints, message))
    fresh.on("weberror", lambda error: complaints.add(str(error.error)))
    fresh.route(
        "**/static/untilthen/js/*",
        lambda route: route.fulfill(
            path=built / route.request.url.rpartition("/")[2], content_type="text/javascript"
        ),
    )
    yield fresh
    fresh.close()
    assert complaints.all == []


@pytest.fixture
def hands(context: BrowserContext) -> Hands:
    """Somebody with a keyboard."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    return Hands(page)
