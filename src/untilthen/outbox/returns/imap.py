"""Reads the mailbox where mail comes back, over IMAP; each mail is taken once and marked as seen.

What was a report on a mail of ours is deleted there; what a person wrote stays for whoever keeps
the mailbox. Every answer is waited for a limited time, and only so many mails are taken at once.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from untilthen.outbox.returns.reading import LARGEST_BYTES

ANSWER_SECONDS = 20.0
AT_ONCE = 50
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
Take = Callable[[bytes], bool]


@dataclass
class CannotRead(Exception):
    """The mailbox could not be read; the reason names nobody and no password."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, kw_only=True)
class Box:
    """A mailbox: where it is and how to sign in; `folder` within it."""

    host: str
    port: int
    secure: bool
    user: str
    password: str
    folder: str
    seconds: float = ANSWER_SECONDS

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def box_from(address: str) -> Box | None:
    """Return the mailbox of the setting `returns_mailbox`, or None where none is set."""
    if not address:
        return None
    parts = urlsplit(address)
    secure = parts.scheme == "imaps"
    return Box(
        host=parts.hostname or "",
        port=parts.port or (993 if secure else 143),
        secure=secure,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def read_new(box: Box, take: Take) -> int:
    """Give every new mail to `take`, which says whether it may be deleted; returns how many.

    Raises CannotRead. A mail is marked after it was taken: a crash in between takes it again.
    """
    with in_words():
        client = connected(box)
        try:
            return sum(take_one(client, number, take) for number in new_mails(client, box))
        finally:
            leave(client)


def try_out(box: Box) -> None:
    """Sign in and open the folder just as for reading, and read nothing; raises CannotRead."""
    with in_words():
        client = connected(box)
        try:
            open_folder(client, box)
        finally:
            leave(client)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what goes wrong with a mailbox into CannotRead."""
    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        raise CannotRead(f"its certificate is not trusted ({problem.verify_message})") from None
    except TimeoutError:
        raise CannotRead("no answer in time") from None
    except imaplib.IMAP4.error as problem:
        raise CannotRead(meant_by(problem)) from None
    except OSError as problem:
        raise CannotRead((problem.strerror or str(problem)).lower()) from None


def connected(box: Box) -> imaplib.IMAP4:
    """Return a connection that is signed in."""
    if box.secure:
        context = ssl.create_default_context()
        client: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            box.host, box.port, ssl_context=context, timeout=box.seconds
        )
    else:
        client = imaplib.IMAP4(box.host, box.port, timeout=box.seconds)
    try:
        client.login(box.user, box.password)
    except BaseException:
        leave(client)
        raise
    return client


def new_mails(client: imaplib.IMAP4, box: Box) -> Iterator[str]:
    """Yield the numbers of the oldest mails not seen yet, at most AT_ONCE."""
    open_folder(client, box)
    _, found = client.uid("SEARCH", "UNSEEN")
    yield from [number.decode() for number in (found[0] or b"").split()][:AT_ONCE]


def open_folder(client: imaplib.IMAP4, box: Box) -> None:
    """Open the folder; raises CannotRead where there is none."""
    quoted = box.folder.replace("\\", "\\\\").replace('"', '\\"')
    answer, _ = client.select(f'"{quoted}"')
    if answer != "OK":
        raise CannotRead(f"it has no folder {box.folder}")


def take_one(client: imaplib.IMAP4, number: str, take: Take) -> bool:
    """Take one mail, unless it is too large, and mark it; returns whether there was one."""
    _, sizes = client.uid("FETCH", number, "(RFC822.SIZE)")
    size = SIZE.search(flat(sizes))
    if size is None:
        return False
    done = False
    if int(size[1]) <= LARGEST_BYTES:
        _, answer = client.uid("FETCH", number, "(BODY.PEEK[])")
        done = take(next((each[1] for each in answer if isinstance(each, tuple)), b""))
    client.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen \Deleted)" if done else r"(\Seen)")
    return True


def flat(answer: list[object]) -> bytes:
    """Return an answer of imaplib's many forms as bytes."""
    lines = (each[0] if isinstance(each, tuple) else each for each in answer)
    return b" ".join(line for line in lines if isinstance(line, bytes))


def leave(client: imaplib.IMAP4) -> None:
    """Expunge what was deleted and end the connection; an error here has lost nothing."""
    with suppress(OSError, imaplib.IMAP4.error):
        if client.state == "SELECTED":
            client.close()
    with suppress(OSError, imaplib.IMAP4.error):
        client.logout()
    with suppress(OSError):
        client.shutdown()  # which logout leaves out where the connection is broken


def meant_by(problem: imaplib.IMAP4.error) -> str:
    """Return what a server said of us; its words may hold the user's name, so only their kind."""
    said = str(problem).lower()
    return "it does not let us in" if "auth" in said or "login" in said else "it broke off"
