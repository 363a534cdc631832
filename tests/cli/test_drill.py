"""`untilthen drill`: Ben proves that he has his part; nobody gets anything else signed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import bundle_in_tests as bundles
from tests.cli.at_a_terminal import type_at_terminal
from tests.cli.test_seal import RUN
from untilthen.cli.codes import ExitCode
from untilthen.cli.main import main
from untilthen.sealing.errors import NotWhatWasSigned
from untilthen.sealing.proof import check, part_key
from untilthen.sealing.statement import DrillStatement, SureStatement, to_line

BEN, CHIDI, _ = bundles.KEEPERS
NONCE = bytes(range(32))
ORIGIN = "https://until-then.example"


def question(year: int = 9000) -> DrillStatement:
    return DrillStatement(ORIGIN, bundles.PLAN, 2, 1, NONCE, datetime(year, 3, 1, tzinfo=UTC))


def drill(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> tuple[int, str, str]:
    """Return exit code, answer and what is said, for the question in `line`."""
    (folder / "words").write_text(words)
    code = main(["drill", line, "--words", str(folder / "words")])
    said = capsys.readouterr()
    return code, said.out.strip(), said.err


def test_ben_answers_and_the_answer_fits_his_part_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbered = "\n".join(f"{at}. {word}" for at, word in enumerate(BEN.upper().split(), 1))
    asked = question().to_bytes()
    code, answer, said = drill(tmp_path, capsys, to_line(asked), numbered)
    assert code == ExitCode.OK
    assert check(part_key(BEN).public, asked, answer) == question()
    with pytest.raises(NotWhatWasSigned):
        check(part_key(CHIDI).public, asked, answer)
    assert said.splitlines() == [
        f"untilthen: {ORIGIN} asks person 1 of plan 9f2c1a04be: do you have your part of set 2",
        "untilthen: the question is good until 9000-03-01 00:00 UTC",
    ]


def test_ben_types_his_words_and_they_are_not_shown(tmp_path: Path) -> None:
    asked = question().to_bytes()
    slip = " ".join(BEN.split()[1:])
    typed = type_at_terminal([*RUN, "drill", to_line(asked)], tmp_path, [slip, BEN])
    assert typed.code == 0
    assert "a part has 33 words, and here are 32" in typed.shown
    assert not any(word in typed.shown for word in BEN.split() if len(word) > 6)
    check(part_key(BEN).public, asked, typed.shown.splitlines()[-1])


def test_nobody_gets_a_sure_signed_as_a_drill(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = datetime(9000, 3, 1, tzinfo=UTC)
    release = str(bundles.ESTATE.recipient)
    sure = SureStatement(ORIGIN, bundles.PLAN, 2, 1, 3, release, NONCE, at)
    code, answer, said = drill(tmp_path, capsys, to_line(sure.to_bytes()), BEN)
    assert (code, answer) == (ExitCode.BAD_INPUT, "")
    assert said == "untilthen: LINE: this is no question of a drill\n"


def test_a_question_that_is_too_old_or_altered_is_not_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, said = drill(tmp_path, capsys, to_line(question(2020).to_bytes()), BEN)
    assert (code, answer) == (ExitCode.BAD_INPUT, "")
    assert "was good until 2020-03-01 00:00 UTC" in said
    line = to_line(question().to_bytes())
    for altered in (line[:-1], line[4:], line + "A", "dW50aWwtdGhlbg", "ü"):
        assert drill(tmp_path, capsys, altered, BEN)[:2] == (ExitCode.BAD_INPUT, ""), altered


def test_words_that_are_no_part_sign_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = to_line(question().to_bytes())
    slip = BEN.replace(BEN.split()[3], "acadmic", 1)
    code, answer, said = drill(tmp_path, capsys, line, slip)
    assert (code, answer) == (ExitCode.BAD_KEY, "")
    assert 'word 4, "acadmic", is not on the list; perhaps academic' in said
    code, answer, said = drill(tmp_path, capsys, line, f"{BEN}\n{CHIDI}")
    assert (code, answer) == (ExitCode.BAD_INPUT, "")
    assert "here should be one part, and there are 2" in said
