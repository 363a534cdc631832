"""Ana takes her bundle home, and her keepers open it with the page in it, without any server."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser_js.test_accessible import check
from tests.letters.sealed import COFFEE
from tests.offline.at_the_page import choose, read, type_parts
from tests.offline.conftest import open_page
from tests.people_in_tests import Household
from untilthen.parts.keys import forget_person_key
from untilthen.watch.manifestfacts import is_current

__all__ = ["open_page"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def _page_inside(settings: object, open_page: Path) -> None:
    """Let the bundle hold the page as it ships."""
    settings.OPEN_PAGE = open_page  # type: ignore[attr-defined]


@pytest.fixture
def home(ana: Household) -> Household:
    """Ana's plan: a letter for Finn, Ben and Chidi proved new parts, and nothing signed since."""
    ana.writes("Finn")
    ana.invite("Ben", "Chidi")
    ana.promise("Ben", "Chidi")
    ana.browsers.seal_anew(ana.clock.at)
    for name in ("Ben", "Chidi"):
        ana.browsers.prove(ana.people[name].number, ana.clock.at)
    return ana


@pytest.mark.usefixtures("_page_inside")
def test_the_bundle_is_signed_saved_and_opened_by_the_page_inside_it(
    home: Household, page: Page, address: str, tmp_path: Path
) -> None:
    assert not is_current(home.plan)
    page.goto(f"{address}/export/")
    expect(page.get_by_role("heading", name="Not everything is signed")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Sign everything as it is now").click()
    expect(page.get_by_role("heading", name="Not everything is signed")).to_have_count(0)
    assert is_current(home.plan)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the bundle").click()
    zipped = tmp_path / saving.value.suggested_filename
    saving.value.save_as(zipped)
    with zipfile.ZipFile(zipped) as archive:
        archive.extract("open.html", tmp_path)
    page.goto((tmp_path / "open.html").as_uri())
    choose(page, zipped)
    type_parts(page, *home.browsers.kit, *home.browsers.parts.values())
    read(page, 1)
    expect(page.get_by_role("article")).to_contain_text(COFFEE.body)
    expect(page.get_by_text("Unchanged since it was signed. The six").last).to_be_visible()


@pytest.mark.usefixtures("_page_inside")
def test_a_key_that_changed_is_not_signed_unseen(home: Household, page: Page, address: str) -> None:
    home.browsers.sign(home.clock.at)
    forget_person_key(home.plan.pk, home.people["Ben"].number)
    home.browsers.make_key(home.people["Ben"].number, home.clock.at)
    page.goto(f"{address}/export/")
    page.get_by_role("button", name="Sign everything as it is now").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("Ben")
    assert not is_current(home.plan)
