"""Every file of the checkout keeps every rule; there are no exceptions to list."""

from itertools import chain

import pytest

from tests.style.rules import PYTHON_RULES, Rule
from tests.style.source import sources
from tests.style.text_rules import TEXT_RULES


@pytest.mark.parametrize("rule", PYTHON_RULES, ids=lambda rule: rule.__name__)
def test_python_keeps_the_rule(rule: Rule) -> None:
    modules = sources(".py")
    assert modules, "no Python file was found, so nothing was checked"
    found = list(chain.from_iterable(rule(source) for source in modules))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.__name__)
def test_every_text_keeps_the_rule(rule: Rule) -> None:
    texts = sources()
    assert {"pyproject.toml", ".ci/run", "requirements/run.txt"} <= {text.name for text in texts}
    found = list(chain.from_iterable(rule(source) for source in texts))
    assert not found, "\n".join(found)
