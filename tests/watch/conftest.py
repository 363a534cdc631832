"""Ana, Ben and Chidi, and a clock that stands at 1 March 2027."""

import pytest

from tests.people_in_tests import Clock, Household, household, with_keepers
from tests.standing import _files, clock

__all__ = ["_files", "clock"]


@pytest.fixture
def ana(clock: Clock, db: None) -> Household:
    """Ana's plan: living, Ben and Chidi are keepers, letters are for Finn."""
    return with_keepers(clock)


@pytest.fixture
def mallory(clock: Clock, db: None) -> Household:
    """Somebody else's plan, in draft."""
    return household(clock, "Mallory Quist", 9)
