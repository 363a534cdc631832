"""Streams that give and take little at a time, as pipes and busy disks do."""

import io
import random


class Dribble(io.RawIOBase):
    """Gives `content` in pieces of 1 to `most` bytes; the sizes are drawn from `seed`."""

    def __init__(self, content: bytes, *, most: int, seed: int = 1) -> None:
        super().__init__()
        self._content = io.BytesIO(content)
        self._most = most
        self._dice = random.Random(seed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        return self._content.readinto(buffer[: self._dice.randint(1, self._most)])


class Sip:
    """Takes at most `most` bytes of each write."""

    def __init__(self, *, most: int) -> None:
        self.taken = bytearray()
        self._most = most

    def write(self, data: memoryview, /) -> int:
        self.taken += data[: self._most]
        return min(len(data), self._most)
