"""A file that appears whole or not at all.

It is written under a temporary name in the same folder, reached the disk, and only then takes
its own name; on any error what was begun is removed and an older file stays as it was.
"""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path


@contextmanager
def whole_file(
    target: Path, *, replace: bool = False, link: Callable[[Path, Path], None] = os.link
) -> Iterator[FileIO]:
    """Yield an unbuffered file that becomes `target` when the block ends without an error.

    Raises FileExistsError if there is a `target` already, before and after, unless `replace`.
    `link` gives a file a second name; not every file system can.
    """
    if not replace and os.path.lexists(target):
        raise FileExistsError(f"{target} is there already")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with FileIO(descriptor, "wb") as file:
            yield file
            os.fsync(descriptor)
        if replace:
            temporary.replace(target)
        else:
            _name_first(temporary, target, link)
        _settle(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _name_first(temporary: Path, target: Path, link: Callable[[Path, Path], None]) -> None:
    """Give `temporary` its name unless someone else took it in the meantime."""
    try:
        link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # No second names on this file system (a USB stick): the check is as late as it can be.
        if os.path.lexists(target):
            raise FileExistsError(f"{target} is there already") from None
        temporary.rename(target)


def _settle(folder: Path) -> None:
    """Have the folder's new entry reach the disk, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
