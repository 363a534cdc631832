"""A journal as a chain: each line holds the hash of the one before, so that an edit shows (P11).

Written out it is a line of JSON each, with ids and dates only.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from untilthen.sealing.fields import json_object

MARK_LENGTH = 10
"""How much of the last hash stands in mails, as the mark of the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """One line: `plan` and `who` are numbers, `at` is an instant in ISO form, UTC."""

    plan: int
    number: int
    at: str
    event: str
    before: str
    after: str
    who: int | None
    facts: Mapping[str, object]
    previous: str
    hash: str = ""


def hash_of(line: ChainLine) -> str:
    """Return the SHA-256 of a line's content and of the hash before it, as canonical JSON."""
    content = [
        line.plan,
        line.number,
        line.at,
        line.event,
        line.before,
        line.after,
        line.who,
        dict(line.facts),
        line.previous,
    ]
    return sha256(canonical(content).encode()).hexdigest()


def canonical(content: object) -> str:
    """Return JSON in its one spelling."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def first_break(lines: Iterable[ChainLine]) -> int | None:
    """Return the number of the first line that does not fit its chain, or None where all do."""
    previous = ""
    for number, line in enumerate(lines, start=1):
        fits = line.number == number and line.previous == previous
        if not fits or line.hash != hash_of(line):
            return number
        previous = line.hash
    return None


def written(lines: Iterable[ChainLine]) -> str:
    """Return a journal written out."""
    return "".join(f"{canonical(asdict(line))}\n" for line in lines)


def read(text: str) -> tuple[ChainLine, ...] | None:
    """Return the journal that was written out, or None where the text is none at all.

    A line that cannot be read stands as one that fits nowhere.
    """
    found = [_line(each) for each in text.splitlines() if each.strip()]
    if not found or found[0] is None:
        return None
    return tuple(each or _UNREADABLE for each in found)


_FIELDS = frozenset(ChainLine.__dataclass_fields__)
_UNREADABLE = ChainLine(
    plan=0, number=0, at="", event="", before="", after="", who=None, facts={}, previous=""
)


def _line(text: str) -> ChainLine | None:
    fields = json_object(text.encode("utf-8", "replace"))
    if fields is None or fields.keys() != _FIELDS or not isinstance(fields["facts"], dict):
        return None
    return ChainLine(**fields)  # type: ignore[arg-type]  # a value of another kind fits no hash
