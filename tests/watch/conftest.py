"""Ana, Ben and Chidi, and a clock that stands at 1 March 2027."""

from collections.abc import Iterator

import pytest

from tests.people_in_tests import Clock, Household, household, with_keepers
from untilthen import edge


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that stands until a test moves it."""
    standing = Clock()
    edge.set_clock(standing)
    yield standing
    edge.set_clock(edge.wall_clock)


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: object) -> None:
    """Sealed files in a folder of this test, and headers wrapped in this process."""
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]
    settings.REWRAP_HERE = True  # type: ignore[attr-defined]


@pytest.fixture
def ana(clock: Clock, db: None) -> Household:
    """Ana's plan: living, Ben and Chidi are keepers, letters are for Finn."""
    return with_keepers(clock)


@pytest.fixture
def mallory(clock: Clock, db: None) -> Household:
    """Somebody else's plan, in draft."""
    return household(clock, "Mallory Quist", 9)
