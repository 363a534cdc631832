"""Somebody opens Ana's bundle with the kit and two keepers' words: no server, no network."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser_js.conftest import PATIENCE_MS
from tests.bundle_in_tests import (
    ANA,
    ELI,
    ESTATE,
    GITAS_PASSPHRASE,
    KEEPERS,
    KIT,
    PHOTO,
    SERVER,
    SIGNING_KEY,
    SIX_WORDS,
)
from tests.offline.at_the_page import (
    OPEN,
    choose,
    complaint,
    open_with_kit_and_keepers,
    read,
    type_parts,
)
from tests.offline.changed import nothing, rewritten
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.scrypt import PassphraseRecipient

BODY = "the boat is yours."


def test_the_kit_and_two_keepers_open_every_letter_of_ana(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    expect(page.get_by_text("Letters in this bundle: 3.")).to_be_visible()
    expect(page.get_by_text(fingerprint(SIGNING_KEY.public))).to_be_visible()
    type_parts(page, KEEPERS[0], KIT[0], KEEPERS[2])
    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["Letter 1: For Finn", "Letter 2", "Letter 3"]
    )
    expect(page.get_by_role("article")).to_have_count(0)
    read(page, 1)
    expect(page.get_by_role("article")).to_contain_text(BODY)
    expect(page.get_by_role("article")).to_contain_text("Grüße")
    signed = page.get_by_text("Unchanged since it was signed. The six words").filter(visible=True)
    expect(signed).to_be_visible()


def test_a_photo_comes_out_as_it_went_in(page: Page, bundle: Path) -> None:
    open_with_kit_and_keepers(page, bundle)
    read(page, 1)
    page.get_by_role("button", name="Open “lake.jpg”").click()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save it on this device").click()
    assert saving.value.suggested_filename == "lake.jpg"
    assert saving.value.path().read_bytes() == PHOTO


def test_gita_opens_hers_with_what_she_knows(page: Page, bundle: Path) -> None:
    open_with_kit_and_keepers(page, bundle)
    read(page, 2)
    expect(page.get_by_text("swam")).to_be_visible()
    passphrase = page.get_by_label("The passphrase", exact=True)
    passphrase.fill("the Rhine of 1987")
    page.get_by_role("button", name="Open the letter", exact=True).click()
    expect(complaint(page)).to_have_text(
        "Not this one. Nothing is lost; you can try as often as you like."
    )
    passphrase.fill(f"  {GITAS_PASSPHRASE} ")
    page.get_by_role("button", name="Open the letter", exact=True).click()
    expect(page.get_by_role("heading", name="Letter 2: For Gita")).to_be_visible()
    page.get_by_role("button", name="Open “lake.jpg”").click()
    expect(page.get_by_text("“lake.jpg” is whole.")).to_be_visible()


def test_eli_opens_his_with_his_key_file(page: Page, bundle: Path, tmp_path: Path) -> None:
    key = tmp_path / "eli.age"
    locked = PassphraseRecipient("academic acid acne acquire acrobat adapt", work_factor=10)
    key.write_bytes(encrypt_bytes(f"{ELI.reveal()}\n".encode(), [locked], armored=True))
    open_with_kit_and_keepers(page, bundle)
    read(page, 3)
    page.get_by_label("The key file of whoever").set_input_files(key)
    words = page.get_by_label("The six words").filter(visible=True)
    words.fill("academic acid acne acquire acrobat adorn")
    page.get_by_role("button", name="Open the letter", exact=True).click()
    expect(complaint(page)).to_contain_text("Not these words.")
    words.fill("Academic acid acne  acquire acrobat adapt")
    page.get_by_role("button", name="Open the letter", exact=True).click()
    expect(page.get_by_role("heading", name="Letter 3: For Eli")).to_be_visible()


def test_ana_opens_all_but_gitas_with_her_own_six_words(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    page.locator("summary", has_text="own six words").click()
    words = page.get_by_label("The six words").filter(visible=True)
    words.fill(SIX_WORDS)
    page.get_by_role("button", name=OPEN).last.click()
    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["Letter 1: For Finn", "Letter 2", "Letter 3: For Eli"]
    )


@pytest.mark.parametrize("typed", [ESTATE.reveal_seed().hex(), ESTATE.reveal(), ANA.reveal()])
def test_the_key_itself_opens_too(page: Page, bundle: Path, typed: str) -> None:
    choose(page, bundle)
    page.locator("summary", has_text="the key itself").click()
    page.get_by_label("The key", exact=True).fill(typed)
    page.get_by_role("button", name=OPEN).last.click()
    expect(page.get_by_role("heading", name="Letter 1: For Finn")).to_be_visible()


def test_it_opens_from_the_unpacked_folder(page: Page, bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "unpacked")
    page.get_by_label("Or the folder").set_input_files(tmp_path / "unpacked")
    type_parts(page, SERVER[0], KIT[0])
    expect(page.get_by_role("heading", name="Letter 1: For Finn")).to_be_visible()


def test_it_opens_when_somebody_packed_the_folder_again(
    page: Page, bundle: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    with (
        zipfile.ZipFile(bundle) as archive,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in archive.namelist():
            packed.writestr(f"from Ana/{name}", archive.read(name))
    choose(page, again)
    type_parts(page, SERVER[0], KIT[0])
    read(page, 1)
    page.get_by_role("button", name="Open “lake.jpg”").click()
    expect(page.get_by_text("“lake.jpg” is whole.")).to_be_visible()


def test_it_opens_where_a_page_in_a_file_has_no_web_cryptography(
    context: BrowserContext, open_page: Path, bundle: Path
) -> None:
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    page.goto(open_page.as_uri())
    assert page.evaluate("crypto.subtle === undefined")
    open_with_kit_and_keepers(page, bundle)
    read(page, 1)
    expect(page.get_by_role("article")).to_contain_text(BODY)


def test_a_letter_can_be_put_away_again(page: Page, bundle: Path) -> None:
    open_with_kit_and_keepers(page, bundle)
    read(page, 1)
    expect(page.get_by_role("article")).to_be_visible()
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_role("article")).to_have_count(0)
    read(page, 1)
    expect(page.get_by_role("article")).to_contain_text(BODY)


def test_without_parts_only_ana_can_open_and_the_page_says_so(page: Page, bundle: Path) -> None:
    choose(page, rewritten(bundle, {"estate-identity.age": nothing}))
    expect(page.get_by_text("Nobody was given a part")).to_be_visible()
    expect(page.get_by_label("The words of part 1")).not_to_be_visible()
