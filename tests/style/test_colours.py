"""Every pair of colours that meets on a page can be told apart, in light and in dark."""

import re
from itertools import product

import pytest

from tests.style.tone import SOURCE

TOKENS = SOURCE / "web" / "static" / "untilthen" / "tokens.css"
GROUNDS = ("paper", "sheet")
TEXT = [
    *product(("ink", "ink-quiet", "link", "link-hover"), GROUNDS),
    ("deed-ink", "deed"),
    ("deed-ink", "deed-hover"),
    ("care", "care-sheet"),
    ("ink", "care-sheet"),
    ("ink", "done-sheet"),
]
EDGES = [*product(("edge", "deed", "focus", "care", "done"), GROUNDS), ("focus", "care-sheet")]


def colours(theme: str) -> dict[str, str]:
    """Return the named colours of a theme, as six hexadecimal digits."""
    light, _, dark = TOKENS.read_text().partition("@media (prefers-color-scheme: dark)")
    text = {"light": light, "dark": dark.partition("@media")[0]}[theme]
    return dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", text))


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how well two colours can be told apart, 1 to 21."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_stands_out(theme: str, front: str, ground: str) -> None:
    of = colours(theme)
    assert contrast(of[front], of[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), EDGES)
def test_edges_of_controls_stand_out(theme: str, front: str, ground: str) -> None:
    of = colours(theme)
    assert contrast(of[front], of[ground]) >= 3


def test_nothing_is_red() -> None:
    for theme in ("light", "dark"):
        for name, colour in colours(theme).items():
            red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
            assert red <= 1.9 * green or red < 40, f"{name} in {theme} shouts: {colour} {blue}"


def test_black_on_white_is_twenty_one() -> None:
    assert round(contrast("000000", "ffffff")) == 21
