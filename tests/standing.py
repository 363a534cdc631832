"""Fixtures for tests that live through a plan: a clock that stands, and a folder for its files."""

from collections.abc import Iterator

import pytest

from tests.people_in_tests import Clock
from untilthen import edge


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that stands at 1 March 2027 until a test moves it."""
    standing = Clock()
    edge.set_clock(standing)
    yield standing
    edge.set_clock(edge.wall_clock)


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: object) -> None:
    """Sealed files in a folder of this test, and headers wrapped in this process."""
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]
    settings.REWRAP_HERE = True  # type: ignore[attr-defined]
