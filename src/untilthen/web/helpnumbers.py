"""The numbers of people who listen, as the operator sets them for the page Help; each wrong entry
is named. Numbers change: twelve months after somebody last rang them the operator is told.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from difflib import get_close_matches

from untilthen.web.settingvalues import BadValue, day

MOST = 30
LONGEST = 120
CHECK_AFTER = timedelta(days=366)
NUMBER = re.compile(r"[+*#(]?[0-9][0-9 ()/.*#-]*")
NOT_DIALLED = re.compile(r"[^0-9+*#]")
ALLOWED = 'a list such as [{place = "Berlin", name = "TelefonSeelsorge", number = "0800 1110111"}]'


@dataclass(frozen=True, kw_only=True)
class HelpNumber:
    """Where it is for, who answers, the number, and when; `checked_at` where it has its own."""

    place: str
    name: str
    number: str
    hours: str = ""
    checked_at: date | None = None

    @property
    def dial(self) -> str:
        """Return the number as a telephone takes it."""
        return NOT_DIALLED.sub("", self.number)


NAMES = [field.name for field in fields(HelpNumber)]


def help_numbers(given: object) -> tuple[HelpNumber, ...]:
    """Return the numbers in a list of a TOML file, or in its text; raises BadValue."""
    entries = listed(given) if isinstance(given, str) else given
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise BadValue(ALLOWED)
    if len(entries) > MOST:
        raise BadValue(f"at most {MOST} numbers")
    return tuple(entry(place, each) for place, each in enumerate(entries, start=1))


def listed(text: str) -> object:
    """Return the list that a variable of the environment spells as TOML would."""
    try:
        return tomllib.loads(f"help_numbers = {text or '[]'}")["help_numbers"]
    except tomllib.TOMLDecodeError as problem:
        raise BadValue(f"{ALLOWED} ({problem})") from None


def entry(place: int, given: dict[str, object]) -> HelpNumber:
    """Return one entry of the list; `place` says which in a complaint."""
    for name in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1)
            hint = f"; {near[0]} is the nearest" if near else ""
            raise BadValue(f"entry {place} has no {name!r}{hint}")
    text = {name: line(place, name, given.get(name, "")) for name in NAMES[:-1]}
    for name in ("place", "name", "number"):
        if not text[name]:
            raise BadValue(f"entry {place} needs a {name}")
    if not NUMBER.fullmatch(text["number"]):
        raise BadValue(f"entry {place}: a number is digits, spaces and + ( ) / . - * #")
    try:
        checked_at = day(str(given.get("checked_at", "")))
    except BadValue as problem:
        raise BadValue(f"entry {place}: checked_at is {problem.allowed}") from None
    return HelpNumber(**text, checked_at=checked_at)


def line(place: int, name: str, given: object) -> str:
    """Return a text of one line."""
    if not isinstance(given, str) or not given.isprintable() or len(given) > LONGEST:
        raise BadValue(f"entry {place}: {name} is one line in quotes, at most {LONGEST} characters")
    return given.strip()


def last_checked(numbers: Iterable[HelpNumber], all_checked_at: date | None) -> date | None:
    """Return the day since which every number was checked, or None where one never was."""
    days = [each.checked_at or all_checked_at for each in numbers]
    known = [each for each in days if each is not None]
    return min(known) if known and len(known) == len(days) else None


def are_old(numbers: Iterable[HelpNumber], all_checked_at: date | None, today: date) -> bool:
    """Return whether somebody should ring the numbers again: a day still to come is no check."""
    numbers = tuple(numbers)
    if not numbers:
        return False
    checked = last_checked(numbers, all_checked_at)
    return checked is None or today - checked > CHECK_AFTER or checked > today + timedelta(days=1)
