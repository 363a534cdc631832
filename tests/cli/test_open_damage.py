"""A letter altered anywhere, cut anywhere or drawn out is refused before a word of it is shown."""

import argparse
from pathlib import Path

import pytest

from untilthen.cli import open as command
from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.main import main

REFUSALS = {ExitCode.NOT_FOR_THIS_KEY, ExitCode.DAMAGED}


class Opened:
    """What `untilthen open` shows of one altered file after the other, and how it ends."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.sealed = (folder / "letter.age").read_bytes()
        self._file = folder / "damaged.age"
        self._capsys = capsys
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        named = [str(self._file), "-i", str(folder / "ana.key")]
        self._opening = command.Opening(parser.parse_args(named))

    def refuses(self, sealed: bytes) -> bool:
        """Say whether `sealed` is refused with nothing shown, and left as it is."""
        self._file.write_bytes(sealed)
        self._capsys.readouterr()
        try:
            self._opening.open(self._file)
        except CannotDo as problem:
            shown = self._capsys.readouterr()
            kept = self._file.read_bytes() == sealed
            return problem.code in REFUSALS and (shown.out, shown.err) == ("", "") and kept
        return False


def test_every_byte_of_finns_letter_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Opened(folder, capsys)
    sealed = opened.sealed
    assert not opened.refuses(sealed), "what nobody altered opens"
    for at in range(len(sealed)):
        flipped = bytes([sealed[at] ^ 1 << at % 8])
        assert opened.refuses(sealed[:at] + flipped + sealed[at + 1 :]), at


def test_finns_letter_cut_at_any_length_or_drawn_out_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Opened(folder, capsys)
    for length in range(len(opened.sealed)):
        assert opened.refuses(opened.sealed[:length]), length
    assert opened.refuses(opened.sealed + b"\0")
    assert opened.refuses(opened.sealed * 2)


def test_an_attachment_that_is_not_what_its_letter_says_is_not_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "found").mkdir()
    (folder / "photo.age").write_bytes((folder / "unpadded.age").read_bytes())
    named = [str(folder / name) for name in ("letter.age", "photo.age")]
    ways = ["-i", str(folder / "ana.key"), "--out", str(folder / "found")]
    assert main(["open", *named, *ways]) == ExitCode.DAMAGED
    assert [path.name for path in (folder / "found").iterdir()] == ["letter"]
    assert "damaged" in capsys.readouterr().err


def test_another_photo_in_its_place_is_noticed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "found").mkdir()
    other = folder / "other.jpg"
    other.write_bytes(b"another photo")
    (folder / "photo.age").unlink()
    key = ["-R", str(folder / "ana.pub")]
    assert main(["seal", str(other), *key, "-o", str(folder / "photo.age")]) == 0
    named = [str(folder / name) for name in ("letter.age", "photo.age")]
    ways = ["-i", str(folder / "ana.key"), "--out", str(folder / "found")]
    assert main(["open", *named, *ways]) == ExitCode.DAMAGED
    assert [path.name for path in (folder / "found").iterdir()] == ["letter"]
    capsys.readouterr()
