"""Sheets, their whole life: written by Ana, opened without us, read by her keepers, gone."""

import subprocess
import sys
import zipfile
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Browser, expect

from tests.e2e import ana as by_ana
from tests.e2e import sheets
from tests.e2e.search import found_under
from tests.e2e.test_letter_life import (
    BEN,
    DARA,
    ask_keepers,
    keepers_are_sure,
    keepers_show_their_parts,
    nothing_told,
)
from tests.e2e.visitors import PATIENCE_MS, Visitor, visitor
from tests.e2e.world import World, berlin
from untilthen.sealing.bundle import OWNER


def test_sheets_live_and_are_gone(world: World, browser: Browser, tmp_path: Path) -> None:
    keepers, kit = are_written_and_sealed(world, browser, tmp_path)
    secrets = [*sheets.SENTENCES, kit, *(" ".join(each) for each in keepers.values())]
    nothing_told(world, secrets)

    keepers_are_sure(world, browser, keepers)
    world.until(berlin(4, 24, 21))
    for address, mails in ((BEN, 1), (DARA, 0)):
        subjects = [str(each["Subject"]) for each in world.mails.to(address)]
        assert sum("take something over" in each for each in subjects) == mails
    with visitor(world, browser, BEN) as ben:
        reads_and_takes(ben)
        reads_what_else_was_left(ben)
        nothing_told(world, secrets)
        world.until(berlin(5, 26, 9))
        answer = ben.page.goto(ben.page.url)
        assert answer is not None
        assert answer.status == 404
    assert list((world.data / "files").rglob("*.age")) == []
    nothing_told(world, secrets)
    assert found_under([world.traffic], ["alternates"]), "the recorders miss what is sent"


def are_written_and_sealed(
    world: World, browser: Browser, disk: Path
) -> tuple[dict[str, list[str]], str]:
    """Ana writes three sheets, seals them, rereads them and takes them along; returns the words of
    the keepers' keys and of the kit.
    """
    with visitor(world, browser, "ana@example.org") as ana:
        by_ana.makes_account(ana)
        words = by_ana.makes_key(ana)
        keepers = ask_keepers(world, browser, ana)
        sheets.writes_duty(ana, "Ben", "Dara")
        sheets.writes_wishes(ana)
        sheets.writes_inventory(ana)
        kit = by_ana.seals(ana)
        keepers_show_their_parts(world, browser, keepers)
        sheets.rereads(ana, words)
        opens_without_us(sheets.exports(ana, disk), words, disk)
    return keepers, kit


def opens_without_us(bundle: Path, words: list[str], disk: Path) -> None:
    """The bundle opens on the command line with Ana's six words, each sheet as plain words."""
    paper = disk / "paper"
    paper.write_text(" ".join(words))
    out = disk / "opened"
    command = [sys.executable, "-m", "untilthen.cli", "open", str(bundle), "--out", str(out)]
    with zipfile.ZipFile(bundle) as archive:
        key = archive.extract(OWNER, disk)
    ways_in = ["--identity", key, "--passphrase-file", str(paper)]
    subprocess.run([*command, *ways_in], check=True)
    opened = {each.parent.name: each.read_text() for each in out.glob("*/letter.txt")}
    [duty] = [text for name, text in opened.items() if "cups" in name]
    for line in (sheets.NAME, sheets.WHY, f"2. {sheets.STEPS[1]}", "06:30", sheets.TIN):
        assert line in duty
    everything = "\n".join(opened.values())
    assert all(line in everything for line in sheets.SENTENCES)
    assert "A wish, not a will" in everything
    paper.unlink()


def reads_and_takes(ben: Visitor) -> None:
    """Ben follows the link in his mail, reads, takes the duty, and gets its times."""
    ben.follows_link()
    heading = ben.page.get_by_role("heading", name=sheets.NAME)
    expect(heading).to_be_visible(timeout=PATIENCE_MS)
    for line in (sheets.WHY, *sheets.STEPS, sheets.TIN, "It is fine if nobody does this"):
        expect(ben.page.get_by_text(line, exact=True)).to_be_visible()
    ben.page.locator("button[value=takes]").click()
    expect(ben.page.get_by_text("You have taken it.")).to_be_visible(timeout=PATIENCE_MS)
    with ben.page.expect_download() as saving:
        ben.page.get_by_role("link", name="Save the times for your calendar").click()
    [event] = Calendar.from_ical(saving.value.path().read_bytes()).walk("VEVENT")
    assert str(event["SUMMARY"]) == sheets.NAME
    assert event.decoded("DTSTART").strftime("%H:%M") == "06:30"


def reads_what_else_was_left(ben: Visitor) -> None:
    """Ben reads the wishes and the inventory, as every keeper can."""
    ben.page.get_by_role("link", name="Wishes").click()
    expect(ben.page.get_by_text("A wish, not a will.")).to_be_visible()
    music = ben.page.get_by_text(sheets.MUSIC, exact=True)
    expect(music).to_be_visible(timeout=PATIENCE_MS)
    ben.page.get_by_role("link", name="Back").click()
    ben.page.get_by_role("link", name="Inventory").click()
    vet = ben.page.get_by_text(sheets.VET, exact=True)
    expect(vet).to_be_visible(timeout=PATIENCE_MS)
    expect(ben.page.get_by_text(sheets.CHIP, exact=True)).to_be_visible()
