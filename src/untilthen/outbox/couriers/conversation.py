"""One signed-in connection to the mail server, kept for many mails.

What a failure means depends on how far the mail had come: before the final dot it was not taken.
"""

import re
import smtplib
import ssl

from untilthen.outbox.couriers.base import CannotSend
from untilthen.outbox.couriers.mailbox import Mailbox
from untilthen.outbox.couriers.replies import Stage, meaning
from untilthen.outbox.couriers.server import MailServer
from untilthen.outbox.couriers.timed import connected, tls

LINE_START_DOT = re.compile(rb"(?m)^\.")
READY, TAKEN, FORWARDED, GO_ON, CLOSING = 220, 250, 251, 354, 421
BROKEN = (OSError, smtplib.SMTPException)
Answer = tuple[int, bytes]


class GoneStale(Exception):
    """A kept connection turned out to be closed before the server was told of a mail."""


class Conversation:
    """A connection for one mail after another. Not to be shared by threads."""

    def __init__(self, server: MailServer) -> None:
        """Connect, begin TLS and sign in as the settings say; raises CannotSend, always `ours`."""
        self.server = server
        self.kept = False
        self.stage = Stage.GREETING
        try:
            self.client = connected(server)
            try:
                self.be_let_in()
            except BaseException:
                self.close()
                raise
        except smtplib.SMTPResponseException as answer:
            raise self.meaning_of(answer) from None
        except BROKEN as problem:
            raise self.broken(problem) from None

    def be_let_in(self) -> None:
        """Greet, begin TLS, sign in."""
        self.expect(self.client.ehlo(), TAKEN)
        if self.server.security == "starttls":
            self.stage = Stage.TLS
            if not self.client.has_extn("starttls"):
                raise CannotSend(f"{self.server} does not offer STARTTLS", ours=True)
            self.expect(self.client.starttls(context=tls()), READY)
            self.expect(self.client.ehlo(), TAKEN)
        if self.server.user:
            self.stage = Stage.SIGN_IN
            self.client.login(self.server.user, self.server.password)

    def hand_over(self, to: Mailbox, content: bytes, sender: str = "") -> None:
        """Return once the server has taken responsibility; raises CannotSend, or GoneStale.

        `sender` is where the mail comes back to if it does, instead of our usual address.
        """
        if to.needs_utf8 and not self.client.has_extn("smtputf8"):
            raise CannotSend("the mail server cannot write to such an address", permanent=True)
        self.client.begin(self.server.longest)
        self.name_sender(to, sender or self.server.sender)
        try:
            self.stage = Stage.RECIPIENT
            self.expect(self.client.docmd(f"RCPT TO:<{to}>"), TAKEN, FORWARDED)
            self.stage = Stage.DATA
            self.expect(self.client.docmd("DATA"), GO_ON)
            self.client.send(LINE_START_DOT.sub(b"..", content) + b"\r\n.\r\n")
        except BROKEN as problem:
            raise self.broken(problem) from None
        self.hear_it_was_taken()

    def name_sender(self, to: Mailbox, sender: str) -> None:
        """Begin a mail; raises GoneStale where a kept connection proves closed: nothing is lost."""
        self.stage = Stage.SENDER
        self.client.command_encoding = "utf-8" if to.needs_utf8 else "ascii"
        options = " SMTPUTF8 BODY=8BITMIME" if to.needs_utf8 else ""
        try:
            answer = self.client.docmd(f"MAIL FROM:<{sender}>{options}")
        except BROKEN as problem:
            if self.kept:
                raise GoneStale from None
            raise self.broken(problem) from None
        if self.kept and answer[0] == CLOSING:
            raise GoneStale
        self.expect(answer, TAKEN)

    def hear_it_was_taken(self) -> None:
        """Wait for the answer to the whole mail; without a clear one it may have been taken."""
        self.stage = Stage.CONTENT
        try:
            code, said = self.client.getreply()
        except BROKEN as problem:
            unclear = self.broken(problem)
            unclear.unclear = True
            raise unclear from None
        if not 200 <= code < 600:
            self.client.close()
            raise CannotSend(f"{self.server}: no clear answer {self.stage.value}", unclear=True)
        self.expect((code, said), TAKEN)

    def is_usable(self) -> bool:
        """Return whether the connection can take another mail, once the last is taken back."""
        self.client.begin(self.server.timeout)
        try:
            return self.client.sock is not None and self.client.rset()[0] == TAKEN
        except BROKEN:
            return False

    def close(self) -> None:
        """End the connection, saying so but not waiting for an answer."""
        try:
            self.client.begin(1)
            if self.client.sock is not None:
                self.client.putcmd("quit")
        except BROKEN:
            return  # it was closed already
        finally:
            self.client.close()

    def expect(self, answer: Answer, *wanted: int) -> None:
        """Go on if the answer is one of those wanted; raises CannotSend."""
        if answer[0] not in wanted:
            raise meaning(self.stage, *answer)

    def meaning_of(self, problem: smtplib.SMTPResponseException) -> CannotSend:
        """Return what an answer means that smtplib made an error of."""
        said = problem.smtp_error
        return meaning(
            self.stage, problem.smtp_code, said if isinstance(said, bytes) else said.encode()
        )

    def broken(self, problem: Exception) -> CannotSend:
        """Return what a broken connection means; nothing was taken, as far as the stage goes."""
        letting_in = self.stage in (Stage.GREETING, Stage.TLS, Stage.SIGN_IN)
        return CannotSend(f"{self.server}: {in_words(problem)} {self.stage.value}", ours=letting_in)


def in_words(problem: Exception) -> str:
    """Return what went wrong on the line, in a few words."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({problem.verify_message})"
    if isinstance(problem, TimeoutError):
        return "no answer in time"
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return "no answer, or the connection was lost,"
    return str(getattr(problem, "strerror", None) or problem).lower()
