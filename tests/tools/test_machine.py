"""What preparing asks of a machine: a Node that is new enough, and root only where it is there."""

import os
from pathlib import Path

import pytest

from tools.prepare import debian, pages
from tools.prepare.words import CannotPrepare, received_bytes


def command(folder: Path, name: str, prints: str) -> Path:
    """Put a command into a folder that prints one line; return its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {prints}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("said", "version"), [("v20.19.0", (20, 19)), ("v18.20.4", (18, 20)), ("what", (0, 0))]
)
def test_the_version_of_node_is_read_from_what_it_says(
    tmp_path: Path, said: str, version: tuple[int, int]
) -> None:
    assert pages.version(str(command(tmp_path, "node", said))) == version


def test_a_node_that_is_too_old_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = command(tmp_path, "npm", "10.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin:/bin")
    command(tmp_path, "node", "v22.1.0")
    assert pages.npm_command() == [str(npm)]
    command(tmp_path, "node", "v18.20.4")
    assert pages.npm_command() != [str(npm)]


def test_a_machine_without_apt_is_told_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotPrepare) as raised:
        debian.install("python3-venv")
    assert "apt-get install python3-venv" in raised.value.hint


def test_the_bytes_that_came_over_the_network_only_grow() -> None:
    before = received_bytes()
    assert 0 <= before <= received_bytes()
