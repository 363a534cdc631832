"""A bundle: everything of a plan in one zip file, or the folder it was unpacked to.

The manifest names every sealed file with its SHA-256, and the owner's signature covers the
manifest; nothing else in a bundle is to be trusted.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum, auto
from hashlib import sha256
from pathlib import Path
from typing import IO

from untilthen.sealing.archive import Files, open_files
from untilthen.sealing.errors import NotABundle, SealingError
from untilthen.sealing.fields import FILE, LETTER
from untilthen.sealing.manifest import Manifest
from untilthen.sealing.sources import Source, fill

README = "README.txt"
PAGE = "open.html"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
SIGNERS = "allowed_signers"
ESTATE = "estate-identity.age"
OWNER = "owner-key.age"
# The most that is read of each, in bytes: sealed files alone are larger, and are streamed.
LONGEST_BYTES: Mapping[str, int] = {
    README: 1 << 18,
    PAGE: 1 << 24,
    MANIFEST: 1 << 26,
    SIGNATURE: 1 << 14,
    SIGNERS: 1 << 14,
    ESTATE: 1 << 16,
    OWNER: 1 << 16,
}
_SEALED = re.compile(rf"letters/{LETTER.pattern}/{FILE.pattern}\.age")
_ONLY_ITS_OWNER = 0o100600 << 16  # who may read a file once it is unpacked
_STEP_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One sealed file to be put into a bundle; `open` gives all of it."""

    letter: str
    file: str
    open: Callable[[], AbstractContextManager[Source]]


class State(StrEnum):
    """What became of a sealed file since the manifest was signed."""

    WHOLE = auto()
    ALTERED = auto()
    MISSING = auto()
    EXTRA = auto()


class Bundle:
    """A bundle that lies here; `names` are its files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.names = tuple(sorted(files.sizes))

    def read(self, name: str) -> bytes:
        """Return all of a small file; NotABundle if it is missing or too long, or Damaged."""
        size = self._files.sizes.get(name)
        if size is None or size > LONGEST_BYTES[name]:
            raise NotABundle(f"{name} is missing" if size is None else f"{name} is too long")
        content = bytearray(size)
        with self.open(name) as source:
            if fill(source, memoryview(content)) < size:
                raise NotABundle(f"{name} is cut short")
        return bytes(content)

    def open(self, name: str) -> AbstractContextManager[Source]:
        """Return a file as a stream; reading it raises Damaged where a zip file is not whole."""
        return self._files.open(name)

    def compare(self, manifest: Manifest) -> Iterator[tuple[str, State]]:
        """Yield the name and state of every file in the manifest, then of what is extra."""
        signed = {
            sealed_name(letter.letter, file.file): file.sha256
            for letter in manifest.letters
            for file in letter.files
        }
        for name, expected in signed.items():
            yield name, self._state(name, expected)
        known = signed.keys() | LONGEST_BYTES.keys()
        yield from ((name, State.EXTRA) for name in self.names if name not in known)

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the SHA-256 of every sealed file that is there; raises Damaged."""
        for name in self.names:
            if _SEALED.fullmatch(name):
                with self.open(name) as source:
                    yield name, _hash(source)

    def _state(self, name: str, expected: str) -> State:
        if name not in self._files.sizes:
            return State.MISSING
        try:
            with self.open(name) as source:
                return State.WHOLE if _hash(source) == expected else State.ALTERED
        except SealingError:
            return State.ALTERED


def sealed_name(letter: str, file: str) -> str:
    """Return where a sealed file lies in a bundle."""
    return f"letters/{letter}/{file}.age"


@contextmanager
def read(path: Path) -> Iterator[Bundle]:
    """Yield the bundle in a zip file or a folder; NotABundle if it is none, or a harmful one."""
    with open_files(path) as files:
        if MANIFEST not in files.sizes:
            raise NotABundle("there is no manifest in it")
        yield Bundle(files)


def write(sink: IO[bytes], small: Mapping[str, bytes], sealed: Iterable[SealedFile]) -> None:
    """Write a bundle: the small files by name, then the sealed ones as they come.

    The same content gives the same bytes, whenever it is written.
    """
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name in LONGEST_BYTES:
            if name in small:
                assert len(small[name]) <= LONGEST_BYTES[name]
                archive.writestr(_entry(name), small[name])
        for file in sealed:
            name = sealed_name(file.letter, file.file)
            assert _SEALED.fullmatch(name)
            with file.open() as source, archive.open(_entry(name), "w", force_zip64=True) as out:
                for piece in _pieces(source):
                    out.write(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = _ONLY_ITS_OWNER
    return entry


def _hash(source: Source) -> str:
    digest = sha256()
    for piece in _pieces(source):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(source: Source) -> Iterator[memoryview]:
    """Yield all of `source`, a piece at a time that is good until the next one."""
    view = memoryview(bytearray(_STEP_BYTES))
    while count := fill(source, view):
        yield view[:count]
