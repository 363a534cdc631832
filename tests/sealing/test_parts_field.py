"""The field beneath the parts: every element has its inverse, every polynomial its one value."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from untilthen.sealing.gf256 import interpolate, inverse, multiply


def slowly(one: int, other: int) -> int:
    """Return the product by long division, as one would on paper."""
    whole = 0
    for bit in range(8):
        whole ^= one << bit if other >> bit & 1 else 0
    for bit in reversed(range(8, 16)):
        whole ^= 0x11B << bit - 8 if whole >> bit & 1 else 0
    return whole


def test_every_product_is_the_one_worked_out_on_paper() -> None:
    for one, other in product(range(256), repeat=2):
        assert multiply(one, other) == slowly(one, other)
    assert multiply(0x57, 0x83) == 0xC1  # the example of FIPS 197


def test_every_element_has_its_inverse() -> None:
    assert all(multiply(element, inverse(element)) == 1 for element in range(1, 256))


def powers(of: int) -> Iterator[int]:
    power = 1
    while True:
        yield power
        power = multiply(power, of)


@pytest.mark.parametrize("degree", [0, 1, 2, 3, 7, 15])
def test_a_polynomial_is_known_from_one_point_more_than_its_degree(degree: int) -> None:
    chance = random.Random(degree)
    rows = [chance.randbytes(degree + 1) for _ in range(5)]  # five polynomials side by side

    def values(position: int) -> bytes:
        terms = [map(multiply, row, powers(position)) for row in rows]
        sums = []
        for row in terms:
            total = 0
            for term in row:
                total ^= term
            sums.append(total)
        return bytes(sums)

    points = {at: values(at) for at in chance.sample(range(256), degree + 1)}
    for position in range(256):
        assert interpolate(points, position) == values(position)
