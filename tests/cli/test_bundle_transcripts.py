"""`combine`, `verify` and `open` on Ana's bundle, as they are typed."""

from pathlib import Path

import pytest

from tests.cli.transcript import play

TRANSCRIPTS = Path(__file__).parent / "transcripts" / "bundle"


@pytest.mark.parametrize("name", sorted(path.name for path in TRANSCRIPTS.iterdir()))
def test_what_is_typed_ends_as_it_was_written_down(name: str, estate: Path) -> None:
    script = (TRANSCRIPTS / name).read_text(encoding="utf-8")
    assert play(script, estate) == script
