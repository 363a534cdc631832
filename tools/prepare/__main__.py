"""`python3 -m tools.prepare demo|check|test`: make this checkout ready for that verb, and say what
is done. A second run finds the stamps of the first and ends at once."""

import fcntl
import sys
from collections.abc import Callable, Iterator

from tools.prepare import browser, openssh, pages, python
from tools.prepare.steps import CACHE, ROOT, Step
from tools.prepare.words import CannotPrepare, Cost, say

OLDEST_PYTHON = (3, 11)


def for_demo() -> Iterator[Step]:
    """Yield the steps before `make demo`: nothing that only tests need."""
    yield python.environment()
    dev = python.packages("dev")
    yield dev if dev.is_done() else python.packages("run", "build")
    yield from for_pages()


def for_check() -> Iterator[Step]:
    """Yield the steps before `make check`."""
    yield python.environment()
    yield python.packages("dev")
    yield python.program()


def for_test() -> Iterator[Step]:
    """Yield the steps before `make test`."""
    yield from for_check()
    yield from for_pages()
    yield from browser.chromium()
    yield from openssh.keygen()


def for_pages() -> Iterator[Step]:
    """Yield the steps that make the program and its pages ready to be served."""
    yield python.program()
    yield from pages.node()
    yield pages.browser_packages()
    yield pages.bundle()
    yield pages.translations()
    yield pages.open_page()


VERBS: dict[str, Callable[[], Iterator[Step]]] = {
    "demo": for_demo,
    "check": for_check,
    "test": for_test,
}


def main(arguments: list[str]) -> int:
    """Prepare for the verb named; return 0, 1 where a person is needed, 2 for an unknown verb."""
    if len(arguments) != 1 or arguments[0] not in VERBS:
        say(f"usage: python3 -m tools.prepare {'|'.join(VERBS)}")
        return 2
    if sys.version_info < OLDEST_PYTHON:
        say("Until Then needs Python 3.11 or newer; name one: make PYTHON=python3.12 …")
        return 1
    cost = Cost()
    CACHE.mkdir(exist_ok=True)
    try:
        with (CACHE / "prepare.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            worked = [step.name for step in VERBS[arguments[0]]() if step.do()]
    except CannotPrepare as problem:
        say(f"{problem}\n{problem.hint}")
        return 1
    except KeyboardInterrupt:
        say("Stopped; the same command goes on from here.")
        return 130
    if worked:
        say(cost.spent((ROOT / ".venv", ROOT / "node_modules")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
