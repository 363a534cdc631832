"""A messenger's server on this machine: takes every POST, remembers it, and answers as told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any


class Messenger(ThreadingHTTPServer):
    """What it took, and how it answers: a status, a place to go to instead, seconds to wait."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken: list[dict[str, Any]] = []
        self.asked = 0
        self.status = 200
        self.elsewhere = ""
        self.waits_seconds = 0.0

    @property
    def address(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Messenger

    def do_POST(self) -> None:
        """Take a message."""
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked += 1
        sleep(self.server.waits_seconds)
        if self.server.status == 200:
            self.server.taken.append({"path": self.path, **json.loads(content)})
        self.send_response(self.server.status)
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_GET(self) -> None:
        """Count whoever comes by a redirect."""
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def messenger() -> Iterator[Messenger]:
    """Run a messenger's server while the block runs."""
    server = Messenger()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
