"""A sheet opens where letters open: on the offline page and on the command line, as plain words."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.bundle_in_tests import KEEPERS, KIT, write_bundle
from tests.cli.served import ended
from tests.offline.at_the_page import choose, read, type_parts

WISHES = ("A wish, not a will", "What I would not like", "No lilies. Grüße")


def test_wishes_open_on_the_page_beside_the_letters(page: Page, tmp_path: Path) -> None:
    write_bundle(tmp_path / "ana.zip", sheet=True)
    choose(page, tmp_path / "ana.zip")
    type_parts(page, KEEPERS[0], KIT[0], KEEPERS[2])
    expect(page.get_by_role("heading", name="Letter 4: Wishes")).to_be_visible()
    read(page, 4)
    for words in WISHES:
        expect(page.get_by_role("article")).to_contain_text(words)
    expect(page.get_by_role("article")).not_to_contain_text("not_wanted")
    signed = page.get_by_text("Unchanged since it was signed. The six words").filter(visible=True)
    expect(signed).to_be_visible()


def test_wishes_open_on_the_command_line_as_words(tmp_path: Path) -> None:
    bundle, words = tmp_path / "ana.zip", tmp_path / "words"
    write_bundle(bundle, sheet=True)
    words.write_text("\n".join((KEEPERS[0], KEEPERS[1], KIT[0])))
    out = tmp_path / "opened"
    code, _, said = ended("open", str(bundle), "--words", str(words), "--out", str(out))
    assert code == 0, said
    text = (out / "004-Wishes" / "letter.txt").read_text(encoding="utf-8")
    assert all(line in text for line in WISHES)
    assert "not_wanted" not in text
