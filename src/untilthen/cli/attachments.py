"""Writing what is no letter: attachments, by the letter that names them or as they come.

Each appears whole or not at all; what its letter says of size and SHA-256 is checked before.
"""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path

from untilthen.sealing import age, keys
from untilthen.sealing.errors import Damaged, LockedInside, NotForThisKey, Part
from untilthen.sealing.header import VERSION
from untilthen.sealing.letter import Attachment, Letter
from untilthen.sealing.padding import UnpaddingSink
from untilthen.sealing.recipients import Identity
from untilthen.sealing.sources import Sink, Source, write_all
from untilthen.sealing.wholefile import whole_file

_IN_MEMORY_BYTES = 1 << 22
Opener = Callable[[], AbstractContextManager[Source]]


@dataclass(frozen=True)
class Named:
    """An attachment as its letter names it, and the key of its inner lock, if it has one."""

    attachment: Attachment
    keys: Sequence[Identity] = ()


def named_in(letter: Letter) -> dict[str, Named]:
    """Return the attachments of a letter by the name their sealed file has without .age."""
    inner = keys.read_identities(letter.attachment_key) if letter.attachment_key else ()
    return {each.file.removesuffix(".age"): Named(each, inner) for each in letter.attachments}


def write_attachment(
    sealed: Opener,
    target: Path,
    identities: Sequence[Identity],
    named: Named | None = None,
    *,
    replace: bool = False,
) -> None:
    """Write the content of a sealed attachment to `target`, or nothing.

    Raises FileExistsError, NotForThisKey, LockedInside, TooCostly, or Damaged, also for what is
    not as its letter says.
    """
    with whole_file(target, replace=replace) as file:
        checked = _Checked(file) if named else None
        content = UnpaddingSink(checked or file)
        if named and named.keys:
            _open_both(sealed, content, target.parent, identities, named.keys)
        else:
            with sealed() as source:
                age.decrypt(source, Unlocked(content), identities)
        content.finish()
        if named and checked and not checked.is_what(named.attachment):
            raise Damaged(Part.CONTENT, "it is not what its letter says")


def write_inner(sealed: Opener, target: Path, identities: Sequence[Identity]) -> None:
    """Write what the outer seal holds as it is, still locked to its reader, or nothing."""
    with sealed() as source, whole_file(target) as file:
        age.decrypt(source, file, identities)


def _open_both(
    sealed: Opener,
    content: Sink,
    folder: Path,
    identities: Sequence[Identity],
    inner: Sequence[Identity],
) -> None:
    """Open the outer seal into a spare file, which is locked still, and then the inner lock."""
    with tempfile.TemporaryFile(dir=folder, buffering=0) as spare:
        assert isinstance(spare, FileIO)
        try:
            with sealed() as source:
                age.decrypt(source, spare, identities)
        except NotForThisKey:
            # Somebody took the outer seal off already, so that its reader can open it alone.
            with sealed() as source:
                age.decrypt(source, content, inner)
        else:
            spare.seek(0)
            age.decrypt(spare, content, inner)


class Unlocked:
    """A sink that refuses what is an age file itself."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._began = False

    def write(self, data: memoryview, /) -> int:
        """Take all of `data`; LockedInside if it begins as an age file does."""
        if not self._began and bytes(data[: len(VERSION)]) == VERSION:
            raise LockedInside
        self._began = True
        write_all(self._sink, data)
        return len(data)


class _Checked:
    """A sink that counts and hashes what passes."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._size = 0
        self._hash = sha256()

    def write(self, data: memoryview, /) -> int:
        """Take all of `data`."""
        write_all(self._sink, data)
        self._hash.update(data)
        self._size += len(data)
        return len(data)

    def is_what(self, attachment: Attachment) -> bool:
        """Say whether all of it is what the letter was sealed with."""
        return (self._size, self._hash.hexdigest()) == (attachment.size, attachment.sha256)
