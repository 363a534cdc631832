"""Instants as our formats write them: UTC to the second, `2027-03-01T09:10:00Z`."""

import re
from datetime import UTC, datetime

_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"
PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def write(at: datetime) -> str:
    """Return an aware instant as text; what is less than a second is dropped."""
    assert at.tzinfo is not None
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def read(text: str) -> datetime | None:
    """Return the instant, aware and in UTC, or None if there is no such."""
    if not PATTERN.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None
