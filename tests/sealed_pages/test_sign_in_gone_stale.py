"""A night passes over the letter: the sign-in is stale in the morning, and no word is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser_js.drafts import drafts, kept
from tests.people_in_tests import Household
from tests.sealed_pages.writing import BODY, envelope_of, save, write
from untilthen.letters.models import Letter
from untilthen.sealing import letter as letters

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def sign_in_again(ana: Household, page: Page, address: str) -> None:
    """Sign in anew, as the page for it would have done."""
    for name, morsel in ana.sign_in(Client()).cookies.items():
        page.context.add_cookies([{"name": name, "value": morsel.value, "url": address}])


def test_a_letter_written_over_night_is_saved_in_the_morning(
    ana: Household, page: Page, address: str, sent: list[bytes]
) -> None:
    write(page, address, "Finn")
    kept(page)
    ana.clock.at += timedelta(hours=13)
    page.get_by_role("button", name="Seal and save").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    expect(page.locator("[name=body]")).to_have_value(BODY)
    assert not Letter.objects.exists()

    page.goto(f"{address}/letters/new/")
    assert "/accounts/" in page.url  # the page itself wants a sign-in first
    sign_in_again(ana, page, address)
    page.goto(f"{address}/letters/new/")
    expect(page.locator("[name=body]")).to_have_value(BODY)
    expect(page.get_by_label("Finn", exact=True)).to_be_checked()
    letter = save(page)
    assert letters.parse(envelope_of(ana, letter).content).body == BODY
    assert drafts(page) == []
    assert b"Pepper" not in b"".join(sent)
