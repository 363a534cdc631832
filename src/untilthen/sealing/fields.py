"""Reading fields of JSON that somebody else wrote, maybe years ago: each is checked for its form.

What kind of file it was decides which error names the first field that is not right.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from untilthen.sealing.errors import UnreadableLetter, UnreadableManifest

LARGEST_NUMBER = 2**31 - 1
PLAN = re.compile(r"[0-9a-f]{1,16}")
LETTER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FILE = re.compile(r"[0-9a-z-]{1,36}")
SHA256_HEX = re.compile(r"[0-9a-f]{64}")
RECIPIENT = re.compile(r"age1pq1[02-9ac-hj-np-z]{1952}")
IDENTITY = re.compile(r"AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object, and the error for those that are not right."""

    values: Mapping[str, object]
    refusal: type[UnreadableLetter] | type[UnreadableManifest]

    def text(self, name: str) -> str:
        """Return a text that can be written as UTF-8."""
        value = self.values.get(name)
        if not isinstance(value, str):
            raise self.refusal(name, "it is missing or no text")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise self.refusal(name, "it holds half a character")
        return value

    def matching(self, name: str, pattern: re.Pattern[str], *, empty: bool = False) -> str:
        """Return a text that is written as `pattern` says, or, where allowed, is empty."""
        value = self.text(name)
        if not pattern.fullmatch(value) and not (empty and value == ""):
            raise self.refusal(name, "it is not written as it should be")
        return value

    def number(self, name: str, smallest: int = 0, largest: int = LARGEST_NUMBER) -> int:
        """Return a whole number from `smallest` to `largest`."""
        value = self.values.get(name)
        if type(value) is not int or not smallest <= value <= largest:
            raise self.refusal(name, "it is missing or no such number")
        return value

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return the numbers of people, ascending; none where it is for no one person."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise self.refusal(name, "it is no list of people")
        found = [Fields({name: each}, self.refusal).number(name, 1) for each in value]
        if any(one >= other for one, other in pairwise(found)):
            raise self.refusal(name, "its numbers do not ascend")
        return tuple(found)

    def flag(self, name: str) -> bool:
        """Return what is either true or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self.refusal(name, "it is neither true nor false")
        return value

    def binary(self, name: str) -> bytes:
        """Return the bytes that a text of padded base64 stands for, in its one spelling."""
        value = self.text(name)
        data = from_base64(value)
        if data is None:
            raise self.refusal(name, "it is not written as it should be")
        return data

    def each(self, name: str) -> "tuple[Fields, ...]":
        """Return the objects of a list."""
        value = self.values.get(name)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.refusal(name, f"it is no list of {name}")
        return tuple(Fields(entry, self.refusal) for entry in value)


def json_object(content: bytes) -> dict[str, object] | None:
    """Return the JSON object that `content` is in UTF-8, or None if it is none."""
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def from_base64(text: str) -> bytes | None:
    """Return the bytes that padded base64 stands for, or None if it is not their one spelling."""
    try:
        data = binascii.a2b_base64(text.encode("utf-8"), strict_mode=True)
    except binascii.Error:
        return None
    return data if base64.b64encode(data).decode("ascii") == text else None
