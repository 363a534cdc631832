"""The wheel holds everything that is made and not committed, and runs where nothing else is."""

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.installed import ROOT, clean_environment, install_wheel
from tests.packaging.server import Server, free_port, serving
from tools.release import build_wheel

SOURCES = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_wheel(wheel, tmp_path_factory.mktemp("installed") / "environment")


@pytest.fixture
def server(bin_folder: Path, tmp_path: Path) -> Iterator[Server]:
    with serving(bin_folder / "untilthen", tmp_path, free_port()) as running:
        yield running


@pytest.mark.parametrize(
    "pattern",
    [
        "untilthen/**/*.py",
        "untilthen/**/templates/**/*.html",
        "untilthen/**/static/**/*.css",
        "untilthen/**/static/**/*.svg",
        "untilthen/**/locale/*/LC_MESSAGES/*.mo",
        "untilthen/web/static/untilthen/js/**/*.js",
        "untilthen/web/offline/open.html",
        "untilthen/sealing/words.txt",
        "untilthen/rehearsal/stories/*",
    ],
)
def test_every_file_of_a_kind_that_the_checkout_has_is_in_the_wheel(
    names: set[str], pattern: str
) -> None:
    here = {path.relative_to(SOURCES).as_posix() for path in SOURCES.glob(pattern)}
    assert here, f"the checkout itself has no {pattern}"
    assert here - names == set()


def test_every_page_script_is_bundled_in_the_wheel(names: set[str]) -> None:
    pages = {path.name for path in (SOURCES / "untilthen/web/js/pages").glob("*.js")}
    bundled = {name.rsplit("/", 1)[-1] for name in names if "/static/untilthen/js/" in name}
    assert pages
    assert pages <= bundled


def test_the_wheel_holds_the_program_and_its_licence_and_nothing_else(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"untilthen"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_explains_itself(bin_folder: Path, tmp_path: Path) -> None:
    command = [str(bin_folder / "untilthen"), "--help"]
    done = subprocess.run(
        command, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    named = set(re.findall(r"^ +([a-z]+)", done.stdout, re.MULTILINE))
    assert named >= {"serve", "web", "worker", "check", "rehearse", "open"}


def test_the_installed_server_shows_its_first_page_and_ends_when_asked(server: Server) -> None:
    page = server.get("/")
    assert "Until Then" in page
    assert 'rel="stylesheet"' in page
    styles = page.split('rel="stylesheet"', 1)[1].split('href="', 1)[1].split('"', 1)[0]
    assert "{" in server.get(styles)
    assert server.stop() == 0
