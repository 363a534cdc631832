"""A file's size as its reader sees it: never nothing where there is something."""

import pytest
from playwright.sync_api import Page

SIZE = "bytes => modules.sentences.sizeInWords(bytes)"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 byte"),
        (40, "40 bytes"),
        (1024, "1 kB"),
        (1536, "1.5 kB"),
        (20 * 1024 + 900, "21 kB"),
        (100 * 1024 * 1024, "100 MB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_fits_it(modules: Page, size: int, said: str) -> None:
    assert modules.evaluate(SIZE, size) == said
