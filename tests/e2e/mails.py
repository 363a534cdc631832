"""The mails that a real mail server took, as their readers would see them."""

import mailbox
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

LINK = re.compile(r"https?://[^\s<>\"]+/go/[A-Za-z0-9_-]+")
CODE = re.compile(r"^\s*([A-Z0-9]{4,}(?:-[A-Z0-9]+)*)\s*$", re.MULTILINE)


class Mails:
    """Everybody's mail, in the order it came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[EmailMessage]:
        """Return every mail there is, oldest first."""
        box = mailbox.Maildir(str(self.folder), create=False)
        keys = sorted(box.keys(), key=lambda key: (self.folder / "new" / key).stat().st_mtime_ns)
        read = (message_from_bytes(box.get_bytes(key), policy=policy.default) for key in keys)
        return [each for each in read if isinstance(each, EmailMessage)]

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address."""
        return [each for each in self.all() if address in str(each["To"])]

    def newest(self, address: str) -> str:
        """Return the text of the newest mail to an address."""
        return text_of(self.to(address)[-1])

    def link(self, address: str) -> str:
        """Return the link in the newest mail to an address that has one."""
        for each in reversed(self.to(address)):
            found = LINK.search(text_of(each))
            if found:
                return found[0]
        raise AssertionError(f"no link was mailed to {address}")

    def code(self, address: str) -> str:
        """Return the code in the newest mail to an address."""
        found = CODE.search(self.newest(address))
        assert found, self.newest(address)
        return found[1]


def text_of(message: EmailMessage) -> str:
    """Return the text part of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
