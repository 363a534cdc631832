"""What README says to type is what CI runs and what the Makefile has."""

import re

from tests.style.source import ROOT

VERBS = {"demo", "test", "check", "fix", "rehearse"}


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_makefile_has_the_verbs_and_each_prepares_what_it_needs() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = dict(re.findall(r"^([a-z]+):\n((?:\t.*\n)+)", text, re.MULTILINE))
    assert set(targets) - {"help"} == VERBS
    for verb in VERBS:
        assert targets[verb].startswith("\t@$(PYTHON) -m tools.prepare "), verb
