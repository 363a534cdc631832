"""Ana dies (story S1), lived through in browsers: everybody at one of their own, mail over a real
server, from the invitations to the closing, with the days, minutes and mails of the story.
"""

from collections import Counter
from datetime import timedelta

from playwright.sync_api import Browser, expect

from tests.e2e import ana as by_ana
from tests.e2e import others, sheets
from tests.e2e.search import found_under
from tests.e2e.visitors import visitor
from tests.e2e.world import World, berlin

ANA = "ana@example.org"
KEEPERS = {
    "Ben": "Europe/Berlin",
    "Chidi": "Africa/Lagos",
    "Dara": "Europe/Berlin",
    "Eli": "America/Toronto",
}
READERS = {
    "Finn": "Europe/Berlin",
    "Gita": "Asia/Kolkata",
    "Hana": "Asia/Tokyo",
    "Ivo": "Europe/Lisbon",
}
LETTERS = {
    "Finn, the coffee was never about the coffee.": ("Finn",),
    "Gita, you still owe me one umbrella; keep it.": ("Gita",),
    "Hana, thirty-nine years and one argument.": ("Hana",),
    "Ivo, as pastas do coro est\u00e3o no arm\u00e1rio azul.": ("Ivo",),
    "Ben, you can stop pretending you like my rhubarb.": ("Ben",),
    "You two: ring each other. Not only at Christmas.": ("Gita", "Hana"),
}
DUTIES = (("Ben", "Dara"), ("Ben", "Chidi"), ("Chidi", "Eli"), ("Dara", "Ben"), ("Eli", "Chidi"))
MAILS_TO_ANA = 9
KNOCKED = ("Finn", "Gita", "Hana", "Ivo", "Ben")


def address(name: str) -> str:
    """Return somebody's mail address."""
    return f"{name.lower()}@example.org"


def test_ana_dies_and_everything_is_done_and_gone(world: World, browser: Browser) -> None:
    words = ana_prepares(world, browser)
    before = Counter({name: len(world.mails.to(address(name))) for name in KEEPERS})
    her_mails = len(world.mails.to(ANA))
    keepers_are_asked(world, browser, words)
    world.until(berlin(4, 25, 9))
    assert len(world.mails.to(ANA)) - her_mails == MAILS_TO_ANA
    assert all(world.mails.to(address(name)) == [] for name in READERS)
    takes_over(world, browser)
    for minute, name in enumerate(KNOCKED):
        world.until(berlin(4, 25, 10, 10 * minute))
        assert "from Ana Berg" in str(world.mails.to(address(name))[-1]["Subject"])
    for name in KNOCKED:
        read_at_the_door(world, browser, name)
    world.until(berlin(5, 25, 9) + timedelta(minutes=1))
    mails = {name: len(world.mails.to(address(name))) - before[name] for name in KEEPERS}
    assert mails == {"Ben": 6, "Chidi": 6, "Dara": 6, "Eli": 6}
    assert all(len(world.mails.to(address(name))) == 1 for name in READERS)
    assert list((world.data / "files").rglob("*.age")) == []
    assert found_under([world.data], [*LETTERS, "Ana Berg", *map(address, KEEPERS)]) == []


def ana_prepares(world: World, browser: Browser) -> dict[str, list[str]]:
    """Ana writes to five people, names five duties, and has four keepers who show their parts;
    returns the six words of each.
    """
    words = {}
    with visitor(world, browser, ANA) as ana:
        by_ana.makes_account(ana)
        by_ana.makes_key(ana)
        for name, zone in KEEPERS.items():
            by_ana.invites(ana, name, address(name), zone)
        world.turn()
        for name in KEEPERS:
            with visitor(world, browser, address(name)) as keeper:
                words[name] = others.promises(keeper)
        world.turn()
        for name, zone in (READERS | {"Ben": KEEPERS["Ben"]}).items():
            by_ana.adds_person(ana, name, address(name), zone)
        for letter, names in LETTERS.items():
            by_ana.writes_to(ana, names, letter)
        for first, then in DUTIES:
            sheets.writes_duty(ana, first, then)
        by_ana.seals(ana)
    world.until(world.now + timedelta(minutes=2))
    for name in KEEPERS:
        with visitor(world, browser, address(name)) as keeper:
            others.shows_part(keeper, words[name])
    world.turn()
    return words


def keepers_are_asked(world: World, browser: Browser, words: dict[str, list[str]]) -> None:
    """Ben keeps vigil on the evening of the 14th, and is sure on the 16th; Dara on the 17th."""
    world.until(berlin(4, 14, 18, 10))
    with visitor(world, browser, address("Ben")) as ben:
        ben.follows_link()
        ben.page.get_by_role("button", name="keep vigil for 3 days").click()
        ben.page.wait_for_url("**said=keeps_vigil*")
    world.until(berlin(4, 16, 11))
    with visitor(world, browser, address("Ben")) as ben:
        others.is_sure(ben, words["Ben"])
    world.until(berlin(4, 17, 20, 30))
    with visitor(world, browser, address("Dara")) as dara:
        others.is_sure(dara, words["Dara"])
    world.turn()


def takes_over(world: World, browser: Browser) -> None:
    """Every first keeper takes what was hoped for."""
    for name in KEEPERS:
        with visitor(world, browser, address(name)) as keeper:
            keeper.follows_link()
            for _ in range(sum(first == name for first, _then in DUTIES)):
                keeper.page.locator("button[value=takes]").first.click()
                keeper.page.wait_for_url("**said=takes*")
            expect(keeper.page.locator("button[value=takes]")).to_have_count(0)


def read_at_the_door(world: World, browser: Browser, name: str) -> None:
    """Read every letter behind one's door, and find the words that are there for oneself alone."""
    with visitor(world, browser, address(name)) as reader:
        reader.follows_link()
        reader.presses("Read")
        article = reader.page.locator("article.letter").first
        expect(article).to_be_visible()
        text = article.inner_text()
        assert any(letter in text for letter, names in LETTERS.items() if name in names)
        assert not any(letter in text for letter, names in LETTERS.items() if name not in names)
