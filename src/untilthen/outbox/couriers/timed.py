"""smtplib's client with a limit on every answer, and on all the answers of one mail together.

smtplib's own timeout begins anew with each byte; a server that trickles could hold a mail for days.
"""

import smtplib
import socket
import ssl
from functools import cache
from time import monotonic

from untilthen.outbox.couriers.server import MailServer

READ_BYTES = 4096
AT_LEAST = 0.001  # seconds; a socket timeout of zero would mean something else


class Lines:
    """Reads a server's answers line by line until a given moment of the monotonic clock."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.read = b""
        self.until = monotonic()

    def readline(self, most: int) -> bytes:
        """Return the next line, or nothing at the end of the connection; raises TimeoutError."""
        while b"\n" not in self.read and len(self.read) < most:
            left = self.until - monotonic()
            if left <= 0:
                raise TimeoutError("no answer in time")
            self.sock.settimeout(max(left, AT_LEAST))
            more = self.sock.recv(READ_BYTES)
            if not more:
                return b""
            self.read += more
        end = self.read.find(b"\n") + 1 or most
        line, self.read = self.read[:end], self.read[end:]
        return line

    def close(self) -> None:
        """Do nothing: whoever has the socket closes it."""


class Timed(smtplib.SMTP):
    """A connection to `server`; making one connects. Raises what smtplib raises, in time."""

    def __init__(self, server: MailServer, **more: ssl.SSLContext) -> None:
        self.limit = server.timeout
        self.ends = monotonic() + server.longest
        super().__init__(
            server.host,
            server.port,
            local_hostname=server.our_name,
            timeout=server.timeout,
            **more,  # type: ignore[arg-type]
        )

    def begin(self, seconds: float) -> None:
        """Give all that follows this long, and each step the server's limit."""
        self.ends = monotonic() + seconds
        self.set_limit()

    def set_limit(self) -> None:
        """Let the next thing sent take no longer than it may."""
        if self.sock is not None:
            self.sock.settimeout(max(min(self.limit, self.ends - monotonic()), AT_LEAST))

    def getreply(self) -> tuple[int, bytes]:
        """Return the server's answer; raises SMTPServerDisconnected, also when its time is up.

        The connection is closed then: an answer that comes late would be taken for the next one.
        """
        if self.sock is not None and not isinstance(self.file, Lines):
            self.file = Lines(self.sock)
        if self.file is not None:
            self.file.until = min(monotonic() + self.limit, self.ends)
        answer = super().getreply()
        self.set_limit()
        return answer


class TimedTls(Timed, smtplib.SMTP_SSL):
    """The same, speaking TLS from the first byte."""


@cache
def tls() -> ssl.SSLContext:
    """Return what we ask of TLS: a certificate the machine trusts, for the name we called."""
    return ssl.create_default_context()


def connected(server: MailServer) -> Timed:
    """Return a connection that has been greeted; raises what smtplib raises."""
    return TimedTls(server, context=tls()) if server.security == "tls" else Timed(server)
