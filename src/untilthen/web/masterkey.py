"""The master key that wraps all others: from a setting, or from one file beside the data."""

import base64
import binascii
import os
import tempfile
from pathlib import Path

from untilthen.web.config import MASTER_KEY_BYTES, PREFIX, BadSetting, Config

FILE_NAME = "master.key"


def master_key(config: Config) -> bytes:
    """Return the 32 bytes of the master key; raises BadSetting where there is none."""
    if config.master_key:
        return decoded(PREFIX + "MASTER_KEY", config.master_key)
    path = config.data / FILE_NAME
    try:
        return decoded(str(path), path.read_text())
    except OSError as problem:
        raise BadSetting(
            str(path),
            None,
            f"it must hold the master key of this data ({problem.strerror});"
            " without it nothing sealed here can be opened, so put back the file it came with",
        ) from None


def is_untouched(data: Path) -> bool:
    """Return whether a data folder holds nothing yet, or does not exist; raises OSError.

    A file system of its own begins with a folder lost+found.
    """
    return not data.exists() or all(each.name == "lost+found" for each in data.iterdir())


def require_writable(data: Path) -> None:
    """Write a few bytes in a folder and take them away again; raises OSError."""
    with tempfile.TemporaryFile(dir=data) as file:
        file.write(bytes(MASTER_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def make_master_key(data: Path, dice: bytes) -> Path:
    """Write a new master key beside empty data, readable to its owner only, and return its path."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data / FILE_NAME
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(dice[:MASTER_KEY_BYTES]).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def decoded(name: str, text: str) -> bytes:
    """Return the key written as base64 in `text`; raises BadSetting."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise BadSetting(name, "(not shown)", "32 bytes in base64")
    return key
