"""What keepers and Finn do, each at a browser of their own, by the links in their mails."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.keeper import saves_key, types, writes_words_down
from tests.e2e.letter import GOODBYE
from tests.e2e.visitors import Visitor


def promises(keeper: Visitor) -> list[str]:
    """Answer the invitation and make a key; returns its six words."""
    keeper.follows_link()
    keeper.presses("I promise")
    expect(keeper.page.get_by_role("heading", name="You are one of Ana Berg")).to_be_visible()
    keeper.page.get_by_role("link", name="Make my key").click()
    words = writes_words_down(keeper)
    saves_key(keeper)
    return words


def shows_part(keeper: Visitor, words: list[str]) -> None:
    """Show by the link in the newest mail that the part of the key is there."""
    keeper.follows_link()
    keeper.page.get_by_role("link", name="Show that my part opens").click()
    keeper.presses("Show that I have it")
    types(keeper, words)
    expect(keeper.page.get_by_text("That shows that you have your part")).to_be_visible()


def is_sure(keeper: Visitor, words: list[str]) -> None:
    """Say that Ana has died, on both pages, and hand over the part."""
    keeper.follows_link()
    keeper.presses("I am sure Ana Berg has died")
    keeper.fills(how_known="I was with her.")
    keeper.page.get_by_label("Your six words").fill(" ".join(words))
    keeper.presses("Yes, I am sure Ana Berg has died")
    keeper.page.wait_for_url("**said=sure*")


def comes_to_the_door(finn: Visitor) -> None:
    """Follow the knock to the door, which opens nothing by itself."""
    finn.follows_link()
    heading = finn.page.get_by_role("heading", name="a letter from Ana Berg is here for you")
    expect(heading).to_be_visible()


def reads(finn: Visitor) -> str:
    """Read the letter; returns its words as they stand on the page."""
    finn.presses("Read")
    article = finn.page.locator("article.letter")
    expect(article).to_be_visible()
    return "\n\n".join(article.locator("> p").all_text_contents())


def opens_file(finn: Visitor, name: str, folder: Path) -> bytes:
    """Open one file of the letter and save it; returns its bytes."""
    item = finn.page.locator(".letter-attachments > li", has_text=name)
    item.get_by_role("button", name=f"Open “{name}”").click()
    expect(item.get_by_text(f"“{name}” is whole")).to_be_visible()
    with finn.page.expect_download() as saving:
        item.get_by_role("link", name="Save it on this device").click()
    saved = folder / "saved"
    saving.value.save_as(saved)
    return saved.read_bytes()


def says_goodbye(finn: Visitor) -> None:
    """Leave a goodbye."""
    finn.page.get_by_role("link", name="You can leave a goodbye, if you like.").click()
    finn.fills(text=GOODBYE)
    finn.presses("Leave it here")
    expect(finn.page.get_by_role("heading", name="It is here.")).to_be_visible()
