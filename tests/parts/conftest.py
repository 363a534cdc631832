"""Ana's plan with four keepers who hold parts, and a clock that stands at 1 March 2027."""

import pytest

from tests.people_in_tests import Clock, Household, household
from tests.standing import _files, clock

__all__ = ["_files", "clock"]

KEEPERS = ("Ben", "Chidi", "Dara", "Eli")


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
