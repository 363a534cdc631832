"""Every story's transcript is kept beside it, line by line; tools/goldens.py writes them anew."""

import json
from collections.abc import Callable

import pytest

from tests.rehearsal.conftest import STORIES
from tests.rehearsal.figures import Line

NAMES = sorted(path.stem for path in STORIES.glob("*.toml"))


def test_there_are_stories() -> None:
    assert {"s1_normal", "s1_early", "s2_false_alarm", "s3_keeper_unreachable"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_transcript_is_the_one_kept(play: Callable[[str], list[Line]], name: str) -> None:
    kept = (STORIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert play(name) == [json.loads(line) for line in kept]
