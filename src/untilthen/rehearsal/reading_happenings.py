"""Read what happens in a story file: when, who, what, and the further keys of each verb."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from untilthen.rehearsal.reader import Reader, tables
from untilthen.rehearsal.story import Happening, Somebody
from untilthen.rehearsal.verbs import KEYS_OF_VERB, NOT_YET, WORLD, WORLD_VERBS


def read_happenings(
    reader: Reader, table: Mapping[str, Any], owner: Somebody, people: tuple[Somebody, ...]
) -> tuple[Happening, ...]:
    """Return what happens, in order of time; equal times keep the file's order."""
    known = {owner.name: owner.name, "owner": owner.name, owner.name.split()[0]: owner.name}
    known |= {person.name: person.name for person in people} | {WORLD: WORLD}
    found = [
        read_happening(reader, number, each, owner.zone, known)
        for number, each in enumerate(tables(reader, table, "happens"))
    ]
    return tuple(sorted(found, key=lambda happening: happening.at))


def read_happening(
    reader: Reader, number: int, table: object, zone: str, known: Mapping[str, str]
) -> Happening:
    """Return one happening with the keys its verb needs."""
    key = f"happens[{number}]"
    if not isinstance(table, dict):
        raise reader.bad(key, "must be a table")
    given = dict(table)
    at = reader.instant(f"{key}.at", given.pop("at", None), zone)
    who = given.pop("who", None)
    if who not in known:
        raise reader.bad(f"{key}.who", f"nobody is called {who!r}")
    does = read_verb(reader, key, given.pop("does", None), known[who])
    more = read_more(reader, key, does, given, Known(zone, known))
    return Happening(at=at, who=known[who], does=does, more=more)


def read_verb(reader: Reader, key: str, does: object, who: str) -> str:
    """Return a verb that this person (or the world) can do."""
    if not isinstance(does, str) or does not in KEYS_OF_VERB:
        raise reader.bad(f"{key}.does", f"{does!r} is not something that can happen")
    if does in NOT_YET:
        raise reader.bad(f"{key}.does", f"{does!r} cannot be played yet")
    if (who == WORLD) != (does in WORLD_VERBS):
        raise reader.bad(f"{key}.who", f"{who!r} cannot do {does!r}")
    return does


@dataclass(frozen=True)
class Known:
    """What values are read against: the owner's zone, and who is called what."""

    zone: str
    names: Mapping[str, str]


def read_more(
    reader: Reader, key: str, does: str, given: Mapping[str, object], known: Known
) -> dict[str, object]:
    """Return a verb's further keys: all it needs, and no other."""
    wanted = KEYS_OF_VERB[does]
    for name in wanted:
        if name not in given:
            raise reader.bad(f"{key}.{name}", f"{does} needs it")
    for name in given:
        if name not in wanted:
            raise reader.bad(f"{key}.{name}", f"{does} does not take it")
    return {name: checked(reader, f"{key}.{name}", given[name], known) for name in wanted}


def checked(reader: Reader, key: str, value: object, known: Known) -> object:
    """Return a verb's further key, checked by its name."""
    name = key.rpartition(".")[2]
    if name == "until" and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if name in ("until", "to"):
        return reader.instant(key, value, known.zone)
    if not isinstance(value, str):
        raise reader.bad(key, "must be a text")
    if name in ("person", "keeper"):
        if value not in known.names:
            raise reader.bad(key, f"nobody is called {value!r}")
        return known.names[value]
    return value
