"""A running `untilthen demo`, and a visitor with a watched browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.demo.running import Demo, running
from tests.demo.visitor import Visitor, visiting


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo that keeps nothing, on a port that was free."""
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, demo: Demo) -> Iterator[Visitor]:
    """Somebody who has just opened the page that the demo named."""
    with visiting(browser, demo.address) as somebody:
        yield somebody
