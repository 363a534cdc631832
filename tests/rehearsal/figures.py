"""What the stories must come to, written down by hand from the product's description, not from a
run.
"""

from collections import Counter
from typing import Any

Line = dict[str, Any]


def states(lines: list[Line]) -> list[tuple[str, str]]:
    """Return each change of state as (local minute, state)."""
    return [(line["at"][:16], line["to"]) for line in lines if line["kind"] == "state"]


def mails(lines: list[Line], about: str, to: str = "") -> list[tuple[str, str]]:
    """Return accepted mails about something as (local minute, to), second channel left out."""
    return [
        (line["at"][:16], line["to"])
        for line in lines
        if line["kind"] == "mail"
        and line["outcome"] == "accepted"
        and line["channel"] == "mail"
        and line["about"] == about
        and (not to or line["to"] == to)
    ]


def minutes(lines: list[Line], to: str, abouts: tuple[str, ...]) -> list[str]:
    """Return when a person got mails about any of `abouts`."""
    return [when for about in abouts for when, _ in mails(lines, about, to)]


def second_channel(lines: list[Line], to: str) -> list[str]:
    """Return the days on which a second channel reached somebody."""
    found = (line for line in lines if line["kind"] == "mail" and line["channel"] == "second")
    return [line["at"][:10] for line in found if line["to"] == to]


def abouts(lines: list[Line], names: tuple[str, ...]) -> Counter[str]:
    """Return how many accepted mails of each kind some people got together."""
    return Counter(
        line["about"]
        for line in lines
        if line["kind"] == "mail"
        and line["outcome"] == "accepted"
        and line["channel"] == "mail"
        and line["to"] in names
    )


KEEPERS = ("Ben", "Chidi", "Dara", "Eli")
KNOCKED = ("Finn", "Gita", "Hana", "Ivo", "Ben")
EVERY_DELIVERY = ("L1/Finn", "L2/Gita", "L3/Hana", "L4/Ivo", "L5/Ben", "L6/Gita", "L6/Hana")
