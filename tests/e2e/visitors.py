"""People at their browsers: a profile each, watched for breaches of the content policy."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser_js.conftest import note
from tests.browser_js.watched import WATCH, Complaints
from tests.e2e.world import World

PATIENCE_MS = 60_000


class Visitor:
    """Somebody with a browser of their own and an address for mail."""

    def __init__(self, world: World, context: BrowserContext, address: str) -> None:
        self.world, self.context, self.address = world, context, address
        self.page: Page = self.tab()

    def tab(self) -> Page:
        """Open a tab."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    def goes_to(self, path: str) -> None:
        """Go to a page of ours."""
        self.page.goto(self.world.address + path)

    def follows_link(self) -> None:
        """Press the link in the newest mail."""
        self.page.goto(self.world.mails.link(self.address))

    def presses(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def fills(self, **fields: str) -> None:
        """Fill in fields of a form by their names."""
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]:visible")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)


@contextmanager
def visitor(world: World, browser: Browser, address: str) -> Iterator[Visitor]:
    """Sit down at a fresh browser; afterwards it must have had nothing to complain about."""
    complaints = Complaints()
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    context.add_init_script(WATCH)
    context.on("console", lambda message: note(complaints, message))
    context.on("weberror", lambda error: complaints.add(str(error.error)))
    yield Visitor(world, context, address)
    context.close()
    assert complaints.all == []
