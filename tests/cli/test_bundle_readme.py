"""The README of a bundle, done to the letter: every command in it is typed, with public tools."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from tests.altered import altered
from tests.cli.at_a_terminal import Typed, type_at_terminal
from untilthen.sealing.readme import LANGUAGES, PROMPT

FETCH = Path(__file__).parents[2] / "tools" / "fetch_age.sh"
SEED = bundles.ESTATE.reveal_seed().hex()
BLOCKS = (
    *("ours", "verify", "recover", "choose", "open", "unpack", "show"),
    *("passphrase", "keys", "list", "attachment", "inner"),
)


class Friend:
    """Somebody technical, who unpacked the bundle and types what its README says."""

    def __init__(self, folder: Path, tools: str) -> None:
        self.folder = folder
        self._tools = tools
        self._chosen: list[str] = []
        text = (folder / "README.txt").read_text(encoding="utf-8")
        found = re.findall(rf"(?:^{re.escape(PROMPT)}.*\n)+", text, re.M)
        self._blocks = {
            name: [line.removeprefix(PROMPT) for line in block.splitlines()]
            for name, block in zip(BLOCKS, found, strict=True)
        }

    def commands(self, block: str) -> list[str]:
        """Return the commands of one step."""
        return self._blocks[block]

    def choose(self, **chosen: str) -> None:
        """Put other names in place of those that the README has as examples."""
        examples = self.commands("choose") + self.commands("attachment")
        for name, value in chosen.items():
            assert any(line.startswith(f"{name}=") for line in examples), name
            self._chosen.append(f"{name}={value}")

    def types(self, block: str, *answers: str, within: slice = slice(None)) -> str:
        """Type the commands of a step and return what was shown; each must go well."""
        shown = ""
        left = list(answers)
        for line in self.commands(block)[within]:
            if re.match(r"[A-Z]+=", line):
                self._chosen.insert(0, line)
                continue
            asks = "age -d" in line or "shamir" in line or "--words" in line
            ended = self.typed(line, left if asks else [])
            assert ended.code == 0, ended.shown
            left = [] if asks else left
            shown += ended.shown
        return shown

    def typed(self, line: str, answers: list[str]) -> Typed:
        """Type one line at a terminal."""
        script = "\n".join([*self._chosen, line])
        path = f"{self._tools}:{os.environ['PATH']}"
        return type_at_terminal(["bash", "-ec", script], self.folder, answers, PATH=path)


@pytest.fixture(scope="session")
def tools() -> str:
    """Return the folders of age and of what this Python has: shamir and untilthen."""
    named = os.environ.get("UNTILTHEN_AGE")
    if named is None:
        fetched = subprocess.run([FETCH], stdout=subprocess.PIPE, text=True, check=True)
        named = fetched.stdout.strip()
    return f"{Path(named).parent}:{Path(sys.executable).parent}"


@pytest.fixture(params=LANGUAGES)
def friend(request: pytest.FixtureRequest, tmp_path: Path, tools: str) -> Friend:
    """Return the friend, with the bundle unpacked and nothing else at hand."""
    bundles.write_bundle(tmp_path / "plan.zip", language=request.param)
    folder = tmp_path / "plan"
    with zipfile.ZipFile(tmp_path / "plan.zip") as archive:
        archive.extractall(folder)
    return Friend(folder, tools)


def test_our_program_opens_the_bundle_with_words_typed(friend: Friend) -> None:
    friend.types("ours", bundles.KEEPERS[0], bundles.KEEPERS[2], bundles.KIT[0])
    opened = friend.folder.parent / "letters-opened"
    assert "Row slowly. Grüße" in (opened / "001-For Finn" / "letter.txt").read_text("utf-8")
    assert (opened / "001-For Finn" / "lake.jpg").read_bytes() == bundles.PHOTO


def test_what_was_signed_is_verified_and_what_was_altered_is_seen(friend: Friend) -> None:
    shown = friend.types("verify")
    assert 'Good "until-then-manifest" signature for owner' in shown
    assert shown.count(".age: OK") == 5
    (photo,) = friend.folder.glob("letters/*1/lake.age")
    photo.write_bytes(altered(photo.read_bytes(), -1))
    assert friend.typed(friend.commands("verify")[1], []).code == 1
    manifest = friend.folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"number":7', b'"number":8'))
    assert friend.typed(friend.commands("verify")[0], []).code != 0


def test_two_keepers_and_the_kit_read_finns_letter_and_see_his_photo(friend: Friend) -> None:
    shown = friend.types("recover", bundles.KEEPERS[1], bundles.KEEPERS[2], bundles.KIT[0])
    (seed,) = re.findall(r"Your master secret is: ([0-9a-f]{64})", shown)
    assert seed == SEED
    friend.types("choose")
    friend.types("open", seed)
    assert "lock: none" in friend.types("unpack")
    assert "Dear you,\n\nthe boat is yours.\n\nRow slowly. Grüße\n\nAna" in friend.types("show")
    size, digest = str(len(bundles.PHOTO)), hashlib.sha256(bundles.PHOTO).hexdigest()
    assert f"lake {size} {digest} lake.jpg" in friend.types("list")
    friend.choose(FILE="lake", SIZE=size, NAME="lake.jpg")
    assert digest in friend.types("attachment", seed)
    assert (friend.folder / "lake.jpg").read_bytes() == bundles.PHOTO


def test_gita_reads_hers_with_her_passphrase_and_sees_her_photo(friend: Friend) -> None:
    size = str(len(bundles.PHOTO))
    friend.choose(LETTER="letters/00000000-0000-0000-0000-000000000002/text.age")
    friend.types("open", SEED)
    shown = friend.types("unpack")
    assert "lock: passphrase" in shown
    assert "Where we" in shown
    friend.types("passphrase", bundles.GITAS_PASSPHRASE)
    assert "For Gita" in friend.types("show")
    friend.choose(FILE="lake", SIZE=size, NAME="lake.jpg")
    friend.types("attachment", SEED, within=slice(0, 4))
    friend.types("inner")
    friend.types("attachment", within=slice(4, None))
    assert (friend.folder / "lake.jpg").read_bytes() == bundles.PHOTO


def test_eli_reads_his_with_his_own_key(friend: Friend) -> None:
    (friend.folder / "their.key").write_text(bundles.ELI.reveal())
    friend.choose(LETTER="letters/00000000-0000-0000-0000-000000000003/text.age")
    friend.types("open", SEED)
    assert "lock: keys" in friend.types("unpack")
    friend.types("keys")
    assert "For Eli" in friend.types("show")


def test_ana_reads_her_own_letter_with_her_six_words(friend: Friend) -> None:
    friend.types("choose")
    (line,) = friend.commands("open")
    ended = friend.typed(line.replace("estate-identity.age", "owner-key.age"), [bundles.SIX_WORDS])
    assert ended.code == 0, ended.shown
    friend.types("unpack")
    assert "For Finn" in friend.types("show")


def test_the_wrong_words_open_nothing(friend: Friend) -> None:
    friend.types("choose")
    ended = friend.typed(friend.commands("open")[0], ["0" * 64])
    assert ended.code != 0
    assert not (friend.folder / "opened").exists()


def test_every_language_says_the_same_commands(tmp_path: Path, tools: str) -> None:
    said = []
    for language in LANGUAGES:
        folder = tmp_path / language
        folder.mkdir()
        bundles.write_bundle(folder / "plan.zip", language=language)
        with zipfile.ZipFile(folder / "plan.zip") as archive:
            archive.extract("README.txt", folder)
        friend = Friend(folder, tools)
        said.append([friend.commands(block) for block in BLOCKS])
    assert said[0] == said[1]
