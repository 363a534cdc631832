"""A letter's whole life: sealed in a browser, released by keepers, opened by Finn, gone."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.e2e import ana as by_ana
from tests.e2e import others
from tests.e2e.letter import (
    ADDED,
    BODY,
    GOODBYE,
    SALUTATION,
    SENTENCES,
    SIGN_OFF,
    Attached,
    attached,
)
from tests.e2e.search import found_under
from tests.e2e.visitors import Visitor, visitor
from tests.e2e.world import ROOT, World, berlin
from untilthen.sealing import envelope, letter, padding
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.parts import combine

BEN, DARA, FINN = "ben@example.org", "dara@example.org", "finn@example.org"


@dataclass(frozen=True)
class Paper:
    """What Ana has on paper: the six words of her key, and the kit."""

    six_words: list[str]
    kit: str


WHOLE = "\n\n".join([SALUTATION, BODY, ADDED, SIGN_OFF])


def test_a_letter_lives_and_is_gone(world: World, browser: Browser, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with visitor(world, browser, "ana@example.org") as ana:
        by_ana.makes_account(ana)
        words = by_ana.makes_key(ana)
        files = attached(disk, ana.page.screenshot(type="jpeg"))
        secrets: list[str | bytes] = [*SENTENCES, *files.pieces(), " ".join(words)]
        by_ana.adds_person(ana, "Finn", FINN)
        keepers = ask_keepers(world, browser, ana)
        by_ana.writes(ana, "Finn", files)
        kit = by_ana.seals(ana)
        keepers_show_their_parts(world, browser, keepers)
        by_ana.rereads_and_changes(ana, words)
        opens_without_us(world, ana, disk, Paper(words, kit))
    secrets += [kit, *(" ".join(each) for each in keepers.values())]
    nothing_told(world, secrets)

    keepers_are_sure(world, browser, keepers)
    world.until(berlin(4, 24, 9))
    assert world.mails.to(FINN) == []
    world.until(berlin(4, 24, 20))
    [knock] = world.mails.to(FINN)
    assert "A letter from Ana Berg" in str(knock["Subject"])

    with visitor(world, browser, FINN) as finn:
        finn_reads(finn, files, disk)
        others.says_goodbye(finn)
        nothing_told_on_disk(world, [*secrets, GOODBYE])
        everything_goes(world, finn)
    nothing_told(world, secrets)
    assert found_under([world.traffic], [GOODBYE]), "the recorders miss what is said aloud"


def ask_keepers(world: World, browser: Browser, ana: Visitor) -> dict[str, list[str]]:
    """Ana asks two people, who promise by the link in their mail; returns the words of their keys
    by address.
    """
    for name, address in (("Ben", BEN), ("Dara", DARA)):
        by_ana.invites(ana, name, address)
    world.turn()
    keepers = {}
    for address in (BEN, DARA):
        with visitor(world, browser, address) as keeper:
            keepers[address] = others.promises(keeper)
    world.turn()
    return keepers


def keepers_show_their_parts(world: World, browser: Browser, keepers: dict[str, list[str]]) -> None:
    """The keepers are written to a minute later, and show that they have their parts."""
    world.until(world.now + timedelta(minutes=2))
    for address, words in keepers.items():
        with visitor(world, browser, address) as keeper:
            others.shows_part(keeper, words)
    world.turn()


def opens_without_us(world: World, ana: Visitor, disk: Path, ours: Paper) -> None:
    """The sealed letter opens on the command line with Ana's words, and with the age tool and the
    key that the kit's and the server's words make.
    """
    sealed, key = by_ana.exports(ana, disk)
    paper = disk / "paper"
    paper.write_text(" ".join(ours.six_words))
    command = [sys.executable, "-m", "untilthen.cli", "open", str(sealed), "--identity", str(key)]
    opened = subprocess.run(
        [*command, "--passphrase-file", str(paper)], check=True, stdout=subprocess.PIPE, text=True
    )
    for part in (SALUTATION, BODY, ADDED, SIGN_OFF):
        assert part in opened.stdout
    age = subprocess.run(
        ["tools/fetch_age.sh"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()
    estate = disk / "estate"
    seed = combine([ours.kit, world.run_once("-m", "tests.e2e.estate").strip()])
    estate.write_text(HybridIdentity(seed).reveal())
    by_age = subprocess.run([age, "-d", "-i", estate, sealed], check=True, stdout=subprocess.PIPE)
    inside = envelope.open_envelope(padding.unpad(by_age.stdout))
    assert inside.signed is envelope.Signed.OK
    assert letter.parse(envelope.unlock(inside)).body == f"{BODY}\n\n{ADDED}"
    for each in (paper, estate):
        each.unlink()


def keepers_are_sure(world: World, browser: Browser, keepers: dict[str, list[str]]) -> None:
    """Check-ins stop; the keepers are asked on 14 April and are sure on the 16th."""
    world.until(berlin(4, 14, 21))
    assert "Have you heard from Ana Berg?" in str(world.mails.to(BEN)[-1]["Subject"])
    world.until(berlin(4, 16, 12))
    for address, words in keepers.items():
        with visitor(world, browser, address) as keeper:
            others.is_sure(keeper, words)
    world.turn()


def finn_reads(finn: Visitor, files: Attached, disk: Path) -> None:
    """Finn reads what Ana wrote, word for word, and her files byte for byte."""
    others.comes_to_the_door(finn)
    assert others.reads(finn) == WHOLE
    for file in (files.photo, files.voice):
        assert others.opens_file(finn, file.name, disk) == file.read_bytes()


def everything_goes(world: World, finn: Visitor) -> None:
    """On the closing day letters, files and keys are destroyed, and the link leads nowhere."""
    door = finn.page.url.removesuffix("goodbye/")
    assert list((world.data / "files").rglob("*.age")) != []
    world.until(berlin(5, 26, 9))
    assert list((world.data / "files").rglob("*.age")) == []
    keys = "from untilthen.keystore.models import Key; print(Key.objects.count())"
    assert world.run_once("-m", "django", "shell", "--no-imports", "-c", keys).strip() == "0"
    answer = finn.page.goto(door)
    assert answer is not None
    assert answer.status == 404
    expect(finn.page.get_by_text("There is nothing at this address.")).to_be_visible()
    assert len(world.mails.to(FINN)) == 1


def nothing_told(world: World, secrets: Sequence[str | bytes]) -> None:
    """Nothing of the letter is on the server, in a log or mail, or in anything that was sent."""
    nothing_told_on_disk(world, secrets)
    assert found_under([world.traffic], secrets) == []


def nothing_told_on_disk(world: World, secrets: Sequence[str | bytes]) -> None:
    """Nothing of the letter is in database, files, logs or mails."""
    assert found_under([world.data, world.logs, world.mail], secrets) == []
