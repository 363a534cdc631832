"""The closing note: what was destroyed and when, signed by the service that did it, so that it can
be checked without us (10.9). Hashes, dates and counts; nothing that names or describes anybody.

It travels in mails, so it is read whatever a mail program did to its lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from untilthen.sealing import instants
from untilthen.sealing.errors import IncompleteNote, UnreadableNote
from untilthen.sealing.fields import PLAN, SHA256_HEX
from untilthen.sealing.sign import BEGIN as BEGIN_SIGNATURE
from untilthen.sealing.sign import END as END_SIGNATURE
from untilthen.sealing.sign import SigningKey

NAMESPACE = "until-then-closing"
BEGIN = "-----BEGIN UNTIL THEN CLOSING NOTE-----"
END = "-----END UNTIL THEN CLOSING NOTE-----"
NEVER = "never"
_FIRST = "until-then closing v1"
_FILE = "file"
_HOST = re.compile(r"[0-9A-Za-z.:\[\]-]{1,260}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_FIELDS = ("service", "plan", "armed", "heard", "release", "closed")
_COUNTS = ("letters", "sheets", "deliveries", "files", "lines")
_KEYS = (*_FIELDS, *_COUNTS, "head", _FILE)
_QUOTED = re.compile(r"^[>|\s]+", re.MULTILINE)
_LINKED = re.compile(r"<(?:https?|mailto):[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a closing destroyed: `files` are the SHA-256 of the sealed files, ascending; `lines` and
    `head` are where the journal ended. A date that never came is None.
    """

    service: str
    plan: str
    armed: datetime | None
    heard: datetime | None
    release: datetime | None
    closed: datetime
    letters: int
    sheets: int
    deliveries: int
    lines: int
    head: str
    files: tuple[str, ...]


def build(note: Note) -> bytes:
    """Return the lines that are signed; a note has this one spelling."""
    fields = {
        "service": note.service,
        "plan": note.plan,
        "armed": _written(note.armed),
        "heard": _written(note.heard),
        "release": _written(note.release),
        "closed": _written(note.closed),
        "letters": note.letters,
        "sheets": note.sheets,
        "deliveries": note.deliveries,
        "files": len(note.files),
        "lines": note.lines,
        "head": note.head,
    }
    lines = [f"{key}: {value}" for key, value in fields.items()]
    lines += [f"{_FILE}: {each}" for each in note.files]
    return "".join(f"{line}\n" for line in (_FIRST, *lines)).encode()


def armored(note: Note, key: SigningKey) -> str:
    """Return the note signed, as a block of text that can stand anywhere in a mail."""
    content = build(note)
    return f"{BEGIN}\n{content.decode()}{key.sign(content, NAMESPACE)}{END}\n"


def is_in(text: str) -> bool:
    """Return whether a closing note stands somewhere in a text."""
    return BEGIN in text


def read(text: str) -> tuple[Note, str]:
    """Return the first note in a text, and its signature as armored; its quotes and broken lines
    are undone. Raises UnreadableNote, or IncompleteNote where hashes are missing.
    """
    _, found, rest = text.partition(BEGIN)
    body, signed, rest = rest.partition(BEGIN_SIGNATURE)
    signature, ended, _ = rest.partition(END_SIGNATURE)
    if not (found and signed and ended):
        raise UnreadableNote("note", "it is cut short")
    said = list(_said(_words(body)))
    lines = [BEGIN_SIGNATURE, "".join(_words(signature)), END_SIGNATURE, ""]
    return _note(said), "\n".join(lines)


def _words(text: str) -> list[str]:
    """Return what stands between white space, without the marks of quoting and of links."""
    return _LINKED.sub(" ", _QUOTED.sub(" ", text.replace("\u200b", ""))).split()


def _said(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each field; a value that was broken in two is put together again."""
    first = _FIRST.split()
    if words[: len(first)] != first:
        raise UnreadableNote("note", "it is of another kind, or a newer version wrote it")
    key, value = "", ""
    for word in [*words[len(first) :], ":"]:
        if word.removesuffix(":") not in (*_KEYS, "") or not word.endswith(":"):
            value += word
            continue
        if key or value:
            yield key, value
        key, value = word.removesuffix(":"), ""


def _note(said: list[tuple[str, str]]) -> Note:
    once = dict(each for each in said if each[0] != _FILE)
    files = tuple(value for key, value in said if key == _FILE)
    for key in (*_FIELDS, *_COUNTS, "head"):
        if key not in once:
            raise UnreadableNote(key, "it is missing")
    counts = {key: int(_fitting(key, once[key], _NUMBER)) for key in _COUNTS}
    for each in files:
        _fitting(_FILE, each, SHA256_HEX)
    if counts["files"] != len(files):
        raise IncompleteNote(len(files), counts["files"])
    closed = _moment("closed", once["closed"])
    if closed is None:
        raise UnreadableNote("closed", "it is no moment")
    return Note(
        service=_fitting("service", once["service"], _HOST),
        plan=_fitting("plan", once["plan"], PLAN),
        armed=_moment("armed", once["armed"]),
        heard=_moment("heard", once["heard"]),
        release=_moment("release", once["release"]),
        closed=closed,
        letters=counts["letters"],
        sheets=counts["sheets"],
        deliveries=counts["deliveries"],
        lines=counts["lines"],
        head=_fitting("head", once["head"], SHA256_HEX),
        files=files,
    )


def _fitting(key: str, value: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(value):
        raise UnreadableNote(key, "it is not written as it should be")
    return value


def _moment(key: str, value: str) -> datetime | None:
    if value == NEVER:
        return None
    found = instants.read(value)
    if found is None:
        raise UnreadableNote(key, "it is no moment")
    return found


def _written(at: datetime | None) -> str:
    return NEVER if at is None else instants.write(at)
