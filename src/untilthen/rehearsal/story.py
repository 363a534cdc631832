"""A story: who there is, what the plan says, and what happens when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from untilthen.domain.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person of a story; `keeper` and `recipient` as the file says."""

    name: str
    zone: str
    keeper: bool = False
    promised: bool = True
    technical: bool = False
    guardian: str = ""


@dataclass(frozen=True, kw_only=True)
class StoryLetter:
    """A letter of a story."""

    id: str
    to: tuple[str, ...]
    not_before: date | None = None
    if_unreachable: str = "keeper"


@dataclass(frozen=True, kw_only=True)
class StoryDuty:
    """A duty of a story."""

    id: str
    first: str
    alternates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One thing that happens: when, who does what, and the verb's further keys."""

    at: datetime
    who: str
    does: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A whole story, checked."""

    title: str
    until: date
    owner: Somebody
    checked_in: datetime
    settings: Settings
    people: tuple[Somebody, ...]
    letters: tuple[StoryLetter, ...]
    duties: tuple[StoryDuty, ...]
    happens: tuple[Happening, ...]
