"""The switch: one plan's state and dates, and what one step makes of it. What can happen stands in
table.py.
"""

from dataclasses import dataclass
from datetime import date, datetime

from untilthen.domain.effects import Effect
from untilthen.domain.keeper import Keeper, sure_count
from untilthen.domain.settings import Settings
from untilthen.domain.states import Event, State


@dataclass(frozen=True, kw_only=True)
class Credited:
    """The last span that was not counted as silence, and the days already given for it (10.3)."""

    start: datetime
    end: datetime
    days: int


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A quiet wait: its kind (keepers, early, solo, stale, last_word), its days of 24 hours, what
    comes after.
    """

    kind: str
    days: int
    then: str = "release"
    objected: tuple[int, ...] = ()
    """Which keepers objected, each once."""
    objected_days: int = 0
    told_days: int = 0
    """For how long it waits in the end for people who were not told yet (told_wait_days)."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """A keeper's word that somebody of the plan has died: provisional until it is final (10.4)."""

    person: int
    by: int
    at: datetime
    was: str = ""
    """What stood before of a keeper's promise; empty for somebody who is no keeper."""
    final_at: datetime | None = None
    undone_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not undone."""
        return self.undone_at is None

    @property
    def provisional(self) -> bool:
        """Whether it stands and nobody has confirmed it."""
        return self.stands and self.final_at is None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A duty offered to somebody, and until when it waits for an answer (R9)."""

    duty: int
    holder: int
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Switch:
    """One plan, as far as the rules need it; `anchor` is what its state's dates count from."""

    settings: Settings
    state: State
    since: datetime
    anchor: datetime
    keepers: tuple[Keeper, ...] = ()
    fired: int = 0
    """How many steps of the state's timetable have fired."""
    fired_for: date | None = None
    """The day for which the last of them was planned; what is planned for later still comes."""
    fired_on: date | None = None
    """The day of the last step; two days' steps never fire together (10.3)."""
    step: int = 0
    """The number of the last step that mails were owed for; mails carry it."""
    awaiting: datetime | None = None
    """From when the last step's mails are late, while they are not all accepted (R11)."""
    held_until: datetime | None = None
    """Until when nothing moves toward release after our return (R10's seven days)."""
    postponed_to: datetime | None = None
    credited: Credited | None = None
    credited_before: tuple[Credited, ...] = ()
    """Earlier spans that a mail still owed may yet turn out to overlap."""
    pause_until: date | None = None
    vigil: int = 0
    """How many vigils there were; links name theirs (10.2)."""
    wait: Wait | None = None
    heard_at: datetime | None = None
    """The last sign of life that began a round."""
    strong_at: datetime | None = None
    """The last sign-in that only the owner can make."""
    sign_in_by: date | None = None
    """The day by which a strong sign-in is wanted, once the owner was told (10.2)."""
    presses: int = 0
    """Stops since the last strong sign-in or keeper's "alive" (10.2)."""
    pressed_at: datetime | None = None
    """When a press held this state for 72 hours, if it did; once for each state."""
    pressed_until: datetime | None = None
    """Until when a press holds everything, unless enough keepers were sure after it (10.2)."""
    alive_days: int = 0
    """Days that keepers' "alive" have paused since the last strong sign-in."""
    lapse_notice_at: datetime | None = None
    lapse_told_on: date | None = None
    lapse_told: tuple[int, ...] = ()
    lapses_told: int = 0
    """How many lapses of this vigil were told; the budget of mails allows two (10.8)."""
    outage_note_at: datetime | None = None
    outages_seen: int = 0
    owner_unreachable: bool = False
    release: int = 0
    """How many releases there were; deliveries carry theirs (10.6)."""
    parts_needed: int = 0
    """How many keepers' parts open the set in force; 0 without one, or in a solo plan."""
    hold_copy: int = 0
    """How many keepers' parts of that set we hold ourselves, if the owner allowed it (10.5)."""
    reports: tuple[Report, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def zone(self) -> str:
        """The owner's zone name."""
        return self.settings.zone

    @property
    def death_unknown(self) -> bool:
        """Whether silence alone led to what goes on now: too few said that the owner has died."""
        silent = self.wait is not None and self.wait.kind in ("last_word", "solo")
        return silent and sure_count(self.keepers) < self.sure_needed

    @property
    def sure_needed(self) -> int:
        """How many keepers must be sure: never fewer than have parts enough to open anything."""
        return max(self.settings.sure_needed, self.parts_needed)

    @property
    def nothing_before(self) -> datetime | None:
        """Until when nothing moves toward release: our own return, or a press (R10, 10.2)."""
        return max(filter(None, (self.held_until, self.pressed_until)), default=None)


@dataclass(frozen=True)
class Outcome:
    """One step taken: where from, what became, why, when, by whom (a person's id), and what is
    owed.
    """

    before: State
    switch: Switch
    event: Event
    at: datetime
    effects: tuple[Effect, ...] = ()
    who: int | None = None


@dataclass
class Refused(Exception):
    """The rules do not allow this now. `why` is a word of docs/words.md, for the edge to put in a
    sentence.
    """

    why: str
    state: State | None = None
    event: Event | None = None

    def __str__(self) -> str:
        return f"{self.why} ({self.state})" if self.state else self.why
