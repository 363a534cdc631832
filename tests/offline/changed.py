"""Copies of a bundle in which something is changed or missing."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

Change = Callable[[bytes], bytes]


def nothing(_: bytes) -> bytes:
    """Take a file out."""
    return b""


def as_it_was(content: bytes) -> bytes:
    """Leave a file as it is."""
    return content


def rewritten(bundle: Path, changes: dict[str, Change]) -> Path:
    """Return a copy of a bundle in which some files are changed; b"" takes a file out."""
    made = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as archive, zipfile.ZipFile(made, "w") as copy:
        for name in archive.namelist():
            content = changes.get(name, as_it_was)(archive.read(name))
            if content:
                copy.writestr(name, content)
    return made


def first_text(bundle: Path) -> str:
    """Return the name of the first letter's sealed text."""
    with zipfile.ZipFile(bundle) as archive:
        listed = json.loads(archive.read("manifest.json"))["letters"][0]
    return f"letters/{listed['letter']}/{listed['files'][0]['file']}.age"
