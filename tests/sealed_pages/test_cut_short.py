"""Finn at the door of a letter that the disk no longer holds whole: it is damaged, not far away,
and he is told whom he can ask.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.people_in_tests import Household
from tests.sealed_pages.people import promise_with_keys
from untilthen.letters.files import path_of
from untilthen.letters.models import SealedFile
from untilthen.people.links import LinkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _headers_wrapped_here(settings: object) -> None:
    """Wrap headers in this process, on the test's own transaction."""
    settings.REWRAP_HERE = True  # type: ignore[attr-defined]


@pytest.fixture
def door(ana: Household, address: str) -> str:
    """Where Finn's link leads once his letter was brought."""
    promise_with_keys(ana, "Ben", "Chidi")
    ana.browsers.seal_and_prove(ana.clock.at)
    ana.writes("Finn")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.let_pass(timedelta(days=10))
    return f"{address}/go/{ana.token(LinkKind.DOOR, 'Finn', ana.switch.release)}"


def file_on_disk(ana: Household) -> Path:
    """Return where Finn's letter lies."""
    return path_of(ana.plan.public_id, SealedFile.objects.get(position=0).public_id)


@pytest.mark.parametrize("left", ["a part", "nothing"])
def test_what_the_disk_lost_is_not_called_a_broken_connection(
    ana: Household, page: Page, door: str, left: str
) -> None:
    path = file_on_disk(ana)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100]) if left == "a part" else path.unlink()
    page.goto(door)
    page.get_by_role("button", name="Read").click()
    told = page.get_by_role("alert").filter(visible=True)
    expect(told).to_contain_text("is damaged" if left == "a part" else "is not here")
    expect(page.get_by_text("We could not reach the server")).to_have_count(0)
    whom = page.locator("[data-part=whom-to-ask]")
    expect(whom).to_be_visible()
    expect(whom).to_contain_text("Ben knows that this letter is here for you")
    expect(whom.get_by_role("link", name="+49 30 555 01")).to_be_visible()
    expect(whom.get_by_role("link", name="until-then@localhost")).to_be_visible()
    expect(whom).to_contain_text("can be put back until")

    path.write_bytes(whole)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("article")).to_be_visible()
    expect(whom).to_be_hidden()
