"""A mailbox over IMAP for one test, as far as we speak it: mails by number, seen or deleted."""

import contextlib
import re
import socketserver
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Thread

PATIENCE_SECONDS = 30
USER, PASSWORD = "post", "p ss:w@rd"
DONE = b"OK done"
UNTAGGED = {"CAPABILITY": [b"* CAPABILITY IMAP4rev1"], "LOGOUT": [b"* BYE until then"]}
Answer = tuple[list[bytes], bytes]


@dataclass
class Mailbox:
    """What lies in it, and what is wrong with it: "" | silent | garbage | break_off."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    wrong: str = ""
    port: int = 0
    fetched: list[int] = field(default_factory=list)
    change: Condition = field(default_factory=Condition)

    def put(self, *mails: bytes) -> None:
        """Let mails arrive."""
        for mail in mails:
            self.mails[len(self.mails) + 1] = mail

    @property
    def left(self) -> list[int]:
        """The numbers of the mails that are still there."""
        return [number for number in self.mails if number not in self.deleted]

    @property
    def address(self) -> str:
        """The setting that names it."""
        return f"imap://post:p%20ss%3Aw%40rd@127.0.0.1:{self.port}/INBOX"

    def wait_until(self, enough: Callable[[], bool]) -> None:
        """Wait until something holds; fail where nothing more happens in time."""
        with self.change:
            assert self.change.wait_for(enough, PATIENCE_SECONDS), "it never came"

    def answers(self, command: str, words: str) -> Answer:
        """Return the lines before the last one, and the last one, for a command."""
        known = {
            "LOGIN": self.login,
            "SELECT": self.select,
            "SEARCH": self.search,
            "FETCH": self.fetch,
            "STORE": self.store,
        }
        return known[command](words) if command in known else (UNTAGGED.get(command, []), DONE)

    def login(self, words: str) -> Answer:
        """Let in whoever knows the password."""
        given = [one or other for one, other in re.findall(r'"([^"]*)"|(\S+)', words)]
        good = given == [USER, PASSWORD]
        return [], DONE if good else b"NO [AUTHENTICATIONFAILED] " + USER.encode()

    def select(self, words: str) -> Answer:
        """Open the one folder there is."""
        return ([b"* 1 EXISTS"], DONE) if words == '"INBOX"' else ([], b"NO none")

    def search(self, _words: str) -> Answer:
        """List what is new."""
        new = [str(each) for each in self.left if each not in self.seen]
        return [b"* SEARCH " + " ".join(new).encode()], DONE

    def store(self, words: str) -> Answer:
        """Mark a mail."""
        number = int(words.split()[0])
        self.seen.add(number)
        if "Deleted" in words:
            self.deleted.add(number)
        return [], DONE

    def fetch(self, words: str) -> Answer:
        """Return a mail, or its size."""
        number = int(words.split()[0])
        mail = self.mails[number]
        if "SIZE" in words:
            return [b"* %d FETCH (UID %d RFC822.SIZE %d)" % (number, number, len(mail))], DONE
        self.fetched.append(number)
        said = b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)" % (number, number, len(mail), mail)
        return [said], DONE


class Session(socketserver.StreamRequestHandler):
    """One connection to it."""

    server: "Listening"

    def handle(self) -> None:
        """Answer until the client leaves."""
        box = self.server.box
        if box.wrong == "silent":
            self.rfile.readline()
            return
        self.wfile.write(b"\xff\x00 garbage\r\n" if box.wrong == "garbage" else b"* OK ready\r\n")
        for line in self.rfile:
            tag, command, *rest = line.decode().split(maxsplit=2)
            if command == "UID":
                command, *rest = rest[0].split(maxsplit=1)
            if box.wrong == "break_off" and command == "FETCH":
                return
            with box.change:
                before, last = box.answers(command.upper(), rest[0].strip() if rest else "")
                box.change.notify_all()
            for each in before:
                self.wfile.write(each + b"\r\n")
            self.wfile.write(tag.encode() + b" " + last + b"\r\n")


class Listening(socketserver.ThreadingTCPServer):
    """Listens on a port that is free."""

    daemon_threads = True
    block_on_close = False
    box: Mailbox


@contextlib.contextmanager
def imap_server(*mails: bytes, wrong: str = "") -> Iterator[Mailbox]:
    """Run a mailbox with these mails; end it afterwards."""
    box = Mailbox(wrong=wrong)
    box.put(*mails)
    with Listening(("127.0.0.1", 0), Session) as server:
        server.box = box
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield box
        server.shutdown()
        thread.join()
