"""What single settings may be: each function returns the value in its type or raises BadValue."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

RETURN_TOKEN_LENGTH, LONGEST_LOCAL = 24, 64
SHORTEST_SECRET = 20
MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9][A-Za-z0-9.-]*\Z")


@dataclass
class BadValue(Exception):
    """This cannot be the value; what is allowed, in words."""

    allowed: str


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a check for a whole number in a range."""

    def check(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise BadValue(f"a whole number from {least} to {most}")
        return int(text)

    return check


def one_of(*choices: str) -> Callable[[str], str]:
    """Return a check for one of a few words."""

    def check(text: str) -> str:
        if text not in choices:
            raise BadValue("one of " + ", ".join(choices))
        return text

    return check


def address(text: str) -> str:
    """Return a public address without its last slash."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise BadValue("an address such as https://until-then.example.org")
    return text.rstrip("/")


def mail_address(text: str) -> str:
    """Return the address our mails come from: plain ASCII, so that every server takes it."""
    if not MAIL_ADDRESS.match(text):
        raise BadValue("one mail address, without a name, such as until-then@example.org")
    return text


def returns_address(text: str) -> str:
    """Return where mail comes back to; what takes the place of * keeps within 64 characters."""
    filled = text.replace("*", "a" * RETURN_TOKEN_LENGTH)
    local = filled.partition("@")[0]
    good = MAIL_ADDRESS.match(filled) and text.count("*") == 1 and "*" in text.partition("@")[0]
    if text and not (good and len(local) <= LONGEST_LOCAL):
        raise BadValue("an address with one * before the @, such as returns+*@example.org")
    return text


def returns_mailbox(text: str) -> str:
    """Return the address of a mailbox: imaps, or imap on this very machine, with user and host."""
    parts = urlsplit(text)
    near = parts.scheme == "imap" and is_loopback(parts.hostname or "")
    if text and not ((parts.scheme == "imaps" or near) and parts.username and parts.hostname):
        raise BadValue("such as imaps://user:password@mail.example.org/INBOX")
    return text


def day(text: str) -> date | None:
    """Return a day, or None where nothing is given."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadValue("a day such as 2027-03-01") from None


def webhook_secret(text: str) -> str:
    """Return the secret of a provider's web hook: long enough that nobody guesses it."""
    if text and not (text.isascii() and len(text) >= SHORTEST_SECRET and text.isprintable()):
        raise BadValue("at least 20 letters and digits of ASCII")
    return text


def hidden(text: str) -> str:
    """Return a password; only what every way of signing in can carry."""
    if not text.isascii() or "\0" in text:
        raise BadValue("letters, digits and signs of ASCII only")
    return text


def listen_at(text: str) -> str:
    """Return where to listen as it was given."""
    listen_parts(text)
    return text


def listen_parts(text: str) -> tuple[str, int]:
    """Return host and port of "HOST:PORT"; port 0 stands for any that is free."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise BadValue("a host and a port, such as 127.0.0.1:8000")
    return host, int(port)


def is_loopback(host: str) -> bool:
    """Return whether a host is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def file_text(path: Path) -> str:
    """Return a settings file as text; raises OSError or ValueError."""
    return path.read_text(encoding="utf-8")
