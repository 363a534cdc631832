"""A letter as it lies inside its seal: JSON of version 1, and its attachments by name.

What was sealed came from a browser years ago: each field is checked before anyone is shown it,
and keys added by a later version 1 writer are passed over.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from untilthen.sealing.errors import NotALetter, UnreadableLetter

VERSION = 1
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ReadHint(StrEnum):
    """How its writer would like a letter to be read."""

    ALONE = "alone"
    SOMEONE = "someone"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file: where it lies, what it is called, and how to know it again."""

    file: str
    name: str
    type: str
    size: int
    sha256: str
    transcript: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What its writer wrote, field by field."""

    language: str
    label: str
    salutation: str
    body: str
    sign_off: str
    read_hint: ReadHint
    attachments: tuple[Attachment, ...]


def build(letter: Letter) -> bytes:
    """Return the letter as the JSON that is sealed."""
    return json.dumps({"v": VERSION, **asdict(letter)}, ensure_ascii=False).encode("utf-8")


def parse(content: bytes) -> Letter:
    """Return the letter in `content`.

    Raises NotALetter, or UnreadableLetter with the first field that is not right.
    """
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        raise NotALetter from None
    if not isinstance(fields, dict) or "v" not in fields:
        raise NotALetter
    if type(fields["v"]) is not int or fields["v"] != VERSION:
        raise UnreadableLetter("v", "a newer version wrote this letter")
    hint = _text(fields, "read_hint")
    if hint not in set(ReadHint):
        raise UnreadableLetter("read_hint", "it is none of the words for this")
    return Letter(
        language=_matching(fields, "language", _LANGUAGE),
        label=_text(fields, "label"),
        salutation=_text(fields, "salutation"),
        body=_text(fields, "body"),
        sign_off=_text(fields, "sign_off"),
        read_hint=ReadHint(hint),
        attachments=_attachments(fields.get("attachments")),
    )


def _attachments(entries: object) -> tuple[Attachment, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnreadableLetter("attachments", "it is no list of attachments")
    return tuple(_attachment(entry) for entry in entries)


def _attachment(entry: Mapping[str, object]) -> Attachment:
    return Attachment(
        file=_text(entry, "file"),
        name=_text(entry, "name"),
        type=_text(entry, "type"),
        size=_size(entry),
        sha256=_matching(entry, "sha256", _SHA256),
        transcript=_text({"transcript": "", **entry}, "transcript"),
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise UnreadableLetter(name, "it is missing or no text")
    return value


def _matching(fields: Mapping[str, object], name: str, pattern: re.Pattern[str]) -> str:
    value = _text(fields, name)
    if not pattern.fullmatch(value):
        raise UnreadableLetter(name, "it is not written as it should be")
    return value


def _size(entry: Mapping[str, object]) -> int:
    value = entry.get("size")
    if type(value) is not int or value < 0:
        raise UnreadableLetter("size", "it is no number of bytes")
    return value
