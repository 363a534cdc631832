"""The 45 official vectors of SLIP-39: what must open opens, the rest is refused for its reason."""

import pytest

from tests.sealing.slip39 import PASSPHRASE, Vector, vectors
from untilthen.sealing import parts

ALL = vectors()
GOOD = [vector for vector in ALL if vector.secret]
BAD = [vector for vector in ALL if not vector.secret]


def test_all_official_vectors_are_here() -> None:
    assert (len(ALL), len(GOOD), len(BAD)) == (45, 15, 30)


@pytest.mark.parametrize("vector", GOOD, ids=lambda vector: vector.number)
def test_what_must_open_opens(vector: Vector) -> None:
    assert parts.combine(vector.parts, PASSPHRASE) == vector.secret
    assert parts.combine(vector.parts) != vector.secret


@pytest.mark.parametrize("vector", BAD, ids=lambda vector: vector.number)
def test_what_must_not_open_is_refused_for_its_reason(vector: Vector) -> None:
    assert vector.refusal is not None
    with pytest.raises(vector.refusal):
        parts.combine(vector.parts, PASSPHRASE)
