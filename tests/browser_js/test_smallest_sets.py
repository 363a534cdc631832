"""Every smallest set of parts is tried in the browser before the secret is forgotten."""

import random
from dataclasses import asdict, replace

from playwright.sync_api import Page

from tests.browser_js.parts_calls import PROVE, SETS, SPLIT_ALL
from untilthen.sealing import parts
from untilthen.sealing.mnemonic import write_part
from untilthen.sealing.parts import Group

SECRET = bytes(range(32))
GROUPS = [Group(1, 1), Group(3, 5), Group(2, 2)]


def made(name: str) -> list[list[str]]:
    """Return the parts of somebody's own set."""
    dice = random.Random(name).randbytes
    return [list(group) for group in parts.split(SECRET, GROUPS, 2, dice)]


ANAS, OTHERS = made("Ana"), made("Gita")
((SERVER,), KEEPERS, KIT) = ANAS


def spoilt(typed: str) -> str:
    """Return a part that says what this one says, with another value."""
    return write_part(replace(parts.read_part(typed), value=bytes(32)))


def proven(
    page: Page, brought: list[list[str]], secret: bytes = SECRET, needed: int = 2
) -> dict[str, object]:
    """Return that the parts are proven, or why not."""
    groups = [asdict(group) for group in GROUPS]
    answer: dict[str, object] = page.evaluate(PROVE, [secret.hex(), groups, brought, needed])
    return answer


def test_every_smallest_set_is_named_once(modules: Page) -> None:
    names = [["server"], ["Ben", "Chidi", "Dara"], ["desk", "bank"]]
    groups = [asdict(Group(1, 1)), asdict(Group(2, 3)), asdict(Group(2, 2))]
    assert modules.evaluate(SETS, [groups, names, 2]) == [
        ["server", "Ben", "Chidi"],
        ["server", "Ben", "Dara"],
        ["server", "Chidi", "Dara"],
        ["server", "desk", "bank"],
        ["Ben", "Chidi", "desk", "bank"],
        ["Ben", "Dara", "desk", "bank"],
        ["Chidi", "Dara", "desk", "bank"],
    ]
    assert len(modules.evaluate(SETS, [groups, names, 1])) == 5
    assert len(modules.evaluate(SETS, [groups, names, 3])) == 3


def test_good_parts_are_proven_before_they_leave_the_page(modules: Page) -> None:
    assert proven(modules, ANAS) == {"value": "proven"}
    wide = [asdict(Group(1, 1)), asdict(Group(5, 12))]  # 792 smallest sets
    mine = modules.evaluate(SPLIT_ALL, [[SECRET.hex(), wide, 2]])[0]["value"]
    assert modules.evaluate(PROVE, [SECRET.hex(), wide, mine, 2]) == {"value": "proven"}


def test_parts_that_would_not_all_open_are_never_proven(modules: Page) -> None:
    ben, chidi, dara, eli, finn = KEEPERS
    together, other = "not_together", "other_set"
    brought: list[tuple[list[list[str]], str]] = [
        ([[SERVER], [ben, chidi, dara, eli, spoilt(finn)], KIT], together),
        ([[spoilt(SERVER)], KEEPERS, KIT], together),
        ([[SERVER], KEEPERS, [KIT[0], spoilt(KIT[1])]], together),
        ([[SERVER], [ben, chidi, dara, eli], KIT], together),  # one was not made
        ([[SERVER], [ben, chidi, eli, dara, finn], KIT], together),  # two for the wrong people
        ([[SERVER], [ben, chidi, dara, eli, OTHERS[1][4]], KIT], other),
        ([[SERVER], KEEPERS], together),
        ([], together),
    ]
    for words, kind in brought:
        assert proven(modules, words).get("kind") == kind, words


def test_parts_of_another_secret_or_another_plan_are_never_proven(modules: Page) -> None:
    assert proven(modules, ANAS, secret=bytes(32)) == {"kind": "not_together", "group": None}
    assert proven(modules, ANAS, needed=3)["kind"] == "not_together"
    assert proven(modules, ANAS, needed=1)["kind"] == "not_together"


def test_two_ways_in_that_give_two_secrets_are_never_proven(modules: Page) -> None:
    groups = [Group(1, 1), Group(1, 1)]
    ana, gita = (
        [list(group) for group in parts.split(secret, groups, 1, random.Random("Ana").randbytes)]
        for secret in (SECRET, bytes(32))
    )
    plan = [SECRET.hex(), [asdict(group) for group in groups]]
    assert modules.evaluate(PROVE, [*plan, ana, 1]) == {"value": "proven"}
    mixed = [ana[0], gita[1]]
    assert modules.evaluate(PROVE, [*plan, mixed, 1]) == {"kind": "not_together", "group": None}
