"""Each rule is broken here on purpose, and caught: a rule that finds nothing guards nothing."""

import pytest

from tests.style import rules, text_rules
from tests.style.rules import Rule
from tests.style.source import Source

LONG_FUNCTION = "def long() -> None:\n" + "    pass\n" * 40
LONG_DOCSTRING = '"""One.\nTwo.\nThree.\nFour.\nFive."""\n'
HOST = "pyp" + "i.org"

BROKEN: list[tuple[Rule, str, str]] = [
    (rules.short_functions, "src/a.py", LONG_FUNCTION),
    (rules.module_docstrings, "src/a.py", "x = 1\n"),
    (rules.module_docstrings, "src/a.py", LONG_DOCSTRING),
    (rules.public_docstrings, "src/a.py", "def seal() -> None:\n    pass\n"),
    (rules.whole_names, "src/untilthen/people/utils.py", ""),
    (rules.whole_names, "src/untilthen/people/letter_helpers.py", ""),
    (rules.no_automatic_times, "src/a.py", "at = DateTimeField(auto_now_add=True)\n"),
    (rules.no_second_ways, "tests/a.py", "from unittest import mock\n"),
    (rules.no_second_ways, "src/a.py", "from django.db.models.signals import post_save\n"),
    (rules.no_second_ways, "src/a.py", "transaction.on_commit(send)\n"),
    (rules.no_second_ways, "src/a.py", "async def send() -> None:\n    pass\n"),
    (rules.no_second_ways, "tests/a.py", "@pytest.mark.skipif(True)\ndef test() -> None: ...\n"),
    (rules.no_sleeping_tests, "tests/a.py", "time.sleep(1)\n"),
    (rules.no_sleeping_tests, "tests/a.py", "page.wait_for_timeout(100)\n"),
    (rules.tests_that_can_fail, "tests/a.py", "assert 1\n"),
    (rules.tests_that_can_fail, "tests/a.py", "assert (x == 1, 'never')\n"),
    (rules.nothing_unfinished, "src/a.py", "x = 1  # TO" + "DO: two\n"),
    (rules.imports_at_home, "src/untilthen/letters/a.py", "import cryptography.x509\n"),
    (rules.imports_at_home, "src/untilthen/watch/actions.py", "from untilthen.edge import now\n"),
    (text_rules.short_files, "src/a.js", "let x;\n" * 301),
    (text_rules.no_leaks, "requirements/run.txt", f"--index-url https://{HOST}/simple\n"),
    (text_rules.no_leaks, "docs/a.md", "see /wo" + "rk/shared\n"),
    (text_rules.no_leaks, "docs/a.md", "written by a sub" + "agent\n"),
]


@pytest.mark.parametrize(("rule", "name", "text"), BROKEN)
def test_a_broken_rule_is_found(rule: Rule, name: str, text: str) -> None:
    assert len(list(rule(Source(name, text)))) == 1


def test_a_text_that_breaks_nothing_is_left_alone() -> None:
    text = '"""Why."""\n\nfrom untilthen import edge\n\n\ndef f() -> None:\n    """Act."""\n'
    source = Source("src/untilthen/letters/views.py", text)
    assert [found for rule in rules.PYTHON_RULES for found in rule(source)] == []
    assert [found for rule in text_rules.TEXT_RULES for found in rule(source)] == []


def test_every_rule_is_broken_once_above() -> None:
    assert {rule for rule, _, _ in BROKEN} == {*rules.PYTHON_RULES, *text_rules.TEXT_RULES}
