"""A tiny server for the browser modules: pages under our own content policy, and sealed bytes.

It keeps the HTTP contract of the letters app in memory and on a temporary disk, counts what it
is asked, and can be told to fail in the ways that bad connections do.
"""

import hashlib
import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.browser_js.multipart import Part, parts
from untilthen.web.middleware import CONTENT_POLICY

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Request:
    """What the browser asked."""

    method: str
    path: str
    headers: Message
    body: bytes

    def json(self) -> dict[str, object]:
        """Return the body as the JSON object it is."""
        fields = json.loads(self.body)
        assert isinstance(fields, dict)
        return fields


@dataclass(frozen=True)
class Answer:
    """What the browser gets; `cut` leaves out the answer and breaks the connection instead."""

    status: int
    body: bytes = b""
    type: str = "application/json"
    cut: bool = False


def said(status: int, **fields: object) -> Answer:
    """Return an answer in JSON."""
    return Answer(status, json.dumps(fields).encode("utf-8"))


@dataclass
class World:
    """What the server holds, and how it is to misbehave next."""

    static: tuple[Path, ...]
    disk: Path
    token: str = "token-of-this-page"
    pages: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, Path] = field(default_factory=dict)
    finished: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    posted: dict[str, list[Request]] = field(default_factory=dict)
    saved: list[list[Part]] = field(default_factory=list)
    faults: deque[Callable[[Request], Answer | None]] = field(default_factory=deque)
    watch: Callable[[], None] = lambda: None

    def answer(self, request: Request) -> Answer:
        """Return what this request is answered with."""
        self.posted.setdefault(f"{request.method} {request.path}", []).append(request)
        if request.method != "GET" and request.headers["X-CSRFToken"] != self.token:
            return Answer(403, b"<p>forbidden</p>", "text/html")
        fault = self.faults.popleft() if self.faults and request.method != "GET" else None
        spoiled = fault(request) if fault else None
        return spoiled or self.route(request)

    def route(self, request: Request) -> Answer:
        """Return what this request is answered with when nothing goes wrong."""
        if request.method == "GET":
            return self._get(request.path)
        if request.path == "/files/":
            return self._new_file(request)
        if request.path.startswith("/files/"):
            name = request.path.split("/")[2]
            return (
                self._put(name, request) if request.method == "PUT" else self._done(name, request)
            )
        if request.path == "/letters/save/":
            self.saved.append(parts(request.headers["Content-Type"], request.body))
            return said(200, letter="7", version=1, next="/saved/")
        if request.path == "/key/":
            return said(201, next="/saved/")
        if request.path == "/manifest/":
            return said(200)
        return said(404)

    def _get(self, path: str) -> Answer:
        if path in self.pages:
            return Answer(200, self.pages[path], "text/html; charset=utf-8")
        if path in self.blobs:
            return Answer(200, self.blobs[path], "application/octet-stream")
        if path.startswith("/files/") and path.split("/")[2] in self.finished:
            sealed = self.uploads[path.split("/")[2]].read_bytes()
            return Answer(200, sealed, "application/octet-stream")
        for folder in self.static:
            file = folder / path.removeprefix("/static/")
            if path.startswith("/static/") and file.is_file():
                return Answer(200, file.read_bytes(), TYPES.get(file.suffix, "text/plain"))
        return Answer(404, b"<p>nothing here</p>", "text/html")

    def _new_file(self, request: Request) -> Answer:
        name = f"00000000-0000-4000-8000-{len(self.uploads) + 1:012d}"
        self.uploads[name] = self.disk / name
        self.uploads[name].write_bytes(b"")
        self.sizes[name] = int(str(request.json()["size"]))
        return said(201, file=name)

    def _put(self, name: str, request: Request) -> Answer:
        if name not in self.uploads:
            return said(404)
        self.watch()
        here = self.uploads[name].stat().st_size
        if int(request.headers["Upload-Offset"]) != here:
            return said(409, received=here)
        with self.uploads[name].open("ab") as file:
            file.write(request.body)
        return said(200, received=here + len(request.body))

    def _done(self, name: str, request: Request) -> Answer:
        whole = request.json()
        with self.uploads[name].open("rb") as file:
            here = hashlib.file_digest(file, "sha256").hexdigest()
        if whole != {"size": self.uploads[name].stat().st_size, "sha256": here}:
            return said(422, errors={"attachments": "This is not what was sent."})
        self.finished[name] = here
        return said(200)


class Handler(BaseHTTPRequestHandler):
    """Passes requests to the world, and its answers back under the content policy."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.server.world.answer(Request(self.command, self.path, self.headers, body))
        if answer.cut:
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST = do_PUT = _serve  # noqa: N815  the names http.server calls

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """The world behind an address of its own, for as long as a `with` lasts."""

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.world = world
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def address(self) -> str:
        """Return where it listens; by name, since passkeys need one."""
        return f"http://localhost:{self.server_port}"

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle is no error of ours."""
