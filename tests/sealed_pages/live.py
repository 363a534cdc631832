"""The real application behind an address, in this process and on this test's own transaction, so
that a test sees what the page did and all of it is undone afterwards. One request at a time.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

POLL_SECONDS = 0.05


class Quiet(WSGIRequestHandler):
    """Says nothing about requests, and lets a browser hang up."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Serial(WSGIServer):
    """Answers one request after the other: they share one connection to the database."""

    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no error of ours."""


def recording(application: WSGIApplication, bodies: list[bytes]) -> WSGIApplication:
    """Return the application, which keeps what every request brings."""

    def recorded(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        bodies.append(body)
        return application(environ | {"wsgi.input": io.BytesIO(body)}, start)

    return recorded


@contextmanager
def served(bodies: list[bytes]) -> Iterator[str]:
    """Serve the application while the block runs; yields its address, and keeps what is sent."""
    application = recording(StaticFilesHandler(WSGIHandler()), bodies)
    server = make_server("127.0.0.1", 0, application, Serial, Quiet)
    shared = {alias: connections[alias] for alias in connections}
    for each in shared.values():
        each.inc_thread_sharing()

    def serve() -> None:
        for alias, each in shared.items():
            connections[alias] = each
        server.serve_forever(POLL_SECONDS)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for each in shared.values():
            each.dec_thread_sharing()
