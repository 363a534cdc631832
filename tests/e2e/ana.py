"""What Ana does: an account, a key, people, a letter; later she reads it again and changes it."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.letter import ADDED, BODY, LABEL, SALUTATION, SIGN_OFF, Attached
from tests.e2e.visitors import PATIENCE_MS, Visitor

HOME = "Europe/Berlin"
PASSWORD = "a-long-way-from-the-station"


def makes_account(ana: Visitor) -> None:
    """Sign up, type in the code from the mail, say who she is."""
    ana.goes_to("/accounts/signup/")
    ana.fills(email=ana.address, password1=PASSWORD, password2=PASSWORD)
    ana.presses("Make the account")
    expect(ana.page.get_by_text("Type in the code from the mail.")).to_be_visible()
    ana.fills(code=ana.world.mails.code(ana.address))
    ana.presses("Go on")
    ana.fills(name="Ana Berg", zone="Europe/Berlin", language="en")
    ana.presses("Go on")
    expect(ana.page.get_by_role("navigation").get_by_role("link", name="Letters")).to_be_visible()


def makes_key(ana: Visitor) -> list[str]:
    """Make the key and type back the six words; returns them, as they are on her paper."""
    ana.goes_to("/letters/")
    ana.presses("Make my key")
    words = ana.page.locator("[data-part=six-words] li").all_text_contents()
    ana.presses("I have written them down")
    ana.page.get_by_label("Your six words").fill("  ".join(words).upper())
    ana.presses("Go on")
    ana.presses("Save my key")
    ana.page.wait_for_url("**/letters/")
    return words


def adds_person(ana: Visitor, name: str, address: str, zone: str = HOME) -> None:
    """Add somebody to write to."""
    ana.goes_to("/letters/people/")
    ana.fills(name=name, address=address, zone=zone, language="en")
    ana.page.get_by_label("They have not asked me to stay away").check()
    ana.presses("Add")
    expect(ana.page.locator(".person-name", has_text=name)).to_be_visible()


def invites(ana: Visitor, name: str, address: str, zone: str = HOME) -> None:
    """Ask somebody to be a keeper."""
    ana.goes_to("/keepers/")
    ana.fills(name=name, address=address, zone=zone, language="en")
    ana.presses("Send the invitation")
    expect(ana.page.locator(".person-name", has_text=name)).to_be_visible()


def writes(ana: Visitor, to: str, files: Attached) -> None:
    """Write the letter, with its files, and seal it."""
    ana.goes_to("/letters/new/")
    ana.page.get_by_label(to, exact=True).check()
    ana.fills(label=LABEL, salutation=SALUTATION, body=BODY, sign_off=SIGN_OFF)
    ana.page.locator("#attachments").set_input_files([files.photo, files.voice])
    expect(ana.page.locator("#attachment-list > li")).to_have_count(2)
    ana.presses("Seal and save")
    ana.page.wait_for_url("**/letters/")
    expect(ana.page.get_by_role("link", name=LABEL).last).to_be_visible()


def writes_to(ana: Visitor, names: tuple[str, ...], words: str) -> None:
    """Write a short letter to some people, and seal it."""
    ana.goes_to("/letters/new/")
    for name in names:
        ana.page.get_by_label(name, exact=True).check()
    ana.fills(label=words, salutation=SALUTATION, body=words, sign_off=SIGN_OFF)
    ana.presses("Seal and save")
    ana.page.wait_for_url("**/letters/")
    expect(ana.page.get_by_role("link", name=words)).to_be_visible()


def seals(ana: Visitor) -> str:
    """Split a new key among the keepers and a kit of one sheet; returns the kit's words."""
    ana.goes_to("/seal/")
    ana.page.get_by_label("Nobody but me").check()
    ana.page.get_by_label("One sheet", exact=True).check()
    ana.presses("Seal my letters")
    ana.presses("Go on")
    expect(ana.page.get_by_role("heading", name="Please print this now")).to_be_visible(
        timeout=PATIENCE_MS
    )
    words = ana.page.locator("#seal-page .sheet ol li").all_text_contents()
    ana.presses("I have printed it")
    expect(ana.page.get_by_role("heading", name="Sealed. Now we wait")).to_be_visible(
        timeout=PATIENCE_MS
    )
    return " ".join(words)


def rereads_and_changes(ana: Visitor, words: list[str]) -> None:
    """Open the letter in a tab that knows no key, with the six words; add a line."""
    ana.page = ana.tab()
    ana.goes_to("/letters/")
    ana.page.get_by_role("link", name="Letter 1").click()
    ana.page.get_by_label("Your six words").fill(" ".join(words))
    ana.presses("Unlock")
    body = ana.page.get_by_label("The letter", exact=True)
    expect(body).to_have_value(BODY)
    expect(ana.page.locator("#attachment-list > li")).to_have_count(2)
    body.fill(f"{BODY}\n\n{ADDED}")
    ana.presses("Seal and save")
    ana.page.wait_for_url("**/letters/")


def exports(ana: Visitor, folder: Path) -> tuple[Path, Path]:
    """Save the sealed letter and her locked key; returns where they are."""
    item = ana.page.locator("li[data-letter]")
    text_url = item.get_attribute("data-text-url")
    letter, key = folder / "letter.age", folder / "key.age"
    letter.write_bytes(ana.context.request.get(f"{ana.world.address}{text_url}").body())
    kept = ana.context.request.get(f"{ana.world.address}/key/file/").body()
    key.write_text(json.loads(kept)["owner_file"])
    return letter, key
