"""Read single values out of a story file; what is wrong names the file, the key and the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

FIRST_YEAR, LAST_YEAR = 1900, 3000
"""Beyond these a story would only try how far the calendar goes."""


@dataclass
class BadStory(Exception):
    """A story that cannot be played: where, which key, and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class Reader:
    """Reads one file; every method raises BadStory with the file's name."""

    def __init__(self, file: str) -> None:
        self.file = file

    def bad(self, key: str, reason: str) -> BadStory:
        """Return the error for `key`."""
        return BadStory(self.file, key, reason)

    def known(self, key: str, table: object, keys: set[str]) -> dict[str, Any]:
        """Return a table that has only these keys."""
        if not isinstance(table, dict):
            raise self.bad(key, "must be a table")
        for name in table:
            if name not in keys:
                raise self.bad(f"{key}.{name}" if key else name, "no such key")
        return table

    def text(self, key: str, table: Mapping[str, Any], name: str) -> str:
        """Return a text that must be there."""
        value = table.get(name)
        if not isinstance(value, str) or not value:
            raise self.bad(f"{key}.{name}" if key else name, "must be a text")
        return value

    def zone(self, key: str, value: object) -> str:
        """Return a zone name."""
        if not isinstance(value, str) or value not in available_timezones():
            raise self.bad(key, f"{value!r} is no zone name")
        return value

    def instant(self, key: str, value: object, zone: str) -> datetime:
        """Return an instant; without an offset it is in the owner's zone."""
        if not isinstance(value, datetime):
            raise self.bad(key, "must be a date and time such as 2027-04-14T12:05:00")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise self.bad(key, f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
        aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))
        found = aware.astimezone(UTC)
        if found.astimezone(aware.tzinfo).replace(tzinfo=None) != value.replace(tzinfo=None):
            raise self.bad(key, f"is skipped by the clocks of {zone}")
        return found

    def day(self, key: str, value: object) -> date:
        """Return a date."""
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.bad(key, "must be a date such as 2027-06-30")
        return value

    def flag(self, key: str, value: object) -> bool:
        """Return a yes or no."""
        if not isinstance(value, bool):
            raise self.bad(key, "must be true or false")
        return value


def tables(reader: Reader, table: Mapping[str, Any], name: str) -> list[Any]:
    """Return an array of tables that may be missing."""
    value = table.get(name, [])
    if not isinstance(value, list):
        raise reader.bad(name, f"must be written as [[{name}]]")
    return value
