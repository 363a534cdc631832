"""`untilthen verify`: whatever was taken out of Ana's bundle, added or altered is named."""

import zipfile
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from untilthen.cli.codes import ExitCode
from untilthen.cli.main import main
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.manifest import NAMESPACE
from untilthen.sealing.sign import SigningKey, allowed_signers

FINNS = "letters/00000000-0000-0000-0000-000000000001"
MALLORY = SigningKey.from_owner_seed(HybridIdentity.from_seed(bytes(32)).reveal_seed())


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """Return the folder that Ana's bundle was unpacked to."""
    bundles.write_bundle(tmp_path / "plan.zip")
    with zipfile.ZipFile(tmp_path / "plan.zip") as archive:
        archive.extractall(tmp_path / "plan")
    return tmp_path / "plan"


def verified(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    """Return the exit code, the lines for what is not whole, and what was said last."""
    code = main(["verify", str(path)])
    said = capsys.readouterr()
    odd = [line for line in said.out.splitlines() if not line.startswith("whole ")]
    return code, odd, said.err.splitlines()[-1]


def test_what_was_unpacked_is_whole(unpacked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, odd, said = verified(unpacked, capsys)
    assert (code, odd) == (ExitCode.OK, [])
    assert said == "untilthen: manifest 7 of plan 9f2c1a04be, made on 2027-03-01 08:00 UTC"


def test_an_altered_a_missing_and_a_strange_file_are_named(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = unpacked / FINNS / "lake.age"
    photo.write_bytes(photo.read_bytes()[:-1])
    assert verified(unpacked, capsys)[:2] == (4, [f"altered {FINNS}/lake.age"])
    photo.unlink()
    assert verified(unpacked, capsys)[:2] == (6, [f"missing {FINNS}/lake.age"])
    (unpacked / FINNS / "more.age").touch()
    assert verified(unpacked, capsys) == (
        6,
        [f"missing {FINNS}/lake.age", f"extra {FINNS}/more.age"],
        "untilthen: the bundle is not as it was signed",
    )


def test_two_letters_in_each_others_place_are_noticed(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finns, gitas = unpacked / FINNS, unpacked / f"{FINNS[:-1]}2"
    text = (finns / "text.age").read_bytes()
    (finns / "text.age").write_bytes((gitas / "text.age").read_bytes())
    (gitas / "text.age").write_bytes(text)
    code, odd, _ = verified(unpacked, capsys)
    assert (code, len(odd)) == (4, 2)


def test_a_manifest_without_its_signature_is_not_believed(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = unpacked / "manifest.json"
    content = manifest.read_bytes()
    manifest.write_bytes(content.replace(b'"number":7', b'"number":6'))
    assert verified(unpacked, capsys) == (
        7,
        [],
        "untilthen: manifest.json: altered since it was signed",
    )
    manifest.write_bytes(content)
    (unpacked / "manifest.json.sig").unlink()
    assert verified(unpacked, capsys)[0] == 7


def test_somebody_elses_signature_is_told_apart(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (unpacked / "manifest.json").read_bytes()
    (unpacked / "manifest.json.sig").write_text(MALLORY.sign(content, NAMESPACE))
    code, _, said = verified(unpacked, capsys)
    assert code == 7
    assert said.endswith("the key in allowed_signers is another one")
    (unpacked / "allowed_signers").write_text(allowed_signers(MALLORY.public))
    assert main(["verify", str(unpacked), "--signer", bundles.SIGNING_KEY.public]) == 7
    assert "signed by another key" in capsys.readouterr().err
    assert main(["verify", str(unpacked), "-i", str(_anas_key(unpacked))]) == 7
    assert "text.age: signed by another key" in capsys.readouterr().err


def test_a_signature_for_something_else_is_not_one_for_the_manifest(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (unpacked / "manifest.json").read_bytes()
    signature = bundles.SIGNING_KEY.sign(content, "until-then-letter")
    (unpacked / "manifest.json.sig").write_text(signature)
    assert verified(unpacked, capsys)[0] == 7


def _anas_key(unpacked: Path) -> Path:
    key = unpacked.parent / "ana.key"
    key.write_text(bundles.ANA.reveal())
    return key
