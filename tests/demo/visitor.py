"""A newcomer in front of the demo: presses things, and counts how often."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.browser_js.watched import WATCH

PATIENCE_MS = 60_000
MOST_MOVES = 60


@dataclass
class Visitor:
    """One browser, one tab; everything it complains about is kept."""

    page: Page
    address: str
    presses: int = 0
    complaints: list[str] = field(default_factory=list)

    def press(self, thing: Locator) -> None:
        """Press a button or a link, and wait for the page it leads to."""
        self.presses += 1
        with self.page.expect_navigation():
            thing.click()

    def button(self, name: str) -> Locator:
        """Return a button of the page itself by its words."""
        return self.page.locator("main").get_by_role("button", name=name)

    def next_thing(self) -> str:
        """Press "Next thing that happens"; return what the page says has happened."""
        self.press(self.button("Next thing that happens"))
        return self.page.locator(".demo-happened").inner_text()

    def next_until(self, words: str) -> None:
        """Press on until the page says these words."""
        for _ in range(MOST_MOVES):
            if words in self.next_thing():
                return
        raise AssertionError(f"never read: {words}")

    def go_to_mailboxes(self) -> None:
        """Press the strip's link."""
        self.press(self.page.get_by_role("link", name=re.compile("^Mailboxes")))

    def follow_newest_mail(self, name: str) -> None:
        """Open somebody's newest mail from the first page, and press the button in it."""
        row = self.page.locator(".people li").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )
        self.press(row.locator(".person-state a"))
        self.press(self.page.frame_locator("iframe").locator("a.button"))

    def clock(self) -> str:
        """Return what the strip says of the time."""
        return self.page.locator(".demo-clock time").inner_text()

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep errors, and breaches of a policy."""
        if message.type == "error" or "policy:" in message.text:
            self.complaints.append(message.text)

    def note_request(self, request: Request) -> None:
        """Keep every request that goes anywhere but to the demo."""
        if not request.url.startswith((f"{self.address}/", "blob:", "data:")):
            self.complaints.append(request.url)

    def note_response(self, response: Response) -> None:
        """Keep every answer that is an error."""
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


@contextlib.contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visitor]:
    """Open the demo's first page in a fresh browser; complain at the end of all complaints."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(page, address)
    context.on("console", visitor.note_console)
    context.on("weberror", lambda error: visitor.complaints.append(str(error.error)))
    context.on("request", visitor.note_request)
    context.on("response", visitor.note_response)
    page.goto(f"{address}/demo/")
    yield visitor
    context.close()
    assert visitor.complaints == []
