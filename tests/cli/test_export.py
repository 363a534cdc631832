"""`untilthen export`: the operator writes Ana's bundle, on the machine that keeps her plan."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.served import ended, environment

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
SETTINGS = {"UNTILTHEN_MASTER_KEY": KEY}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with Ana's plan in it."""
    folder = tmp_path_factory.mktemp("data")
    assert ended("migrate", "--data", str(folder), **SETTINGS)[0] == 0
    made = [sys.executable, "-m", "tests.cli.with_a_plan"]
    here = Path(__file__).parents[2]
    subprocess.run(
        made, cwd=here, env=environment(UNTILTHEN_DATA=str(folder), **SETTINGS), check=True
    )
    return folder


def export(data: Path, owner: str, out: Path) -> tuple[int, str, str]:
    """Run the command; return exit status, stdout and stderr."""
    return ended("export", "--data", str(data), "--owner", owner, "-o", str(out), **SETTINGS)


def test_anas_bundle_is_written_and_verifies(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "ana.zip"
    assert export(data, "Ana@example.org", out) == (0, f"{out}\n", "")
    with zipfile.ZipFile(out) as archive:
        assert "open.html" in archive.namelist()
    code, lines, said = ended("verify", str(out))
    assert (code, lines.count("whole letters/")) == (0, 1), said


def test_an_older_bundle_is_not_written_over(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "ana.zip"
    out.write_bytes(b"an older one")
    code, stdout, said = export(data, "ana@example.org", out)
    assert (code, stdout) == (2, "")
    assert said == f"untilthen: {out}: is there already; name another with --out\n"
    assert out.read_bytes() == b"an older one"


def test_who_has_no_plan_here_is_told_so(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "nobody.zip"
    code, stdout, said = export(data, "mallory@example.org", out)
    assert (code, stdout) == (2, "")
    assert said == "untilthen: mallory@example.org: nobody with this address has a plan here\n"
    assert not out.exists()


def test_another_master_key_exports_nothing(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "ana.zip"
    other = {"UNTILTHEN_MASTER_KEY": KEY[::-1].lstrip("=") + "="}
    given = ("export", "--data", str(data), "--owner", "ana@example.org", "-o", str(out))
    code, _, said = ended(*given, **other)
    assert code == 2
    assert "master key" in said
    assert not out.exists()
