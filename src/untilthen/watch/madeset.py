"""A set of parts as a browser sends it, read and checked field by field; else BadPart."""

from collections.abc import Iterable, Mapping
from typing import Any

from untilthen.parts.keys import BadPart
from untilthen.parts.made import MadePart, MadeSet
from untilthen.parts.sets import PartFacts, SetFacts

MOST_TEXT = 30_000
Fields = Mapping[str, Any]


def made_set_in(fields: Fields) -> MadeSet:
    """Return the set in a request's JSON; raises BadPart."""
    hold = fields.get("hold", [])
    return MadeSet(
        number=number(fields, "number"),
        facts=SetFacts(
            estate=text(fields, "estate"),
            custody=text(fields, "custody"),
            kit=text(fields, "kit"),
            needed=number(fields, "needed"),
            held_here=len(hold) if isinstance(hold, list) else -1,
            identity_file=text(fields, "identity_file"),
        ),
        server_part=text(fields, "server_part"),
        hold=tuple(text({"words": words}, "words") for words in each(hold)),
        parts=tuple(part_in(part) for part in each(fields.get("parts", []))),
    )


def part_in(fields: object) -> MadePart:
    """Return one keeper's part; raises BadPart."""
    if not isinstance(fields, dict):
        raise BadPart("not_readable")
    facts = PartFacts(
        recipient=text(fields, "recipient"), proof=text(fields, "proof"), file=text(fields, "file")
    )
    return MadePart(person=number(fields, "person"), member=number(fields, "member"), facts=facts)


def each(values: object) -> Iterable[object]:
    """Return the entries of a list; raises BadPart for anything else."""
    if not isinstance(values, list):
        raise BadPart("not_readable")
    return values


def text(fields: Fields, name: str) -> str:
    """Return a field that must be text of a bounded length; raises BadPart."""
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise BadPart("not_readable")
    return value


def number(fields: Fields, name: str) -> int:
    """Return a field that must be a whole number, not below 0; raises BadPart."""
    value = fields.get(name)
    if type(value) is not int or value < 0:
        raise BadPart("not_readable")
    return value
