"""`untilthen split`: parts of which exactly the promised combinations open."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.cli.at_a_terminal import type_at_terminal
from tests.cli.test_seal import RUN
from untilthen.cli.codes import ExitCode
from untilthen.cli.main import main
from untilthen.sealing import age
from untilthen.sealing.errors import TooFewParts
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.parts import combine
from untilthen.sealing.scrypt import PassphraseRecipient

SEED = bytes(range(7, 39))
KEY = HybridIdentity.from_seed(SEED)


def split(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str]]:
    """Return each part that is printed for Ana's key, with the line above it."""
    key = folder / "estate.key"
    key.write_text(f"# Ana's estate\n{KEY.reveal()}\n")
    assert main(["split", str(key), *options]) == ExitCode.OK
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    return list(zip(lines[::2], lines[1::2], strict=True))


def opens(words: tuple[str, ...]) -> bool:
    try:
        return combine(words) == SEED
    except TooFewParts:
        return False


@pytest.mark.parametrize(
    ("kit", "headings"),
    [
        ("one", ["# kit: part 1 of 1, 1 needed"]),
        ("two", ["# kit: part 1 of 2, 2 needed", "# kit: part 2 of 2, 2 needed"]),
        ("none", []),
        ("copy", []),
    ],
)
def test_exactly_two_whole_groups_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kit: str, headings: list[str]
) -> None:
    printed = split(tmp_path, capsys, "--keepers", "2/3", "--kit", kit)
    said = [heading for heading, _ in printed]
    server = "server, and the kit as its copy" if kit == "copy" else "server"
    keepers = [f"# keepers: part {number} of 3, 2 needed" for number in (1, 2, 3)]
    assert said == [f"# {server}: part 1 of 1, 1 needed", *keepers, *headings]
    words = dict(printed)
    for size in range(1, len(said) + 1):
        for chosen in combinations(said, size):
            has_server = said[0] in chosen
            has_keepers = len(set(keepers) & set(chosen)) >= 2
            has_kit = bool(headings) and set(headings) <= set(chosen)
            expected = has_server + has_keepers + has_kit >= 2
            assert opens(tuple(words[each] for each in chosen)) == expected, chosen


def test_a_seed_in_hex_is_split_like_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seed").write_text(f"{SEED.hex()}\n")
    assert main(["split", str(tmp_path / "seed"), "--keepers", "1/1"]) == ExitCode.OK
    server, keeper, kit = capsys.readouterr().out.splitlines()[1::2]
    assert combine([server, keeper]) == combine([keeper, kit]) == SEED


def test_no_two_splits_are_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (split(tmp_path, capsys, "--keepers", "2/2") for _ in range(2))
    assert not {words for _, words in one} & {words for _, words in other}


def test_a_locked_key_asks_for_its_six_words(tmp_path: Path) -> None:
    words = "academic acid acne acquire acrobat activity"
    locked = age.encrypt_bytes(
        f"{KEY.reveal()}\n".encode(), [PassphraseRecipient(words, work_factor=10)], armored=True
    )
    (tmp_path / "owner-key.age").write_bytes(locked)
    command = [*RUN, "split", "owner-key.age", "--keepers", "2/2", "--kit", "none"]
    typed = type_at_terminal(command, tmp_path, [words])
    assert typed.code == 0
    assert "# keepers: part 2 of 2, 2 needed\n" in typed.shown
    assert words not in typed.shown


@pytest.mark.parametrize(
    ("keepers", "sentence"),
    [
        ("3/2", "--keepers: this should be two numbers such as 2/3, up to 16\n"),
        ("0/2", "--keepers: this should be two numbers such as 2/3, up to 16\n"),
        ("2/17", "--keepers: this should be two numbers such as 2/3, up to 16\n"),
        ("two", "--keepers: this should be two numbers such as 2/3, up to 16\n"),
        ("1/3", "--keepers: it cannot be split like this: parts that are all the same"),
    ],
)
def test_what_cannot_be_split_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], keepers: str, sentence: str
) -> None:
    (tmp_path / "seed").write_text(SEED.hex())
    assert main(["split", str(tmp_path / "seed"), "--keepers", keepers]) == ExitCode.BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"untilthen: {sentence}")


@pytest.mark.parametrize("content", ["", "academic", SEED.hex()[:-1], f"{KEY.reveal()}\n" * 2])
def test_a_file_without_one_key_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "seed").write_text(content)
    assert main(["split", str(tmp_path / "seed"), "--keepers", "2/3"]) == ExitCode.BAD_KEY
    assert capsys.readouterr().out == ""
