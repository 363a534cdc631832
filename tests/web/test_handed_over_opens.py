"""The last word: Finn saves what he is given still sealed, and a friend opens it with Ben's and
Chidi's words, or with the kit, typing what the page says, with public tools alone.
"""

import html
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from tests.cli.at_a_terminal import type_at_terminal
from tests.letters.conftest import Owner
from tests.letters.doors import Reader, brought
from tests.letters.sealed import COFFEE
from tests.people_in_tests import Household
from untilthen.parts.sets import facts_of, in_force, under_set_key
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.parts import combine
from untilthen.sealing.scrypt import PassphraseRecipient

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FETCH = Path(__file__).parents[2] / "tools" / "fetch_age.sh"
LINK = re.compile(r'<a href="(/door/[^"]+)" download="([^"]+)">')
CODE = re.compile(r"<code>([^<]+)</code>")
WORD = re.compile(r"<li>([a-z]+)</li>")


@pytest.fixture
def tools() -> str:
    """Return the folders of age and of what this Python has: shamir and untilthen."""
    named = os.environ.get("UNTILTHEN_AGE")
    if named is None:
        fetched = subprocess.run([FETCH], stdout=subprocess.PIPE, text=True, check=True)
        named = fetched.stdout.strip()
    return f"{Path(named).parent}:{Path(sys.executable).parent}"


def locks_the_estate(ana: Household) -> None:
    """Lock the estate identity with its own seed, as Ana's browser does beside the parts."""
    part_set = in_force(ana.plan.pk)
    assert part_set is not None
    seed = combine([*ana.browsers.parts.values(), *ana.browsers.kit])
    way = PassphraseRecipient(seed.hex(), work_factor=10)
    file = encrypt_bytes(HybridIdentity(seed).reveal().encode(), [way], armored=True).decode()
    facts = replace(facts_of(part_set), identity_file=file)
    part_set.sealed = under_set_key(part_set, f"set {part_set.number}", facts)
    part_set.save()


class Finn:
    """Finn with his link, a folder for what he saves, and a friend who knows computers."""

    def __init__(self, reader: Reader, folder: Path, tools: str) -> None:
        self.client, self.folder, self.tools = reader.client, folder, tools
        self.page = reader.looks()

    def saves_everything(self) -> None:
        for path, name in LINK.findall(self.page):
            content = b"".join(self.client.get(path))
            (self.folder / name).write_bytes(content)

    @property
    def words(self) -> str:
        """Our part of the key, as the page shows it."""
        return " ".join(WORD.findall(self.page))

    def types(self, start: str, *answers: str) -> str:
        """Type the one command of the page that starts so; return what was shown."""
        lines = [html.unescape(line) for line in CODE.findall(self.page)]
        [line] = {each for each in lines if each.startswith(start)}
        script = f"LETTER=./letter-1.age\n{line}"
        path = f"{self.tools}:{os.environ['PATH']}"
        typed = type_at_terminal(["bash", "-ec", script], self.folder, answers, PATH=path)
        assert typed.code == 0, typed.shown
        return typed.shown


@pytest.fixture
def finn(ana: Household, tmp_path: Path, tools: str) -> Finn:
    """Finn, at his door after the last word."""
    ana.writes("Finn")
    locks_the_estate(ana)
    reader = brought(Owner(ana.plan, Client()), ana.people["Finn"], opened=False)
    return Finn(reader, tmp_path, tools)


def opens_with(finn: Finn, *parts: str) -> None:
    """Do what the page says, with our part and these."""
    shown = finn.types("shamir recover", finn.words, *parts)
    [seed] = re.findall(r"Your master secret is: ([0-9a-f]{64})", shown)
    finn.types('age -d -i estate-identity.age -o opened "$LETTER"', seed)
    finn.types("tail -c +9 opened | tr -d '\\000' > envelope.json")
    assert "lock: none" in finn.types('python3 -c "import base64')
    assert COFFEE.body in finn.types('python3 -c "import json; l =')


def test_two_keepers_words_open_it_with_public_tools(finn: Finn, ana: Household) -> None:
    assert "Ben and Chidi" in finn.page
    assert len(finn.words.split()) == 33
    finn.saves_everything()
    saved = {each.name for each in finn.folder.iterdir()}
    assert saved == {"letter-1.age", "estate-identity.age", "owner-key.age"}
    opens_with(finn, *ana.browsers.parts.values())


def test_the_kit_opens_it_with_public_tools(finn: Finn, ana: Household) -> None:
    finn.saves_everything()
    opens_with(finn, *ana.browsers.kit)


def test_our_own_program_opens_it_with_words(finn: Finn, ana: Household) -> None:
    finn.saves_everything()
    shown = finn.types("untilthen open letter-1.age --words", finn.words, *ana.browsers.kit)
    assert COFFEE.body in shown


def test_our_part_alone_opens_nothing(finn: Finn) -> None:
    finn.saves_everything()
    with pytest.raises(AssertionError):
        finn.types("untilthen open letter-1.age --words", finn.words, "")


def test_the_files_are_finns_alone(finn: Finn) -> None:
    for path, _ in LINK.findall(finn.page):
        assert Client().get(path).status_code == 404
