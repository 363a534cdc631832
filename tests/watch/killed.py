"""Kills a process with kill -9 at one point after another of a closing, on a fresh copy of Ana's
data each time, and lets another go on: FOLDER. A point is a statement to a database, or a file
being deleted. Prints what is left each time; --prepare makes the data only, in FOLDER/first.
"""

import base64
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

EVERY = 29
"""Every which point a process is killed at."""
DAY = timedelta(days=1)
ADDRESSES = ("ana@example.org", "ben@example.org", "Ana Berg")
NAMES = ("untilthen.sqlite3", "keys.sqlite3")


def main() -> None:
    """Prepare Ana's data, and kill."""
    folder = Path(sys.argv[1])
    os.environ |= {
        "UNTILTHEN_DATA": str(folder / "first"),
        "UNTILTHEN_MASTER_KEY": base64.b64encode(bytes(range(32))).decode(),
        "DJANGO_SETTINGS_MODULE": "untilthen.web.settings",
    }
    (folder / "first").mkdir(parents=True)
    import django

    from tests.e2e.search import found_under

    django.setup()
    at = datetime.fromisoformat(in_a_process(folder / "first", prepare)[1])
    if "--prepare" in sys.argv:
        print(json.dumps(at.isoformat()))  # noqa: T201 - the parent reads it
        return
    results = []
    for point in range(1, 10_000, EVERY):
        copy = folder / str(point)
        shutil.copytree(folder / "first", copy)
        killed, _ = in_a_process(copy, lambda place=point: close(at, place))  # type: ignore[misc]
        assert killed in (0, -signal.SIGKILL), killed
        ended, found = in_a_process(copy, lambda: go_on(at))
        assert ended == 0, f"after being killed at {point}"
        left = found_under([copy], ADDRESSES)
        left += [str(each) for each in (copy / "files").rglob("*")]
        results.append({"point": point, "killed": killed != 0, "bytes": left, **json.loads(found)})
        if killed == 0:
            break
    print(json.dumps(results))  # noqa: T201 - the parent reads it


def in_a_process(folder: Path, work: Callable[[], str]) -> tuple[int, str]:
    """Do some work on a data folder in a process of its own; return how it ended, and its words."""
    said = folder.with_suffix(".said")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            use(folder)
            said.write_text(work())
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.read_text() if said.exists() else ""


def use(folder: Path) -> None:
    """Let this process work on a data folder."""
    from django.conf import settings
    from django.db import connections

    for alias, name in zip(("default", "keys"), NAMES, strict=True):
        connections[alias].settings_dict["NAME"] = folder / name
    settings.FILES_DIR = folder / "files"
    settings.REWRAP_HERE = True


def prepare() -> str:
    """Make Ana's plan and bring it to the eve of its closing; return when it is."""
    from django.core.management import call_command

    from tests.people_in_tests import Clock, with_keepers
    from untilthen import edge
    from untilthen.domain.timetable import nine

    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    clock = Clock()
    edge.set_clock(clock)
    ana = with_keepers(clock)
    ana.writes("Finn")
    ana.writes("Finn", "Ben")
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(DAY)
    assert ana.switch.state.value == "goodbyes"
    closes_at = nine(ana.switch, ana.switch.settings.goodbye_days)
    ana.let_pass(closes_at - clock.at - timedelta(hours=1))
    return closes_at.isoformat()


def close(at: datetime, point: int) -> str:
    """Let the closing come and its notes be accepted, until killed at a point."""
    from django.db import connections

    from tests.people_in_tests import accept_all
    from untilthen.watch.tick import tick

    passed = 0

    def pass_one() -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
        pass_one()
        return execute(*given)

    def happened(event: str, _given: object) -> None:
        if event in ("os.remove", "os.rmdir", "shutil.rmtree"):
            pass_one()

    sys.addaudithook(happened)
    main, keys = (connections[alias].execute_wrapper(statement) for alias in ("default", "keys"))
    with main, keys:
        tick(at, lambda: 0)
        tick(at, lambda: accept_all(at))
        tick(at, lambda: 0)
    return ""


def go_on(at: datetime) -> str:
    """Look at what was left by the killed process, and let another finish it."""
    from tests.people_in_tests import accept_all
    from tests.watch.whole_life import rows_left
    from untilthen.letters.models import Letter
    from untilthen.people.models import Plan
    from untilthen.watch.tick import tick

    closed = Plan.objects.get().closed_at is not None
    letters = Letter.objects.count()
    later = at + timedelta(minutes=1)
    for _ in range(3):
        tick(later, lambda: accept_all(later))
    return json.dumps({"closed": closed, "letters": letters, "rows": rows_left()})


if __name__ == "__main__":
    main()
