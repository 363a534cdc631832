"""Hiding a file's true size: eight bytes of length, the content, and zeros up to a step.

Texts grow to powers of two, attachments to the next sixteenth of their size, so that the size
of what is sealed says little about what was written.
"""

import io

from untilthen.sealing.errors import Damaged, Part, SizeChanged
from untilthen.sealing.sources import Sink, Source, fill, write_all

LENGTH_BYTES = 8
SMALLEST_BYTES = 4096
_ZEROS = bytes(1 << 16)


def text_size(content_bytes: int) -> int:
    """Return the size of a padded text in bytes: the next power of two from 4096."""
    return max(SMALLEST_BYTES, 1 << (content_bytes + LENGTH_BYTES - 1).bit_length())


def attachment_size(content_bytes: int) -> int:
    """Return the size of a padded attachment in bytes: the next sixteenth of its power of two.

    Content and length together never grow by more than a sixteenth, from 4096 bytes on.
    """
    total = content_bytes + LENGTH_BYTES
    step = max(1 << max(total.bit_length() - 5, 0), 1)
    return max(SMALLEST_BYTES, -(-total // step) * step)


def pad_text(content: bytes) -> bytes:
    """Return a text framed and padded, ready to be sealed."""
    framed = len(content).to_bytes(LENGTH_BYTES, "big") + content
    return framed.ljust(text_size(len(content)), b"\0")


def unpad(framed: bytes) -> bytes:
    """Return the content of a frame; Damaged if it is none."""
    content = io.BytesIO()
    sink = UnpaddingSink(content)
    sink.write(memoryview(framed))
    sink.finish()
    return content.getvalue()


class PaddedAttachment(io.RawIOBase):
    """A source that frames and pads `source`, whose size in bytes must be told beforehand."""

    def __init__(self, source: Source, size: int) -> None:
        super().__init__()
        self._source = source
        self._head = memoryview(size.to_bytes(LENGTH_BYTES, "big"))
        self._content_left = size
        self._zeros_left = attachment_size(size) - LENGTH_BYTES - size
        self._checked = False  # that nothing follows the content

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]
        """Fill a part of `buffer`; SizeChanged if the source is shorter or longer than said."""
        if len(self._head):
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        if self._content_left:
            taken = self._source.readinto(buffer[: self._content_left])
            if taken == 0:
                raise SizeChanged
            self._content_left -= taken or 0
            return taken
        if not self._checked and fill(self._source, memoryview(bytearray(1))):
            raise SizeChanged
        self._checked = True
        count = min(len(buffer), self._zeros_left, len(_ZEROS))
        buffer[:count] = _ZEROS[:count]
        self._zeros_left -= count
        return count


class UnpaddingSink:
    """A sink that passes on only the content of the frame it is given."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._head = b""
        self._left = 0

    def write(self, data: memoryview, /) -> int:
        """Take all of `data`; Damaged if anything but zeros follows the content."""
        size = len(data)
        if len(self._head) < LENGTH_BYTES:
            needed = LENGTH_BYTES - len(self._head)
            self._head += bytes(data[:needed])
            data = data[needed:]
            self._left = int.from_bytes(self._head, "big")
            if len(self._head) < LENGTH_BYTES:
                return size
        content = data[: self._left]
        write_all(self._sink, content)
        self._left -= len(content)
        if bytes(data[len(content) :]).lstrip(b"\0"):
            raise Damaged(Part.CONTENT, "something else stands where padding should be")
        return size

    def finish(self) -> None:
        """Raise Damaged unless the whole content has passed."""
        if len(self._head) < LENGTH_BYTES or self._left:
            raise Damaged(Part.CONTENT, "it is shorter than its frame says")
