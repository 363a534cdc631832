"""Reading and writing streams that give or take less than they were asked for.

A pipe, a socket or a slow disk may hand over a few bytes at a time; taking that for the end
of the file would cut a letter short without a word.
"""

import io
from typing import Protocol


class Source(Protocol):
    """Anything that fills a buffer: open binary files, BytesIO, raw pipes."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill a part of `buffer` and return its length, 0 at the end."""
        ...


class Sink(Protocol):
    """Anything that takes bytes and says how many it took."""

    def write(self, data: memoryview, /) -> int | None:
        """Take a part of `data` and return its length."""
        ...


def fill(source: Source, view: memoryview) -> int:
    """Fill `view` from `source` and return how many bytes came before the end."""
    filled = 0
    while filled < len(view):
        count = source.readinto(view[filled:])
        if count is None:
            raise BlockingIOError("the source is not ready and does not wait")
        if count == 0:
            break
        filled += count
    return filled


def write_all(sink: Sink, data: memoryview) -> None:
    """Write all of `data`, however little the sink takes at once."""
    while len(data):
        count = sink.write(data)
        if not count:
            raise BlockingIOError("the sink takes nothing")
        data = data[count:]


class Resumed(io.RawIOBase):
    """A source that first gives back what was already read from it."""

    def __init__(self, taken: bytes, source: Source) -> None:
        super().__init__()
        self._taken = memoryview(taken)
        self._source = source

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]
        """Fill `buffer` from what was taken, then from the source itself."""
        if not len(self._taken):
            return self._source.readinto(buffer)
        count = min(len(buffer), len(self._taken))
        buffer[:count] = self._taken[:count]
        self._taken = self._taken[count:]
        return count
