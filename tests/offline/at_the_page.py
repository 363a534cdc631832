"""What somebody does who sits before the page."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.bundle_in_tests import KEEPERS, KIT

OPEN = "Open the letters"


def choose(page: Page, bundle: Path) -> None:
    """Choose a zip file."""
    page.get_by_label("The zip file").set_input_files(bundle)


def type_parts(page: Page, *parts: str) -> None:
    """Type the words of parts, each in a field of its own, and ask for the letters."""
    expect(page.get_by_role("heading", name="What opens them")).to_be_visible()
    for number, words in enumerate(parts, start=1):
        field = page.get_by_label(f"The words of part {number}", exact=True)
        if field.count() == 0:
            page.get_by_role("button", name="One more part").click()
        field.fill(words)
    page.get_by_role("button", name=OPEN).first.click()


def open_with_kit_and_keepers(page: Page, bundle: Path) -> None:
    """Come as far as the list of letters, with the kit and two keepers' parts."""
    choose(page, bundle)
    type_parts(page, KEEPERS[0], KIT[0], KEEPERS[2])
    expect(page.get_by_role("heading", name="The letters")).to_be_visible()


def read(page: Page, number: int) -> None:
    """Ask for one letter."""
    page.get_by_role("button", name=f"Read it: letter {number}").click()


def complaint(page: Page) -> Locator:
    """Return what the page says is wrong."""
    return page.get_by_role("alert").filter(visible=True)
