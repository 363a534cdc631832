"""Sealed files on disk without their headers: one folder a plan, written in pieces and never in
the clear.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from django.conf import settings

from untilthen.sealing.sources import write_all

READ_BYTES = 1 << 20


def folder(plan: str) -> Path:
    """Return the folder of the plan with this public id."""
    return Path(settings.FILES_DIR) / plan


def path_of(plan: str, public_id: str) -> Path:
    """Return where a sealed file lies."""
    return folder(plan) / f"{public_id}.age"


def write_whole(plan: str, public_id: str, content: bytes) -> None:
    """Write a whole sealed file so that it is either all there or not at all."""
    path = path_of(plan, public_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".part")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def append(plan: str, public_id: str, offset: int, piece: bytes) -> int:
    """Put a piece at `offset` if the file has just that length; return the length it has now.

    Where the disk takes only a part of the piece, the file is as it was before; raises OSError.
    """
    path = path_of(plan, public_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the same piece may be under way twice
        here = file.seek(0, os.SEEK_END)
        if here != offset:
            return here
        try:
            write_all(file, memoryview(piece))
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(offset)
            raise
        return offset + len(piece)


def received(plan: str, public_id: str) -> int:
    """Return how many bytes of a file are here."""
    path = path_of(plan, public_id)
    return path.stat().st_size if path.exists() else 0


def open_file(plan: str, public_id: str) -> BufferedReader:
    """Return a sealed file opened for reading; raises FileNotFoundError."""
    return path_of(plan, public_id).open("rb")


def pieces(file: BufferedReader) -> Iterator[bytes]:
    """Yield the rest of an open file in pieces, and close it."""
    with file:
        while piece := file.read(READ_BYTES):
            yield piece


def checksum(plan: str, public_id: str, header: bytes) -> str:
    """Return the SHA-256 of a sealed file as it came, header first, in hex."""
    maker = sha256(header)
    for piece in pieces(open_file(plan, public_id)):
        maker.update(piece)
    return maker.hexdigest()


def delete(plan: str, public_id: str) -> None:
    """Delete a sealed file; again is no harm."""
    path_of(plan, public_id).unlink(missing_ok=True)


def delete_all(plan: str) -> None:
    """Delete every sealed file of a plan."""
    shutil.rmtree(folder(plan), ignore_errors=True)
