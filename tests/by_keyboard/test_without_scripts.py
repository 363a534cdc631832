"""With scripts switched off, in a real browser: what everybody needs works by forms alone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_js.conftest import PATIENCE_MS
from tests.people_in_tests import Household
from untilthen.people.links import LinkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that runs no script."""
    context = browser.new_context(
        java_script_enabled=False, base_url=address, locale="en-GB", timezone_id="Europe/Berlin"
    )
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield tab
    context.close()


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page, words: str) -> None:
    """See that the page's heading says so."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def follow(page: Page, ana: Household, kind: LinkKind, name: str = "") -> None:
    """Come in by the link of a mail."""
    released = kind in (LinkKind.DUTIES, LinkKind.DOOR)
    page.goto(f"/go/{ana.token(kind, name, ana.switch.release if released else None)}")


def is_asked(ana: Household) -> None:
    """Let Ana be silent until her keepers are asked."""
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(hours=1)


def are_told(ana: Household) -> None:
    """Let her keepers be sure."""
    is_asked(ana)
    ana.are_sure("Ben", "Chidi")


def stand_at_the_door(ana: Household) -> None:
    """Let Finn's letter come to its door."""
    are_told(ana)
    ana.comes_to_release()
    ana.let_pass(timedelta(days=1))


def test_ana_checks_in(ana: Household, page: Page) -> None:
    ana.let_pass(timedelta(days=33))
    ana.clock.at += timedelta(hours=1)
    follow(page, ana, LinkKind.CHECK_IN)
    press(page, "I\N{RIGHT SINGLE QUOTATION MARK}m here")
    says(page, "Thank you, Ana Berg.")
    assert ana.switch.heard_at == ana.clock.at


def test_dara_promises(ana: Household, page: Page) -> None:
    ana.invite("Dara")
    follow(page, ana, LinkKind.INVITATION, "Dara")
    press(page, "I promise")
    says(page, "Thank you, Dara.")
    assert [keeper.counts for keeper in ana.switch.keepers] == [True] * 3


@pytest.mark.parametrize(
    ("button", "then", "state"),
    [
        ("Ana Berg is alive", "Thank you, Ben.", "paused"),
        ("I don\N{RIGHT SINGLE QUOTATION MARK}t know yet", "That is all right.", "vigil"),
        ("I\N{RIGHT SINGLE QUOTATION MARK}ll keep vigil for 3 days", "Thank you.", "vigil"),
    ],
)
def test_ben_answers(ana: Household, page: Page, button: str, then: str, state: str) -> None:
    is_asked(ana)
    follow(page, ana, LinkKind.VIGIL, "Ben")
    press(page, button)
    says(page, then)
    assert ana.switch.state.value == state


def test_ben_is_sure_and_is_told_what_the_page_cannot_do(ana: Household, page: Page) -> None:
    is_asked(ana)
    follow(page, ana, LinkKind.VIGIL, "Ben")
    press(page, "I am sure Ana Berg has died")
    says(page, "You are about to say that Ana Berg has died.")
    assert "Scripts are switched off in this browser." in page.content()
    page.get_by_label("How do you know?").fill("I was with her.")
    press(page, "I am sure, but I do not have my part")
    expect(page.get_by_text("it does not count yet")).to_be_visible()


def test_chidi_ticks_who_knows(ana: Household, page: Page) -> None:
    are_told(ana)
    follow(page, ana, LinkKind.TOLD_LIST, "Chidi")
    page.get_by_label("Finn").check()
    press(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Finn")).to_be_checked()


def test_finn_leaves_his_letter_for_later_and_then_refuses_it(ana: Household, page: Page) -> None:
    stand_at_the_door(ana)
    follow(page, ana, LinkKind.DOOR, "Finn")
    press(page, "Later")
    expect(page.get_by_text("It waits.")).to_be_visible()
    press(page, "No, thank you")
    says(page, "The letter is destroyed unread.")
    page.get_by_role("link", name="Go back").click()
    press(page, "No, thank you")
    press(page, "Destroy it unread")
    says(page, "It is done.")


def test_finn_who_reads_is_told_that_the_letter_needs_scripts(ana: Household, page: Page) -> None:
    stand_at_the_door(ana)
    follow(page, ana, LinkKind.DOOR, "Finn")
    press(page, "Read")
    assert "The letter stays here; you can come back" in page.content()


def test_help_is_open_to_everybody(ana: Household, page: Page) -> None:
    page.goto("/help/")
    says(page, "Help, and people who will listen.")
    expect(page.get_by_role("link", name="findahelpline.com")).to_be_visible()
