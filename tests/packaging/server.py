"""The installed `untilthen serve` as a process of its own, on a port of this machine."""

import contextlib
import http.client
import os
import selectors
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.packaging.installed import clean_environment

PATIENCE_SECONDS = 60


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A running server, and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.printed = ""

    def wait_for_address(self) -> None:
        """Wait until it has printed the address to open, which it does once it answers there."""
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while f"http://127.0.0.1:{self.port}" not in self.printed:
                assert selector.select(PATIENCE_SECONDS), f"silent after: {self.printed}"
                said = os.read(self.process.stdout.fileno(), 65536)
                assert said, f"it ended after: {self.printed}"
                self.printed += said.decode()

    def get(self, path: str) -> str:
        """Return the page at a path; fail where the answer is not 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
        assert answer.status == 200, f"{answer.status} {body[:300]}\n{self.printed}"
        return body

    def stop(self) -> int:
        """Ask it to end, as a machine that shuts down does; return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)


@contextlib.contextmanager
def serving(command: Path, folder: Path, port: int) -> Iterator[Server]:
    """Run `untilthen serve` on empty data in `folder`; end it and all it started afterwards."""
    address = f"127.0.0.1:{port}"
    process = subprocess.Popen(
        [str(command), "serve", "--data", str(folder / "data")],
        cwd=folder,
        env=clean_environment(UNTILTHEN_LISTEN=address, UNTILTHEN_ADDRESS=f"http://{address}"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        server = Server(process, port)
        server.wait_for_address()
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
