"""A real mail server in a process of its own; the address a mail goes to says what becomes of it.

Prints a line of JSON for everything it is told. A line on its standard input lets go whatever is
held, now and later; it ends with its input. Run as `python smtp_server.py '{"port": 2525, ...}'`.
"""

import base64
import json
import ssl
import sys
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Future = Any  # of the server's loop; aiosmtpd waits for what a handler returns

ANSWERS = {
    "busy": "450 4.2.1 <busy@example.org>: try later",
    "full": "552 mailbox full",
    "gone": "550 5.1.1 <gone@example.org>: no such user",
    "bare": "550 no such user",
    "policy": "554 5.7.1 relay access denied",
}
CONTENT_ANSWERS = {"spam": "550 5.7.1 this looks like spam", "slow": "451 4.3.0 greylisted"}


def tell(**event: object) -> None:
    """Print what happened, as one line."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def what(address: str) -> str:
    """Return what an address asks for: the word before the first dash, dot or @."""
    return address.partition("@")[0].partition("-")[0].partition(".")[0]


class Server(SMTP):
    """aiosmtpd's server, which can also break off or fall silent in the middle."""

    @property
    def wire(self) -> Any:  # noqa: ANN401
        """The transport that a connection has from its beginning."""
        return self.transport

    def smtp_DATA(self, arg: str) -> Future:  # noqa: N802
        """Take the mail, unless its address asks for trouble here."""
        match what(self.envelope.rcpt_tos[-1]) if self.envelope and self.envelope.rcpt_tos else "":
            case "cutatdata":
                tell(event="cut")
                self.wire.abort()
            case "cutinbody":
                self.wire.write(b"354 go ahead\r\n")
                self.wire.pause_reading()
                self.loop.call_later(0.2, self.wire.abort)
                tell(event="cut")
            case "hangatdata":
                tell(event="hang")
                return self.loop.create_future()
            case _:
                return super().smtp_DATA(arg)
        return done(self, None)


def done(server: Server, value: object) -> Future:
    """Return a value that has already come."""
    future = server.loop.create_future()
    future.set_result(value)
    return future


def settle(future: Future, answer: str) -> None:
    """Give an answer, unless whoever waited has gone."""
    if not future.done():
        future.set_result(answer)


class Handler:
    """Answers as the addresses ask."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.held: list[tuple[Server, Future, str]] = []
        self.lets_go = False

    def hold(self, server: Server, answer: str) -> Future:
        """Return an answer that comes once we let go."""
        if self.lets_go:
            return done(server, answer)
        future = server.loop.create_future()
        self.held.append((server, future, answer))
        return future

    def let_go(self) -> None:
        """Give every answer held back, and hold none from now on."""
        self.lets_go = True
        for server, future, answer in self.held:
            server.loop.call_soon_threadsafe(settle, future, answer)

    def mail(
        self, server: Server, _session: object, envelope: Envelope, address: str, options: object
    ) -> Future:
        """Take a sender, or refuse it as the options say."""
        tell(event="mail", options=options)
        refusal = self.options.get("refuse_sender")
        if refusal:
            return done(server, refusal)
        envelope.mail_from = address
        return done(server, "250 2.1.0 sender ok")

    def rcpt(
        self, server: Server, _session: object, envelope: Envelope, address: str, _options: object
    ) -> Future:
        """Take a recipient, refuse them, or never answer."""
        tell(event="rcpt", to=address)
        if what(address) == "hang":
            return server.loop.create_future()
        if what(address) == "trickle":
            trickle(server)
            return server.loop.create_future()
        refusal = ANSWERS.get(what(address))
        if refusal:
            return done(server, refusal)
        envelope.rcpt_tos.append(address)
        if what(address) == "holdatrcpt":
            return self.hold(server, "250 2.1.5 recipient ok")
        return done(server, "250 2.1.5 recipient ok")

    def data(self, server: Server, session: Session, envelope: Envelope) -> Future:
        """Keep a mail: say so, or break off, or never say it."""
        content = base64.b64encode(envelope.original_content or b"").decode()
        tell(
            event="accepted",
            to=envelope.rcpt_tos,
            content=content,
            sender=envelope.mail_from,
            utf8=bool(envelope.smtp_utf8),
            peer=(session.peer or ("", 0))[1],
            tls=server.wire.get_extra_info("ssl_object") is not None,
            signed_in=session.authenticated,
        )
        for address in envelope.rcpt_tos:
            match what(address):
                case "hold":
                    return self.hold(server, "250 2.0.0 taken")
                case "cutafter":
                    server.wire.abort()
                case "hangafter":
                    return server.loop.create_future()
                case word if word in CONTENT_ANSWERS:
                    return done(server, CONTENT_ANSWERS[word])
                case _:
                    continue
        if self.options.get("close_after_each"):
            server.loop.call_later(0, server.wire.close)
        return done(server, "250 2.0.0 taken")

    # aiosmtpd looks for these names.
    handle_MAIL = mail  # noqa: N815
    handle_RCPT = rcpt  # noqa: N815
    handle_DATA = data  # noqa: N815


def trickle(server: Server) -> None:
    """Send a byte of an answer now and then, and never its end."""
    if not server.wire.is_closing():
        server.wire.write(b"2")
        server.loop.call_later(0.1, trickle, server)


class Listening(Controller):
    """Makes our server for each connection."""

    options: dict[str, Any]

    def factory(self) -> Server:
        """Return a server as the options ask: TLS, sign-in, letters beyond ASCII."""
        options = self.options
        starttls = certificate(options) if options.get("tls") == "starttls" else None
        return Server(
            self.handler,
            hostname="mail.example.org",
            enable_SMTPUTF8=not options.get("no_utf8"),
            tls_context=starttls,
            require_starttls=starttls is not None,
            auth_required=bool(options.get("password")),
            auth_require_tls=starttls is not None,
            authenticator=self.authenticate if options.get("password") else None,
            timeout=60,
        )

    def authenticate(
        self, _server: object, _session: object, _envelope: object, _how: str, given: LoginPassword
    ) -> AuthResult:
        """Let in whoever knows the password."""
        good = given.password.decode() == self.options["password"]
        return AuthResult(success=good, handled=False)


def certificate(options: dict[str, Any]) -> ssl.SSLContext:
    """Return the server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options["certificate"], options["key"])
    return context


def main() -> None:
    """Serve until standard input ends."""
    options = json.loads(sys.argv[1])
    Listening.options = options
    implicit = certificate(options) if options.get("tls") == "tls" else None
    handler = Handler(options)
    listening = Listening(handler, hostname="127.0.0.1", port=options["port"], ssl_context=implicit)
    listening.start()
    tell(event="ready")
    for _ in sys.stdin:
        handler.let_go()
    listening.stop()


if __name__ == "__main__":
    main()
