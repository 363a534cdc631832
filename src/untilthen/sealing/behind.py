"""Writing what is ready while the next of it is being made: the disk and the cipher side by side.

Half of the time that a large file takes is spent waiting for the disk to take it.
"""

import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from untilthen.sealing.sources import Sink, write_all


class Behind:
    """Writes to `sink` in a thread of its own, one piece behind; used in a `with`.

    A piece must stay as it is until the next `write` or `finish` has returned.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._pieces: SimpleQueue[memoryview | None] = SimpleQueue()
        self._answers: SimpleQueue[BaseException | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._is_writing = False

    def write(self, data: memoryview, /) -> None:
        """Take all of `data`, once the piece before it is written; raises what that raised."""
        self.finish()
        if self._thread is None:
            self._thread = Thread(target=self._work, name="behind")
            self._thread.start()
        self._is_writing = True
        self._pieces.put(data)

    def finish(self) -> None:
        """Wait until everything is written; raises what writing it raised."""
        if self._is_writing:
            self._is_writing = False
            error = self._answers.get()
            if error:
                raise error

    def __enter__(self) -> "Behind":
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for the thread, so that after an error nobody writes to the sink any more."""
        if self._thread:
            self._pieces.put(None)
            self._thread.join()

    def _work(self) -> None:
        for piece in iter(self._pieces.get, None):
            with suppress(Exception):  # raised again by `finish`, where somebody can answer it
                try:
                    write_all(self._sink, piece)
                finally:
                    self._answers.put(sys.exception())
