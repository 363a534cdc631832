"""What just happened has a sentence for each way in which a letter can come to somebody."""

import pytest

from untilthen.demo.happened import OF_DELIVERY
from untilthen.domain.letter import AT_THE_DOOR


@pytest.mark.parametrize("state", sorted(state.value for state in AT_THE_DOOR))
def test_every_letter_that_comes_to_finn_is_told_of(state: str) -> None:
    assert "Finn" in str(OF_DELIVERY[state]) % {"name": "Finn"}
