"""Ana writes and saves a letter with the keyboard alone, from the top of the page to the list."""

import pytest
from playwright.sync_api import Locator, Page

from tests.people_in_tests import Household
from tests.sealed_pages.writing import envelope_of
from untilthen.letters.models import Letter
from untilthen.sealing import letter as letters

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MOST_STEPS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted control has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("control => control === document.activeElement"):
            return
    raise AssertionError("Tab never comes there")


def test_a_letter_is_written_and_saved_without_a_mouse(
    ana: Household, page: Page, address: str
) -> None:
    page.goto(f"{address}/letters/new/")
    page.locator("[name=body]:enabled").wait_for()
    keys = page.keyboard
    tab_to(page, page.get_by_label("Finn", exact=True))
    keys.press("Space")
    tab_to(page, page.get_by_label("How it begins"))
    keys.type("Dear Finn,")
    tab_to(page, page.get_by_label("Questions to begin with"))
    keys.type("A farewell")
    keys.press("Enter")
    tab_to(page, page.get_by_role("button", name="Write “A moment I keep is”"))
    keys.press("Enter")
    keys.type("Pepper in the snow.")
    tab_to(page, page.get_by_label("How it ends"))
    keys.type("Ana")
    tab_to(page, page.get_by_role("button", name="Seal and save"))
    keys.press("Enter")
    page.wait_for_url("**/letters/")
    page.wait_for_load_state("networkidle")
    opened = letters.parse(envelope_of(ana, Letter.objects.get()).content)
    assert (opened.salutation, opened.template) == ("Dear Finn,", "farewell")
    assert opened.body == "A moment I keep is Pepper in the snow."
    assert opened.sign_off == "Ana"
