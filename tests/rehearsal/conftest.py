"""Plays each story once, as a person would: through the command, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.rehearsal.figures import Line

STORIES = Path(__file__).parents[2] / "src" / "untilthen" / "rehearsal" / "stories"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `untilthen rehearse` with these arguments."""
    command = [sys.executable, "-m", "untilthen.cli", "rehearse", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@cache
def played(name: str) -> list[Line]:
    """Return the lines of a story's transcript."""
    done = run("--story", str(STORIES / f"{name}.toml"), "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="session")
def play() -> Callable[[str], list[Line]]:
    """Play a story by its name."""
    return played
