"""The age header of every sealed file, cut off as it arrives and kept under the plan's key.

What is left on disk opens for nobody: an old copy of database and files is worth nothing once the
plan key is destroyed, even to whoever has the kit and every keeper's words (P15).
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from untilthen.keystore.queries import PLAN, take
from untilthen.letters import files
from untilthen.letters.models import DoorWrap, SealedFile, SheetWrap
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.sealing.rewrap import read_header
from untilthen.sealing.sources import Resumed, Source


def cut(sealed: bytes) -> tuple[bytes, bytes]:
    """Return the header at the front of a binary age file, and the rest; raises Damaged."""
    header, _ = read_header(io.BytesIO(sealed))
    return header, sealed[len(header) :]


def purpose(public_id: str) -> str:
    """Return what a sealed header is bound to."""
    return f"header of file {public_id}"


def under_plan_key(plan: int, public_id: str, header: bytes) -> bytes:
    """Return a header as it is kept; raises KeyGone."""
    return seal_at_rest(take(plan, PLAN), header, purpose(public_id))


def header_of(file: SealedFile) -> bytes:
    """Return the header of a sealed file, or b"" before it arrived; raises KeyGone, Damaged."""
    return opened(file.plan_id, file.public_id, bytes(file.header))


def door_header(wrap: DoorWrap | SheetWrap) -> bytes:
    """Return the header that opens a file at a door, or to a keeper; raises KeyGone, Damaged."""
    return opened(wrap.file.plan_id, wrap.file.public_id, bytes(wrap.header))


def opened(plan: int, public_id: str, kept: bytes) -> bytes:
    """Return a header that was kept, or b"" where none was."""
    return open_at_rest(take(plan, PLAN), kept, purpose(public_id)) if kept else b""


def whole_file(file: SealedFile) -> bytes:
    """Return all of a small sealed file as it came; raises FileNotFoundError, KeyGone, Damaged."""
    with files.open_file(file.plan.public_id, file.public_id) as rest:
        return header_of(file) + rest.read()


@contextmanager
def opened_whole(header: bytes, plan: str, public_id: str) -> Iterator[Source]:
    """Yield a sealed file as it came, in a stream, however large; raises FileNotFoundError."""
    with files.open_file(plan, public_id) as rest:
        yield Resumed(header, rest)


def received(plan: str, file: SealedFile) -> int:
    """Return how many bytes of a sealed file are here, its header included."""
    return len(header_of(file)) + files.received(plan, file.public_id)
