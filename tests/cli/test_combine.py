"""`untilthen combine` at a terminal: each slip is said at once, and only that part typed again."""

from pathlib import Path

from tests import bundle_in_tests as bundles
from tests.cli.at_a_terminal import type_at_terminal
from tests.cli.test_seal import RUN

BEN, CHIDI, _ = bundles.KEEPERS
KIT = bundles.KIT[0]


def test_ben_and_chidi_type_their_words_and_a_slip_is_asked_for_again(tmp_path: Path) -> None:
    slip = CHIDI.replace(CHIDI.split()[4], "xylophone", 1)
    typed = type_at_terminal([*RUN, "combine"], tmp_path, [BEN, slip, CHIDI.upper(), BEN, KIT])
    assert typed.code == 0
    assert typed.shown.splitlines()[-1] == bundles.ESTATE.reveal()
    said = [line for line in typed.shown.splitlines() if line.startswith("untilthen: ")]
    assert said == [
        "untilthen: too few parts: keepers: 1 of 2 here; 2 whole groups are needed",
        'untilthen: word 5, "xylophone", is not on the list',
        "untilthen: too few parts: keepers: 2 of 2 here; 2 whole groups are needed",
        "untilthen: part 3 is the same as part 1",
        "untilthen: this opens every letter of the plan; keep it as you would keep them",
    ]
    assert BEN.split()[9] not in typed.shown


def test_an_empty_line_ends_the_asking(tmp_path: Path) -> None:
    typed = type_at_terminal([*RUN, "combine"], tmp_path, [BEN, ""])
    assert typed.code == 5
    assert "AGE-SECRET-KEY" not in typed.shown
