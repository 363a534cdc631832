"""Files by name, out of a zip file or a folder that anybody may have made.

Names that lead elsewhere, links, doubled entries, and sizes that grow when they are unpacked are
refused before a byte is read.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import IO

from untilthen.sealing.errors import Damaged, NotABundle, Part
from untilthen.sealing.sources import Source

MOST_FILES = 100_000
_END_BYTES = 22  # of a zip file without a remark: its last record
_END = b"PK\x05\x06"
# What a zip may say that its content grows to. Sealed files cannot be pressed together at all,
# the page and the manifest to no less than this.
_MOST_GROWTH = 20
# What zipfile may raise for a zip file that is not what an honest writer writes; a way of packing
# that it does not know is a NotImplementedError to it.
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, NotImplementedError, OverflowError, RuntimeError, ValueError),
)


@dataclass(frozen=True)
class Files:
    """The files that are there: their sizes in bytes, and how one is opened."""

    sizes: Mapping[str, int]
    open: Callable[[str], AbstractContextManager[Source]]


@contextmanager
def open_files(path: Path) -> Iterator[Files]:
    """Yield the files of a folder or a zip file; NotABundle if it is neither, or a harmful one."""
    if path.is_dir():
        yield Files(_sizes_in_folder(path), lambda name: (path / name).open("rb", buffering=0))
        return
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except _ZIP_ERRORS:
            raise NotABundle("it is no zip file, or not a whole one") from None
        with archive:
            entries = _entries(archive, file)
            sizes = {name: entry.file_size for name, entry in entries.items()}
            yield Files(sizes, lambda name: _opened(archive, entries[name]))


def _entries(archive: zipfile.ZipFile, file: IO[bytes]) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; NotABundle if one is not what an honest writer writes."""
    size = file.seek(-_END_BYTES, os.SEEK_END) + _END_BYTES
    if file.read(4) != _END:
        raise NotABundle("something follows its end")
    infos = archive.infolist()
    if any(not 0 <= info.header_offset < size for info in infos):
        raise NotABundle("it says that its files begin elsewhere")
    if len(infos) > MOST_FILES:
        raise NotABundle("it holds too many files")
    for info in infos:
        _check_entry(info)
    # Entries that lie over each other are how little becomes much.
    if sum(info.compress_size for info in infos) > size:
        raise NotABundle("its files lie over each other")
    entries = {info.filename: info for info in infos if not info.is_dir()}
    if len(entries) < sum(not info.is_dir() for info in infos):
        raise NotABundle("a name is in it twice")
    return entries


def _check_entry(info: zipfile.ZipInfo) -> None:
    _check_name(info.filename)
    kind = info.external_attr >> 28
    if kind not in (0, 4, 8):  # unsaid, a folder, a file
        raise NotABundle("a link, or something else that is no file")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotABundle("a file is packed in a way that is not read here")
    if info.file_size > _MOST_GROWTH * info.compress_size + 1024:
        raise NotABundle("a file would grow too much when it is unpacked")


def _check_name(name: str) -> None:
    steps = name.removesuffix("/").split("/")
    odd = any(step in ("", ".", "..") for step in steps) or "\\" in name or ":" in name
    if odd or not name.isprintable():
        raise NotABundle("a name that leads elsewhere")


@contextmanager
def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[Source]:
    try:
        file = archive.open(entry)
    except _ZIP_ERRORS:
        raise _not_whole() from None
    with file:
        yield _Unpacked(file)


class _Unpacked(RawIOBase):
    """The bytes of one entry; what its zip file says of damage is said as ours."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill a part of `buffer` and return its length, 0 at the end, or raise Damaged."""
        try:
            data = self._file.read(len(buffer))
        except _ZIP_ERRORS:
            raise _not_whole() from None
        buffer[: len(data)] = data
        return len(data)


def _not_whole() -> Damaged:
    return Damaged(Part.PAYLOAD, "it is not what was put into the zip file")


def _sizes_in_folder(path: Path) -> dict[str, int]:
    sizes = {}
    for folder, folders, names in os.walk(path, onerror=_refuse):
        for name in [*folders, *names]:
            found = Path(folder, name)
            if found.is_symlink() or not (found.is_file() or found.is_dir()):
                raise NotABundle("a link, or something else that is no file")
        for name in names:
            found = Path(folder, name)
            sizes[found.relative_to(path).as_posix()] = found.stat().st_size
    return sizes


def _refuse(error: OSError) -> None:
    raise error
