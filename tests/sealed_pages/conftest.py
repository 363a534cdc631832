"""Ana at her browser, and the application as it runs behind the pages she opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from tests.browser_js.conftest import PATIENCE_MS, bundles, note
from tests.browser_js.watched import WATCH, Complaints
from tests.people_in_tests import Clock, Household, household
from tests.sealed_pages.live import served
from tests.standing import clock

__all__ = ["bundles", "clock"]
SESSION_KEY = "until-then owner key"


@pytest.fixture
def ana(clock: Clock, db: None) -> Household:
    """Ana's plan in draft, with her key; Finn and Gita are there to write to."""
    ana = household(clock)
    ana.browsers.make_owner_key(clock.at)
    ana.reader("Finn")
    ana.reader("Gita")
    return ana


@pytest.fixture
def sent() -> list[bytes]:
    """What every request brought to the server."""
    return []


@pytest.fixture
def address(ana: Household, sent: list[bytes]) -> Iterator[str]:
    """Where the application listens."""
    with served(sent) as address:
        yield address


@contextmanager
def tab_of(browser: Browser, bundles: Path) -> Iterator[Page]:
    """Yield a tab in a browser of somebody's own, every complaint of which is a failure."""
    complaints = Complaints()
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    context.add_init_script(WATCH)
    context.on("console", lambda message: note(complaints, message))
    context.on("weberror", lambda error: complaints.add(str(error.error)))
    built = bundles / "untilthen" / "js"
    context.route(
        "**/static/untilthen/js/*",
        lambda route: route.fulfill(
            path=built / route.request.url.rpartition("/")[2], content_type="text/javascript"
        ),
    )
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield tab
    context.close()
    assert complaints.all == []


@pytest.fixture
def page(ana: Household, address: str, browser: Browser, bundles: Path) -> Iterator[Page]:
    """Ana's tab: signed in, her key unlocked."""
    with tab_of(browser, bundles) as tab:
        signs_in(ana, tab, address)
        yield tab


def signs_in(ana: Household, tab: Page, address: str) -> None:
    """Let Ana be signed in strongly in a tab, her key unlocked."""
    for name, morsel in ana.sign_in(Client()).cookies.items():
        tab.context.add_cookies([{"name": name, "value": morsel.value, "url": address}])
    tab.goto(f"{address}/help/")
    unlock = "([name, key]) => sessionStorage.setItem(name, key)"
    tab.evaluate(unlock, [SESSION_KEY, ana.browsers.owner.reveal()])
