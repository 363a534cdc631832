"""A letter as it lies inside its seal: JSON of version 1, and its attachments by name.

What was sealed came from a browser years ago: each field is checked before anyone is shown it,
and keys added by a later version 1 writer are passed over.
"""

import json
import re
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from untilthen.sealing.errors import NotALetter, UnreadableLetter
from untilthen.sealing.fields import IDENTITY, SHA256_HEX, Fields, json_object

VERSION = 1
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MAY_BE_MISSING = ("attachment_key", "template", "age_when_written", "last_reread_at")
_LARGEST_FILE_BYTES = 2**53 - 1  # what a browser counts exactly


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
    """What its writer wrote; `attachment_key` is there when it has an inner lock, `template` when
    the writer chose questions to begin with.
    """

    language: str
    label: str
    salutation: str
    body: str
    sign_off: str
    read_hint: ReadHint
    attachments: tuple[Attachment, ...]
    attachment_key: str = field(default="", repr=False)
    template: str = ""
    age_when_written: str = ""
    last_reread_at: str = ""


def build(letter: Letter) -> bytes:
    """Return the letter as the JSON that is sealed."""
    fields = {"v": VERSION, **asdict(letter)}
    for name in MAY_BE_MISSING:
        if not fields[name]:
            del fields[name]
    return json.dumps(fields, ensure_ascii=False).encode("utf-8")


def parse(content: bytes) -> Letter:
    """Return the letter in `content`.

    Raises NotALetter, or UnreadableLetter with the first field that is not right.
    """
    values = json_object(content)
    if values is None or "v" not in values:
        raise NotALetter
    if type(values["v"]) is not int or values["v"] != VERSION:
        raise UnreadableLetter("v", "a newer version wrote this letter")
    fields = Fields(values, UnreadableLetter)
    hint = fields.text("read_hint")
    if hint not in set(ReadHint):
        raise UnreadableLetter("read_hint", "it is none of the words for this")
    return Letter(
        language=fields.matching("language", _LANGUAGE),
        label=fields.text("label"),
        salutation=fields.text("salutation"),
        body=fields.text("body"),
        sign_off=fields.text("sign_off"),
        read_hint=ReadHint(hint),
        attachments=tuple(_attachment(each) for each in fields.each("attachments")),
        attachment_key=_attachment_key(fields),
        template=_more(fields, "template"),
        age_when_written=_more(fields, "age_when_written"),
        last_reread_at=_more(fields, "last_reread_at"),
    )


def _more(fields: Fields, name: str) -> str:
    return fields.text(name) if name in fields.values else ""


def _attachment_key(fields: Fields) -> str:
    there = "attachment_key" in fields.values
    return fields.matching("attachment_key", IDENTITY) if there else ""


def _attachment(fields: Fields) -> Attachment:
    with_words = Fields({"transcript": "", **fields.values}, fields.refusal)
    return Attachment(
        file=fields.text("file"),
        name=fields.text("name"),
        type=fields.text("type"),
        size=fields.number("size", 0, _LARGEST_FILE_BYTES),
        sha256=fields.matching("sha256", SHA256_HEX),
        transcript=with_words.text("transcript"),
    )
