"""Says what keeps the worker from its work: each trouble once, and once that it is over."""

import logging
from dataclasses import dataclass, field

from django.db import DatabaseError

logger = logging.getLogger("untilthen.worker")
SENTENCES = (
    ("readonly", "the database is read-only; nothing is done until it can be written again"),
    ("read-only", "the database is read-only; nothing is done until it can be written again"),
    ("is full", "the disk is full; nothing is done until there is room again"),
    ("no space left", "the disk is full; nothing is done until there is room again"),
    ("could not extend file", "the disk is full; nothing is done until there is room again"),
    ("disk i/o", "the disk does not answer as it should; it is tried again"),
    ("is locked", "another program keeps the database locked; it is tried again"),
    ("unable to open", "the database cannot be opened; it is tried again"),
    ("connection", "the database does not answer; it is tried again"),
    ("malformed", "the database is damaged; put back a backup, nothing is done until then"),
    ("not a database", "the database is damaged; put back a backup, nothing is done until then"),
    ("no such table", "the database is not prepared for this version; untilthen migrate does it"),
    ("does not exist", "the database is not prepared for this version; untilthen migrate does it"),
)
CLOCK_BACK = "the clock went back; nothing is done until it has caught up"


@dataclass
class Trouble:
    """What is wrong at present, in one sentence; empty while nothing is."""

    now: str = ""
    over: str = "the work goes on"
    said: list[str] = field(default_factory=list)

    def begin(self, sentence: str) -> None:
        """Say a trouble, unless it is the one last said."""
        if sentence != self.now:
            self.now = sentence
            logger.error("%s", sentence)

    def end(self) -> None:
        """Say that the work goes on, if it did not."""
        if self.now:
            self.now = ""
            logger.warning("%s", self.over)


def of_database(problem: DatabaseError) -> str:
    """Return what a database's error means, in one sentence without its values."""
    said = str(problem).lower()
    for word, sentence in SENTENCES:
        if word in said:
            return sentence
    return f"the database reports {type(problem).__name__}; it is tried again"
