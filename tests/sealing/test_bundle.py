"""A bundle comes back as it was written, and what was made to do harm is refused unread."""

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from untilthen.sealing import bundle, manifest
from untilthen.sealing.bundle import SealedFile, State
from untilthen.sealing.errors import NotABundle, SealingError
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.manifest import Manifest
from untilthen.sealing.readme import LANGUAGES, readme
from untilthen.sealing.sign import verify

LETTER = "00000000-0000-0000-0000-000000000001"
SEALED = b"sealed to Ana's estate"
NAME = f"letters/{LETTER}/text.age"


def small_manifest() -> bytes:
    """Return a manifest of one letter that is one small file."""
    files = (manifest.File("text", sha256(SEALED).hexdigest()),)
    return manifest.build(
        Manifest(
            plan=bundles.PLAN,
            number=1,
            made_at=datetime(2027, 3, 1, tzinfo=UTC),
            set=0,
            estate="",
            owner=str(bundles.ANA.recipient),
            people=(),
            letters=(manifest.Letter(LETTER, 1, (5,), Lock.NONE, files),),
        )
    )


def written(sealed: bytes = SEALED) -> bytes:
    content = small_manifest()
    signature = bundles.SIGNING_KEY.sign(content, manifest.NAMESPACE).encode()
    out = io.BytesIO()
    file = SealedFile(LETTER, "text", lambda: closing(io.BytesIO(sealed)))
    bundle.write(out, {bundle.MANIFEST: content, bundle.SIGNATURE: signature}, [file])
    return out.getvalue()


def seen(path: Path) -> list[tuple[str, State]]:
    """Return what a bundle's files are, its signature checked; SealingError if it is refused."""
    with bundle.read(path) as found:
        content = found.read(bundle.MANIFEST)
        signature = found.read(bundle.SIGNATURE).decode("utf-8", "replace")
        verify(content, signature, manifest.NAMESPACE, bundles.SIGNING_KEY.public)
        return list(found.compare(manifest.parse(content)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the bundle lies."""
    file = tmp_path / "plan.zip"
    file.write_bytes(written())
    return file


def test_what_ana_exports_is_there_and_twice_the_same(path: Path) -> None:
    assert seen(path) == [(NAME, State.WHOLE)]
    assert written() == written()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["manifest.json", "manifest.json.sig", NAME]
        assert archive.testzip() is None
        assert archive.getinfo(NAME).external_attr >> 16 == 0o100600


def test_an_unpacked_one_and_one_packed_again_by_hand_are_the_same(
    path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "plan"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    assert seen(folder) == [(NAME, State.WHOLE)]
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in [*folder.iterdir(), *folder.rglob("*/*")]:
            archive.write(file, file.relative_to(folder))
    assert seen(again) == [(NAME, State.WHOLE)]


def test_what_is_altered_missing_or_extra_is_told(path: Path, tmp_path: Path) -> None:
    path.write_bytes(written(b"sealed by somebody else"))
    assert seen(path) == [(NAME, State.ALTERED)]
    folder = tmp_path / "plan"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    (folder / NAME).rename(folder / "more.age")
    assert seen(folder) == [(NAME, State.MISSING), ("more.age", State.EXTRA)]


def test_no_flipped_byte_passes_for_what_was_signed(path: Path) -> None:
    whole = path.read_bytes()
    passed = 0
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        try:
            states = seen(path)
        except SealingError:
            continue
        if states == [(NAME, State.WHOLE)]:
            passed += 1
            with bundle.read(path) as found, found.open(NAME) as source:
                assert source.readinto(room := memoryview(bytearray(99))) == len(SEALED), at
                assert bytes(room[: len(SEALED)]) == SEALED, at
    # Dates, versions and rights are in a zip twice, and are nothing to us.
    assert passed < 200


def test_a_bundle_cut_at_any_length_or_drawn_out_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(SealingError):
            seen(path)
    for drawn_out in (whole + b"\0", whole + whole[:30], whole[:-2] + b"\1\0x"):
        path.write_bytes(drawn_out)
        with pytest.raises(NotABundle):
            seen(path)


@pytest.mark.parametrize(
    "name",
    [
        *("../letters", "/etc/passwd", "letters/../../x", "letters//x", "./x", "C:x", "a\\b"),
        *("letters/\x1b[2J", "..", "x/..", "x\n"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, b"")
    with pytest.raises(NotABundle):
        seen(path)


def link(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("letters/link")
    entry.external_attr = 0o120777 << 16
    archive.writestr(entry, "/etc/passwd")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("letters/much", bytes(1 << 24), zipfile.ZIP_DEFLATED)


def twice(archive: zipfile.ZipFile) -> None:
    archive.filelist.append(archive.filelist[-1])


def other_packing(archive: zipfile.ZipFile) -> None:
    archive.writestr("letters/odd", b"x" * 1000, zipfile.ZIP_BZIP2)


def many(archive: zipfile.ZipFile) -> None:
    for number in range(5):
        entry = zipfile.ZipInfo(f"letters/{number}")
        entry.header_offset = archive.filelist[-1].header_offset
        entry.compress_size = entry.file_size = 1 << 20
        entry.CRC = 0
        archive.filelist.append(entry)


@pytest.mark.parametrize("harm", [link, bomb, twice, other_packing, many])
def test_what_was_made_to_do_harm_is_refused_unread(
    path: Path, harm: Callable[[zipfile.ZipFile], None]
) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        harm(archive)
        archive.comment = archive.comment  # so that the list at its end is written anew
    with pytest.raises(NotABundle), bundle.read(path):
        raise AssertionError("it was read")


def test_a_link_in_a_folder_is_not_followed(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    (folder / "letters" / "more").symlink_to("/etc")
    with pytest.raises(NotABundle):
        seen(folder)


def test_a_pipe_in_a_folder_is_not_waited_for(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    os.mkfifo(folder / "letters" / "pipe")
    with pytest.raises(NotABundle):
        seen(folder)


def test_a_manifest_as_long_as_a_film_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / bundle.MANIFEST).touch()
    os.truncate(folder / bundle.MANIFEST, bundle.LONGEST_BYTES[bundle.MANIFEST] + 1)
    with pytest.raises(NotABundle, match="too long"):
        seen(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_fits_a_terminal_and_leaves_nothing_to_fill_in(language: str) -> None:
    text = readme(language, manifest.parse(small_manifest())).decode("utf-8")
    prose = [line for line in text.splitlines() if not line.startswith("    $ ")]
    assert max(map(len, prose)) <= 78
    assert not any(mark in line for line in prose for mark in "{}!")
    assert f"LETTER={NAME}" in text


def test_a_plan_in_another_language_has_its_readme_in_english() -> None:
    found = manifest.parse(small_manifest())
    assert readme("eo", found) == readme("en", found)
