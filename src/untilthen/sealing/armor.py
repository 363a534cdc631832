"""Age files as text: base64 between two marker lines, for paper and mail.

Reading is strict inside the markers and forgives only white space outside them, as the format
says; armor adds no protection, so anything odd there is damage.
"""

import base64
import binascii
import io
import re

from untilthen.sealing.errors import Damaged, Part
from untilthen.sealing.header import VERSION
from untilthen.sealing.sources import Resumed, Sink, Source, fill, write_all

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_LINE_BYTES = 48
_LONGEST_LINE = _COLUMNS + len(b"\r\n")
_LOOKS_ARMORED = re.compile(rb"-----\s*begin", re.IGNORECASE)
_PEEK_BYTES = 1024
_SPACE_LIMIT_BYTES = 1024


def unarmored(source: Source) -> Source:
    """Return a source of the binary file, whether `source` holds that or its armored form.

    A marker that is misspelt or further down counts too, so that damage there is named as such.
    """
    peeked = memoryview(bytearray(_PEEK_BYTES))
    head = bytes(peeked[: fill(source, peeked)])
    whole = Resumed(head, source)
    return _Armored(whole) if looks_armored(head) else whole


def looks_armored(head: bytes) -> bool:
    """Say whether a file that begins with `head` is meant to be armor."""
    begin = head[:_PEEK_BYTES]
    return not begin.startswith(VERSION) and _LOOKS_ARMORED.search(begin) is not None


class ArmorWriter:
    """A sink that writes what it is given as armor; `finish` writes the last lines."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._pending = b""
        self._write(BEGIN + b"\n")

    def write(self, data: memoryview, /) -> int:
        """Take all of `data`."""
        joined = self._pending + bytes(data)
        whole = len(joined) // _LINE_BYTES * _LINE_BYTES
        self._pending = joined[whole:]
        self._write(_lines(joined[:whole]))
        return len(data)

    def finish(self) -> None:
        """Write the last short line and the end marker."""
        self._write(_lines(self._pending) + END + b"\n")
        self._pending = b""

    def _write(self, data: bytes) -> None:
        write_all(self._sink, memoryview(data))


def _lines(data: bytes) -> bytes:
    steps = range(0, len(data), _LINE_BYTES)
    return b"".join(base64.b64encode(data[at : at + _LINE_BYTES]) + b"\n" for at in steps)


class _Armored(io.RawIOBase):
    """The bytes that an armored file stands for, decoded a line at a time."""

    def __init__(self, source: Resumed) -> None:
        super().__init__()
        self._text = io.BufferedReader(source)
        self._decoded = memoryview(b"")
        self._before_end = False  # the last, short line was read: only the end may follow
        self._ended = False
        self._skip_to_begin()

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill a part of `buffer` and return its length, 0 at the end."""
        while not len(self._decoded) and not self._ended:
            self._decoded = memoryview(self._next_line())
        count = min(len(buffer), len(self._decoded))
        buffer[:count] = self._decoded[:count]
        self._decoded = self._decoded[count:]
        return count

    def _skip_to_begin(self) -> None:
        skipped = 0
        while True:
            raw = self._text.readline(_SPACE_LIMIT_BYTES)
            skipped += len(raw)
            if raw.strip() or not raw or skipped > _SPACE_LIMIT_BYTES:
                break
        if raw.removesuffix(b"\n").removesuffix(b"\r") != BEGIN:
            raise Damaged(Part.ARMOR, "it does not begin as armor")

    def _next_line(self) -> bytes:
        line = self._text.readline(_LONGEST_LINE).removesuffix(b"\n").removesuffix(b"\r")
        if line == END:
            self._finish()
            return b""
        if self._before_end or not line or len(line) > _COLUMNS:
            raise Damaged(Part.ARMOR, "a line is too long, empty, or where none should be")
        self._before_end = len(line) < _COLUMNS or line.endswith(b"=")
        try:
            data = binascii.a2b_base64(line, strict_mode=True)
        except binascii.Error:
            raise Damaged(Part.ARMOR, "a line is not well formed") from None
        if base64.b64encode(data) != line:
            raise Damaged(Part.ARMOR, "a line is not well formed")
        return data

    def _finish(self) -> None:
        rest = self._text.read(_SPACE_LIMIT_BYTES + 1)
        if rest.strip() or len(rest) > _SPACE_LIMIT_BYTES:
            raise Damaged(Part.ARMOR, "something follows its end")
        self._ended = True
