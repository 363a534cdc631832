"""Where the web server listens: whether it is free, a free port where any will do, and whether it
answers.
"""

import socket

from untilthen.cli.codes import CannotDo, ExitCode
from untilthen.cli.language import gettext

ANSWER_SECONDS = 5
LONGEST_LINE_BYTES = 65536


def require_free(listens_at: tuple[str, int]) -> int:
    """Return the port to listen at (a free one for 0); raises CannotDo where it is taken."""
    host, port = listens_at
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            reason = (problem.strerror or str(problem)).lower()
            said = gettext("cannot listen at {host}:{port}: {reason}; --listen chooses another")
            sentence = said.format(host=host, port=port, reason=reason)
            raise CannotDo(sentence, ExitCode.FAILED) from None
        chosen: int = probe.getsockname()[1]
    return chosen


def answers(listens_at: tuple[str, int], name: str) -> bool:
    """Return whether a page comes from there, asked for under the host name of our address."""
    host, port = listens_at
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - called, not bound
    # By hand: http.client would double the memory of a process that otherwise only waits.
    request = f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode()
    try:
        with socket.create_connection((near, port), ANSWER_SECONDS) as connection:
            connection.sendall(request)
            answer = connection.recv(LONGEST_LINE_BYTES)
            while connection.recv(LONGEST_LINE_BYTES):
                continue
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 ") and not answer.startswith(b"HTTP/1.1 5")
