"""The courier for mail: hands each parcel to the mail server, over connections kept for reuse.

May be shared by threads: each takes a connection of its own for the time of one mail.
"""

from threading import Lock
from time import monotonic

from untilthen.outbox.couriers.base import CannotSend, Parcel
from untilthen.outbox.couriers.composing import compose
from untilthen.outbox.couriers.conversation import Conversation, GoneStale
from untilthen.outbox.couriers.mailbox import BadAddress, Mailbox, mailbox
from untilthen.outbox.couriers.server import MailServer

KEPT_SECONDS = 60.0  # servers close idle connections after some minutes; we are the first to go


class EmailCourier:
    """Sends mail by SMTP, each to one person; CannotSend says what exactly went wrong."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.idle: list[tuple[Conversation, float]] = []
        self.lock = Lock()

    def send(self, parcel: Parcel) -> None:
        """Return once the server has accepted responsibility; raises CannotSend."""
        try:
            to = mailbox(parcel.address)
        except BadAddress as problem:
            raise CannotSend(str(problem), permanent=True) from None
        content = compose(parcel, to, self.server.sender)
        kept = self.take()
        if kept is not None:
            try:
                self.send_over(kept, to, content, parcel.return_path)
            except GoneStale:
                pass  # the server closed it meanwhile; it has heard nothing of this mail
            else:
                return
        self.send_over(Conversation(self.server), to, content, parcel.return_path)

    def send_over(
        self, conversation: Conversation, to: Mailbox, content: bytes, return_path: str
    ) -> None:
        """Hand a mail over and keep the connection if it is good for more, else close it."""
        good = False
        try:
            conversation.hand_over(to, content, return_path)
            good = True
        except CannotSend:
            good = conversation.is_usable()
            raise
        finally:
            if good:
                self.keep(conversation)
            else:
                conversation.close()

    def take(self) -> Conversation | None:
        """Return the connection used last, or none; those too long unused are closed."""
        oldest = monotonic() - KEPT_SECONDS
        with self.lock:
            old = [each for each, since in self.idle if since < oldest]
            self.idle = [pair for pair in self.idle if pair[1] >= oldest]
            found = self.idle.pop()[0] if self.idle else None
        for each in old:
            each.close()
        return found

    def keep(self, conversation: Conversation) -> None:
        """Keep a connection for the next mail; there are never more than mails under way."""
        conversation.kept = True
        with self.lock:
            self.idle.append((conversation, monotonic()))

    def try_out(self) -> None:
        """Connect and sign in just as for a mail, and send none; raises CannotSend."""
        conversation = Conversation(self.server)
        usable = conversation.is_usable()
        conversation.close()
        if not usable:
            raise CannotSend(f"{self.server} let us in, then did not answer", ours=True)

    def close(self) -> None:
        """Close every connection kept."""
        with self.lock:
            kept, self.idle = self.idle, []
        for conversation, _ in kept:
            conversation.close()
