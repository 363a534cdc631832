"""What Ana leaves to her keepers beside letters, and how she writes it; nothing of it may ever be
found on the way.
"""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.visitors import PATIENCE_MS, Visitor

NAME = "Two cups before the school bus"
WHY = "Finn begins his day with it, whatever else the day brings."
STEPS = ("Grind eighteen grams", "Moka pot and two cups", "His cup on the third stair")
TIN = "The blue tin, left of the stove"
MUSIC = "The Thursday choir, and nobody in black"
KEEPSAKE = "The moka pot with the burnt handle"
VET = "Doctor Sandvoss, who knows Pepper"
CHIP = "Her chip number ends in the note on the fridge"
SENTENCES = (NAME, WHY, *STEPS, TIN, MUSIC, KEEPSAKE, VET, CHIP)


def writes_duty(ana: Visitor, first: str, then: str) -> None:
    """Write what a duty is, for one keeper and then another."""
    ana.goes_to("/duty/new/")
    ana.page.get_by_label("First", exact=True).select_option(label=first)
    ana.page.get_by_label("If they cannot").select_option(label=then)
    ana.page.get_by_label("What it is called").fill(NAME)
    ana.page.get_by_label("Why it matters").fill(WHY)
    ana.page.get_by_label("How often").select_option("daily")
    ana.page.get_by_label("At what time").fill("06:30")
    for step in STEPS:
        ana.presses("Add a step")
        ana.page.locator("[data-field=steps] li[data-row] input").last.fill(step)
    ana.page.get_by_label("Where things are").fill(TIN)
    ana.page.get_by_label("It is fine if nobody does this").check()
    saves(ana)
    expect(ana.page.get_by_role("link", name=NAME).last).to_be_visible()
    asked = ana.page.get_by_text(f"{first} is asked first. After that: {then}.")
    expect(asked.last).to_be_visible()


def writes_wishes(ana: Visitor) -> None:
    """Write the wishes."""
    ana.goes_to("/wishes/")
    ana.page.get_by_label("Music").fill(MUSIC)
    ana.presses("Add a keepsake")
    ana.page.locator("[data-field=keepsakes]").get_by_label("What it is").fill(KEEPSAKE)
    saves(ana)


def writes_inventory(ana: Visitor) -> None:
    """Write the inventory, of one entry."""
    ana.goes_to("/inventory/")
    ana.presses("Add an entry")
    entry = ana.page.locator("[data-field=entries] > ol > li")
    entry.get_by_label("What it is", exact=True).fill(VET)
    entry.get_by_label("Of what kind").select_option("pet")
    entry.get_by_label("Anything else").fill(CHIP)
    saves(ana)


def saves(ana: Visitor) -> None:
    """Seal what is written and save it."""
    ana.presses("Seal and save")
    saved = ana.page.get_by_text("It is sealed and saved.")
    expect(saved).to_be_visible(timeout=PATIENCE_MS)


def rereads(ana: Visitor, words: list[str]) -> None:
    """Open every sheet in a tab that knows no key, with the six words of her own."""
    ana.page = ana.tab()
    ana.goes_to("/wishes/")
    ana.page.get_by_label("Your six words").fill(" ".join(words))
    ana.presses("Unlock")
    expect(ana.page.get_by_label("Music")).to_have_value(MUSIC, timeout=PATIENCE_MS)
    ana.goes_to("/inventory/")
    what = ana.page.get_by_label("What it is", exact=True)
    expect(what).to_have_value(VET, timeout=PATIENCE_MS)
    ana.goes_to("/duties/")
    signed = ana.page.get_by_text("Everything is signed with your key as it is now.")
    expect(signed).to_be_visible(timeout=PATIENCE_MS)  # the new parts came in force meanwhile
    ana.page.get_by_role("link", name=NAME).click()
    expect(ana.page.get_by_label("Why it matters")).to_have_value(WHY, timeout=PATIENCE_MS)


def exports(ana: Visitor, folder: Path) -> Path:
    """Take the bundle from the export page."""
    ana.goes_to("/export/")
    with ana.page.expect_download() as saving:
        ana.presses("Save the bundle")
    bundle = folder / "ana.zip"
    saving.value.save_as(bundle)
    return bundle
