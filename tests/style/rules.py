"""Rules over one Python file: each yields a line for every place in it that breaks the rule."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

from tests.style.source import Source

Rule = Callable[[Source], Iterator[str]]

LONGEST_FUNCTION = 40
LONGEST_DOCSTRING = 4
VAGUE_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)(_|$)")
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
FORBIDDEN_IMPORTS = {
    "unittest.mock": "no mocks of our own code: write a fake at the port",
    "django.db.models.signals": "no signals: call the action",
    "django.dispatch": "no signals: call the action",
    "celery": "the outbox and the worker do this",
    "asyncio": "no async",
}
FORBIDDEN_CALLS = {
    "on_commit": "what is owed commits with the state",
    "skip": "a test that does not run proves nothing",
    "skipif": "a test that does not run proves nothing",
    "xfail": "a test that may fail proves nothing",
    "importorskip": "a test that does not run proves nothing",
}
HOMES = {
    "cryptography": re.compile(r"untilthen/sealing/"),
    "untilthen.edge": re.compile(
        r"untilthen/(cli|demo|web)/|/views(/|_?[a-z_]*\.py$)|/worker\.py$"
    ),
}
SLEEPS = {"sleep", "wait_for_timeout"}


def short_functions(source: Source) -> Iterator[str]:
    """A function fits a glance: 40 lines, docstring included."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.name}:{node.lineno}: {node.name} has {length} lines"


def module_docstrings(source: Source) -> Iterator[str]:
    """A module opens with what it is for, in four lines at most."""
    if source.is_generated or not source.text.strip():
        return
    said = ast.get_docstring(source.tree)
    if said is None:
        yield f"{source.name}: no docstring"
    elif len(said.strip().splitlines()) > LONGEST_DOCSTRING:
        yield f"{source.name}: its docstring has more than {LONGEST_DOCSTRING} lines"


def public_docstrings(source: Source) -> Iterator[str]:
    """A public function of the program or its tools says in a sentence what it does."""
    if source.is_generated or source.name.startswith("tests/"):
        return
    for node in source.tree.body:
        public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if public and isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is None:
            yield f"{source.name}:{node.lineno}: {node.name} has no docstring"


def whole_names(source: Source) -> Iterator[str]:
    """A file is named for its noun, not for being useful."""
    stem = source.name.rsplit("/", 1)[-1].removesuffix(".py")
    if VAGUE_NAMES.search(stem):
        yield f"{source.name}: a name that says nothing"


def no_automatic_times(source: Source) -> Iterator[str]:
    """No field reads the clock by itself: times are arguments."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            yield f"{source.name}:{node.value.lineno}: {node.arg}"


def no_second_ways(source: Source) -> Iterator[str]:
    """No signals, mocks, async or queues beside the one way we do it."""
    for node in ast.walk(source.tree):
        for imported in imported_names(node):
            for forbidden, why in FORBIDDEN_IMPORTS.items():
                if f"{imported}.".startswith(f"{forbidden}."):
                    yield f"{source.name}: {forbidden}: {why}"
        if isinstance(node, ast.AsyncFunctionDef | ast.AsyncWith | ast.Await):
            yield f"{source.name}:{node.lineno}: no async"
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_CALLS:
            yield f"{source.name}:{node.lineno}: {node.attr}: {FORBIDDEN_CALLS[node.attr]}"


def no_sleeping_tests(source: Source) -> Iterator[str]:
    """A test waits for what it wants to see, never for a time."""
    if not source.name.startswith("tests/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in SLEEPS:
            yield f"{source.name}:{node.lineno}: {node.attr}"


def tests_that_can_fail(source: Source) -> Iterator[str]:
    """No assertion on what is always true: a constant, or a tuple meant as two arguments."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant | ast.Tuple):
            yield f"{source.name}:{node.lineno}: this assertion cannot fail"


def nothing_unfinished(source: Source) -> Iterator[str]:
    """Nothing is left for later in a comment: it is done, or it is an issue."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and UNFINISHED.search(token.string):
            yield f"{source.name}:{token.start[0]}: {token.string}"


def imports_at_home(source: Source) -> Iterator[str]:
    """Only sealing/ imports `cryptography`; only views, commands and the worker import `edge`."""
    if not source.name.startswith("src/"):
        return
    for node in ast.walk(source.tree):
        for name in imported_names(node):
            for module, home in HOMES.items():
                if f"{name}.".startswith(f"{module}.") and not home.search(source.name):
                    yield f"{source.name}: imports {module}; its home is {home.pattern}"


def imported_names(node: ast.AST) -> list[str]:
    """Return the full dotted names that an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


PYTHON_RULES: tuple[Rule, ...] = (
    short_functions,
    module_docstrings,
    public_docstrings,
    whole_names,
    no_automatic_times,
    no_second_ways,
    no_sleeping_tests,
    tests_that_can_fail,
    nothing_unfinished,
    imports_at_home,
)
