"""Ana comes back after a partial release (story S8), lived through in browsers: everybody at one of
their own, mail over a real server, from the invitation to the day she begins again.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import ana as by_ana
from tests.e2e import others
from tests.e2e.letter import attached
from tests.e2e.visitors import Visitor, visitor
from tests.e2e.world import World, berlin

ANA, BEN, DARA = "ana@example.org", "ben@example.org", "dara@example.org"
FINN, GITA, HANA = "finn@example.org", "gita@example.org", "hana@example.org"
READERS = {"Finn": FINN, "Gita": GITA, "Hana": HANA}


@dataclass(frozen=True)
class Released:
    """What stands before Ana comes back."""

    world: World
    browser: Browser


@pytest.fixture
def released(world: World, browser: Browser, tmp_path: Path) -> Released:
    """Ana's letters are on their way: Finn and Gita were knocked, Hana was not."""
    with visitor(world, browser, ANA) as ana:
        by_ana.makes_account(ana)
        by_ana.makes_key(ana)
        files = attached(tmp_path, ana.page.screenshot(type="jpeg"))
        for name, address in READERS.items():
            by_ana.adds_person(ana, name, address)
        for name, address in (("Ben", BEN), ("Dara", DARA)):
            by_ana.invites(ana, name, address)
        world.turn()
        keepers = {}
        for address in (BEN, DARA):
            with visitor(world, browser, address) as keeper:
                keepers[address] = others.promises(keeper)
        world.turn()
        for name in READERS:
            by_ana.writes(ana, name, files)
        by_ana.seals(ana)
    world.until(world.now + timedelta(minutes=2))
    for address, words in keepers.items():
        with visitor(world, browser, address) as keeper:
            others.shows_part(keeper, words)
    world.turn()
    world.until(berlin(4, 16, 12))
    for address, words in keepers.items():
        with visitor(world, browser, address) as keeper:
            others.is_sure(keeper, words)
    world.turn()
    world.until(berlin(4, 24, 10, 5))
    world.until(berlin(4, 24, 10, 12))
    return Released(world, browser)


def subjects(world: World, address: str) -> list[str]:
    """Return the subjects of the mails to somebody, oldest first."""
    return [str(mail["Subject"]) for mail in world.mails.to(address)]


def test_one_press_stops_it_and_everybody_who_was_told_hears_that_she_lives(
    released: Released,
) -> None:
    world, browser = released.world, released.browser
    assert len(world.mails.to(FINN)) == len(world.mails.to(GITA)) == 1
    assert world.mails.to(HANA) == []
    with visitor(world, browser, FINN) as finn, visitor(world, browser, GITA) as gita:
        others.comes_to_the_door(finn)
        others.reads(finn)
        others.comes_to_the_door(gita)
        ana_presses_stop(world, browser)
        for reader in (finn, gita):
            reader.page.goto(world.mails.link(reader.address))
            expect(reader.page.get_by_text("not available just now")).to_be_visible()
        world.until(world.now + timedelta(minutes=12))
        assert world.mails.to(HANA) == []
        assert "Was it" in subjects(world, BEN)[-1]
        ana_signs_in(world, browser)
        world.until(world.now + timedelta(minutes=2))
        for reader in (finn, gita):
            assert "alive" in subjects(world, reader.address)[-1]
            reader.page.goto(world.mails.link(reader.address))
            expect(reader.page.get_by_role("heading", name="Ana Berg is alive.")).to_be_visible()
        expect(gita.page.get_by_text("It has gone back to Ana Berg.")).to_be_visible()
        expect(finn.page.get_by_text("It is all right to tell Ana Berg.")).to_be_visible()
    begins_again(world, browser)
    assert world.mails.to(HANA) == []


def begins_again(world: World, browser: Browser) -> None:
    """A week later Ana begins again: her next day is thirty days on, and her keepers rest."""
    world.until(berlin(5, 2, 12))
    with visitor(world, browser, ANA) as ana:
        signs_in(ana)
        ana.goes_to("/what-happened/")
        ana.presses("Begin again")
        expect(ana.page.get_by_text("1 June 2027").first).to_be_visible()
    written = len(world.mails.to(BEN))
    world.until(berlin(5, 28, 9))
    assert len(world.mails.to(BEN)) == written


def ana_presses_stop(world: World, browser: Browser) -> None:
    """Ana follows the link in her newest mail and presses the one button."""
    with visitor(world, browser, ANA) as ana:
        ana.follows_link()
        ana.presses("I\u2019m here. Stop everything")
        expect(ana.page.get_by_role("heading", name="Everything is stopped.")).to_be_visible()


def ana_signs_in(world: World, browser: Browser) -> None:
    """Ana signs in with her password and reads what happened."""
    with visitor(world, browser, ANA) as ana:
        signs_in(ana)
        heading = ana.page.get_by_role("heading", name="You are here")
        ana.goes_to("/what-happened/")
        expect(heading).to_be_visible()
        text = ana.page.locator("main").inner_text()
        for part in ("Ben", "Dara", "I was with her.", "Finn", "Gita", "Hana", "ring Finn"):
            assert part in text, part
        assert "never left" in text


def signs_in(ana: Visitor) -> None:
    """Sign in with the password."""
    ana.goes_to("/accounts/login/")
    ana.fills(login=ANA, password=by_ana.PASSWORD)
    ana.presses("Sign in")
    expect(ana.page.get_by_role("navigation").get_by_role("link", name="Letters")).to_be_visible()
