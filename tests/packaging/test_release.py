"""A release: whoever has the page and the sums sees whether it is the page that was signed."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.installed import ROOT
from tools.open_page import page
from tools.release import NAMESPACE, SUMS, write_sums


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "release"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "release", "-f", str(path)]
    subprocess.run(command, check=True)
    public = path.with_suffix(".pub").read_text()
    path.with_name("allowed_signers").write_text(f"release {public}")
    return path


@pytest.fixture(scope="module")
def made(key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    done = release(key, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (folder / SUMS).read_text()
    return folder


def release(key: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tools.release", "--key", str(key), "--out", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def checks(folder: Path, key: Path) -> bool:
    """Return whether the sums are signed by the key and the files are those of the sums."""
    command = ["ssh-keygen", "-Y", "verify", "-f", str(key.with_name("allowed_signers"))]
    command += ["-I", "release", "-n", NAMESPACE, "-s", str(folder / f"{SUMS}.sig")]
    sums = (folder / SUMS).read_bytes()
    signed = subprocess.run(command, input=sums, capture_output=True, check=False)
    summed = subprocess.run(["sha256sum", "--check", SUMS], cwd=folder, check=False)
    return signed.returncode == summed.returncode == 0


def test_the_page_of_a_release_is_the_one_in_its_wheel_and_its_sum_is_signed(
    made: Path, key: Path
) -> None:
    (wheel,) = made.glob("*.whl")
    names = {"open.html", wheel.name, SUMS, f"{SUMS}.sig"}
    assert {each.name for each in made.iterdir()} == names
    assert (made / "open.html").read_bytes() == page()
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("untilthen/web/offline/open.html") == page()
    assert checks(made, key)


@pytest.fixture
def changed(made: Path, key: Path, tmp_path: Path) -> Path:
    """A copy of the release whose page somebody changed."""
    copy = tmp_path / "release"
    shutil.copytree(made, copy)
    assert checks(copy, key)
    with (copy / "open.html").open("ab") as file:
        file.write(b"\n")
    return copy


def test_a_page_that_was_changed_is_not_that_of_its_sum(changed: Path, key: Path) -> None:
    assert not checks(changed, key)


def test_a_page_that_was_changed_with_its_sum_is_not_signed(changed: Path, key: Path) -> None:
    write_sums(changed, [changed / "open.html", *changed.glob("*.whl")])
    assert not checks(changed, key)


def test_a_release_is_not_mixed_with_an_older_one(made: Path, key: Path) -> None:
    done = release(key, made)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert checks(made, key)
