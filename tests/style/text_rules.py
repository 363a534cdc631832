"""Rules over one text file of any kind: its length, and what must never be written down in it."""

import re
from collections.abc import Iterator

from tests.style.source import Source

LONGEST_FILE = 300
WRITTEN_BY_HAND = (".py", ".mjs", ".js", ".css", ".html")
# Each pattern is spelled so that it does not find itself.
LEAKS = {
    "a registry's host": re.compile(
        r"https?://[a-z0-9.-]*(pyp[i]|np[m]|pytho[n]|debia[n])[a-z0-9.-]*\.(org|com)", re.I
    ),
    "a path of one machine": re.compile(r"/w[o]rk/|/f[a]rm/|/r[o]ot/|/hom[e]/[a-z]"),
    "a tool of one workplace": re.compile(
        r"farm-(studi[o]|benc[h])|sub[a]gent|cl[a]ude|anthr[o]pic|\bLL[M]\b", re.I
    ),
}


def short_files(source: Source) -> Iterator[str]:
    """A file is one noun: never over 300 lines."""
    length = len(source.text.splitlines())
    if source.name.endswith(WRITTEN_BY_HAND) and length > LONGEST_FILE:
        yield f"{source.name} has {length} lines"


def no_leaks(source: Source) -> Iterator[str]:
    """No registry host, machine path or workplace name stands in the repository."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        for what, pattern in LEAKS.items():
            if pattern.search(line):
                yield f"{source.name}:{number}: {what}: {line.strip()[:100]}"


TEXT_RULES = (short_files, no_leaks)
