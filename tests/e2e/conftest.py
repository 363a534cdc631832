"""A browser, and a world for it to look at."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e.world import World, berlin

START: datetime = berlin(3, 1, 9, 30)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A machine on which nobody has an account yet, on 1 March 2027 at 09:30 in Berlin."""
    running = World(tmp_path, START)
    try:
        running.begin()
        yield running
    finally:
        running.close()
