"""A recorder between two ends of a connection: passes every byte on, and keeps it in a file."""

import contextlib
import socket
import threading
from itertools import count
from pathlib import Path

TAKE_BYTES = 1 << 16


class Wire:
    """Listens on a port of its own and carries everything to and from `target`."""

    def __init__(self, name: str, target: int, folder: Path) -> None:
        self.name, self.target, self.folder = name, target, folder
        self.numbers = count(1)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Take connections until the listener is closed."""
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self.join, args=(near, next(self.numbers))).start()

    def join(self, near: socket.socket, number: int) -> None:
        """Carry one connection, both ways, until both are at their end."""
        ways = [self.folder / f"{self.name}-{number}-{way}" for way in ("there", "back")]
        with (
            near,
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.target)) as far,
        ):
            back = threading.Thread(target=carry, args=(far, near, ways[1]))
            back.start()
            carry(near, far, ways[0])
            back.join()

    def close(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


def carry(source: socket.socket, sink: socket.socket, path: Path) -> None:
    """Carry one direction of a connection until its end, keeping every byte."""
    with path.open("ab", buffering=0) as kept, contextlib.suppress(OSError):
        while taken := source.recv(TAKE_BYTES):
            kept.write(taken)
            sink.sendall(taken)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
