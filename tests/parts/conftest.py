"""Ana's plan with four keepers who hold parts, and a clock that stands at 1 March 2027."""

from collections.abc import Iterator

import pytest

from tests.people_in_tests import Clock, Household, household
from untilthen import edge

KEEPERS = ("Ben", "Chidi", "Dara", "Eli")


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
    """Ana's plan: living, four keepers hold a part, one letter is for Finn."""
    home = household(clock)
    home.invite(*KEEPERS)
    home.promise(*KEEPERS)
    home.reader("Finn")
    home.writes("Finn")
    return home


def stands(home: Household) -> str:
    """Return where a plan stands."""
    return home.switch.state.value
