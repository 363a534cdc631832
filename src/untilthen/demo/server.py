"""The demo's web server: threads of one process, for the few browsers of one machine.

`untilthen web` serves real plans with worker processes; a demo should start at once and end whole.
"""

import socket
import sys
from socketserver import TCPServer, ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class QuietHandler(WSGIRequestHandler):
    """Answers without a log: addresses hold tokens."""

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


class DemoServer(ThreadingMixIn, WSGIServer):
    """Answers each browser's connection in a thread of its own."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, listens_at: tuple[str, int], application: Any) -> None:  # noqa: ANN401
        """Listen at host and port; raises OSError where that is taken."""
        self.address_family = socket.AF_INET6 if ":" in listens_at[0] else socket.AF_INET
        super().__init__(listens_at, QuietHandler)
        self.set_app(application)

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called."""
        TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name, self.server_port = str(host), int(port)
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing where a browser went away before its answer was there."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
