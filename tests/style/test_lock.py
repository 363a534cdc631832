"""The lock files: every package pinned and hashed, no address, and in step with pyproject."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.style.source import ROOT

NAMES = ("run", "build", "dev", "node")
PINNED = re.compile(r"^([a-z0-9-]+)==([^ ]+) \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def locked(name: str) -> dict[str, str]:
    """Return the version of every package that requirements/<name>.txt pins."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {found[1]: found[2] for line in lines if (found := PINNED.match(line))}


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_file_holds_pins_hashes_and_comments_and_nothing_else(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = [number for number, line in enumerate(lines) if PINNED.match(line)]
    assert pins
    for number in pins:
        assert HASH.match(lines[number + 1]), lines[number]
    for line in lines:
        assert not line or line.lstrip().startswith("#") or PINNED.match(line) or HASH.match(line)


@pytest.mark.parametrize(("group", "name"), [("run", "run"), ("build", "build"), ("dev", "dev")])
def test_what_pyproject_asks_for_is_locked_in_a_version_that_fits(group: str, name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {**project["dependency-groups"], "run": project["project"]["dependencies"]}[group]
    pins = locked(name)
    for requirement in map(Requirement, asked):
        version = pins[requirement.name.lower()]
        assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("name", ["run", "build"])
def test_tests_run_on_the_versions_that_people_get(name: str) -> None:
    assert locked(name).items() <= locked("dev").items()


def test_the_browser_packages_are_pinned_by_their_contents_and_name_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    for name, package in installed.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
