"""A step of preparing is done once, and again only when something it stands on has changed."""

import sys
from pathlib import Path

import pytest

from tools.prepare.steps import Step, run
from tools.prepare.words import CannotPrepare


class Kitchen:
    """A step that bakes bread from flour, and counts how often it was done."""

    def __init__(self, folder: Path) -> None:
        self.flour, self.bread = folder / "flour", folder / "bread"
        self.flour.write_text("rye")
        self.baked = 0
        reads, makes, stamps = (self.flour,), (self.bread,), folder / "stamps"
        self.step = Step("bread", "Baking", reads, makes, self.bake, stamps)

    def bake(self) -> None:
        """Bake, or fail where the flour is bad."""
        if self.flour.read_text() == "bad":
            raise CannotPrepare("bad flour", "buy some")
        self.bread.write_text("bread")
        self.baked += 1


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def test_a_step_is_done_once(kitchen: Kitchen) -> None:
    assert [kitchen.step.do(), kitchen.step.do()] == [True, False]
    assert kitchen.baked == 1


def test_a_step_says_one_line_and_only_when_there_is_something_to_do(
    kitchen: Kitchen, capsys: pytest.CaptureFixture[str]
) -> None:
    kitchen.step.do()
    kitchen.step.do()
    assert capsys.readouterr().out == "Baking\n"


def test_changed_input_or_a_missing_result_makes_it_be_done_again(kitchen: Kitchen) -> None:
    kitchen.step.do()
    kitchen.flour.write_text("wheat")
    assert kitchen.step.do()
    kitchen.bread.unlink()
    assert kitchen.step.do()
    assert kitchen.baked == 3


def test_a_step_that_failed_is_not_taken_for_done_even_if_it_was_done_before(
    kitchen: Kitchen,
) -> None:
    kitchen.step.do()
    kitchen.flour.write_text("bad")
    with pytest.raises(CannotPrepare):
        kitchen.step.do()
    kitchen.flour.write_text("rye")
    assert kitchen.step.do()


def test_a_command_that_fails_ends_in_its_last_words_and_a_hint() -> None:
    with pytest.raises(CannotPrepare, match="no such oven") as raised:
        run([sys.executable, "-c", "raise SystemExit('no such oven')"], "buy an oven")
    assert raised.value.hint == "buy an oven"
