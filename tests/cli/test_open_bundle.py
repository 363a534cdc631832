"""`untilthen open` on a bundle in which something is wrong: the rest of it opens all the same."""

import zipfile
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from untilthen.cli.codes import ExitCode
from untilthen.cli.main import main

FINNS = "letters/00000000-0000-0000-0000-000000000001"


class Found:
    """Ana's bundle as it was unpacked, and what becomes of opening it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.bundle = folder / "plan"
        self.out = folder / "letters"
        self._key = folder / "ana.key"
        self._key.write_text(bundles.ANA.reveal())
        self._capsys = capsys

    def unpack(self, *, version: int = 1) -> None:
        """Write the bundle as a folder."""
        packed = self.bundle.with_suffix(".zip")
        bundles.write_bundle(packed, version=version)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(self.bundle)

    def open(self, *options: str) -> tuple[int, list[str], str]:
        """Return the exit code, the new folder's own folders and what is said."""
        way = ["-i", str(self._key), "--out", str(self.out), *options]
        code = main(["open", str(self.bundle), *way])
        said = self._capsys.readouterr()
        assert said.out == ""
        there = sorted(path.name for path in self.out.iterdir()) if self.out.exists() else []
        assert [path for path in self.out.parent.iterdir() if path.name.startswith(".")] == []
        return code, there, said.err


@pytest.fixture
def found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Found:
    """Return the unpacked bundle."""
    return Found(tmp_path, capsys)


def test_one_altered_letter_is_refused_and_the_others_open(found: Found) -> None:
    found.unpack()
    (found.bundle / FINNS / "text.age").write_bytes(
        (found.bundle / f"{FINNS[:-1]}3" / "text.age").read_bytes()
    )
    code, there, said = found.open()
    assert (code, there) == (ExitCode.DAMAGED, ["002", "003-For Eli"])
    assert f"{FINNS}/text.age: is not what was signed" in said


def test_a_missing_letter_is_named(found: Found) -> None:
    found.unpack()
    (found.bundle / FINNS / "text.age").unlink()
    code, there, said = found.open()
    assert (code, there) == (ExitCode.MISSING_FILE, ["002", "003-For Eli"])
    assert f"{FINNS}/text.age: is missing" in said


def test_an_altered_photo_is_not_written_and_its_letter_is(found: Found) -> None:
    found.unpack()
    photo = found.bundle / FINNS / "lake.age"
    photo.write_bytes(photo.read_bytes()[:-1])
    code, there, _ = found.open()
    assert (code, there) == (ExitCode.DAMAGED, ["001-For Finn", "002", "003-For Eli"])
    names = sorted(path.name for path in (found.out / there[0]).iterdir())
    assert names == ["letter.json", "letter.txt"]


def test_a_missing_photo_is_named_and_its_letter_opens(found: Found) -> None:
    found.unpack()
    (found.bundle / FINNS / "lake.age").unlink()
    code, there, said = found.open()
    assert (code, there) == (ExitCode.MISSING_FILE, ["001-For Finn", "002", "003-For Eli"])
    assert f"{FINNS}/lake.age: is missing" in said


def test_an_older_version_of_a_letter_is_not_taken_for_the_newest(found: Found) -> None:
    found.unpack(version=2)
    code, there, said = found.open()
    assert (code, there) == (ExitCode.NOT_SIGNED, [])
    assert f"{FINNS}/text.age: altered since it was signed" in said
    assert main(["verify", str(found.bundle), "-i", str(found.bundle.parent / "ana.key")]) == 7


def test_an_unsigned_bundle_opens_only_when_that_is_said(found: Found) -> None:
    found.unpack()
    (found.bundle / "manifest.json.sig").unlink()
    code, there, said = found.open()
    assert (code, there) == (ExitCode.NOT_SIGNED, [])
    assert "not signed: there is no signature" in said
    code, there, _ = found.open("--unsigned")
    assert (code, there) == (ExitCode.NOT_SIGNED, ["001-For Finn", "002", "003-For Eli"])


def test_the_signer_asked_for_is_not_said_again(found: Found) -> None:
    found.unpack()
    code, there, said = found.open("--signer", bundles.SIGNING_KEY.public)
    assert (code, there) == (ExitCode.OK, ["001-For Finn", "002", "003-For Eli"])
    assert "signed by" not in said
