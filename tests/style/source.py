"""The checkout's own files, as the style rules read them: what a commit would hold, and no more."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
OWN_FOLDERS = ("src", "tests", "tools", "docs", "requirements", ".ci", "bench")
MADE = ("__pycache__", "node_modules", "static/untilthen/js", "untilthen/web/offline", ".egg-info")
PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".ttf", ".mo", ".pyc"}


@dataclass(frozen=True)
class Source:
    """One text file of the checkout; `name` is its path from the root."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed module; only Python files are asked for it."""
        return ast.parse(self.text, self.name)

    @property
    def is_generated(self) -> bool:
        """Whether Django wrote the file: a migration."""
        return "/migrations/" in self.name


def files() -> Iterator[Path]:
    """Yield every file of the checkout that is not made, cached or a picture."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")
    for folder in OWN_FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            made = any(part in path.as_posix() for part in MADE)
            if path.is_file() and not made and path.suffix not in PICTURES:
                yield path


def sources(*suffixes: str) -> list[Source]:
    """Return the files with these suffixes, or all where none is named, that are UTF-8 text."""
    found = []
    for path in sorted(files()):
        if suffixes and path.suffix not in suffixes:
            continue
        data = path.read_bytes()
        if is_text(data):
            found.append(Source(path.relative_to(ROOT).as_posix(), data.decode()))
    return found


def is_text(data: bytes) -> bool:
    """Whether the bytes are UTF-8 without a NUL: test vectors and sealed files are not."""
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False
