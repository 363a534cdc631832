"""A keeper: what they promised, and what they answered when asked. tally() counts many into one
event.

Silence is no answer, and nobody is counted who did not promise (R4, R5, R13, R14; design 10.4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from untilthen.domain.calendar import DAY, HOUR
from untilthen.domain.states import ASKING, WATCHED, Event, State

REMINDED_AFTER = 7 * DAY
EXPIRES_AFTER = 14 * DAY
VIGIL_LASTS = 72 * HOUR
EARLY_AFTER = 30 * DAY


class Promise(StrEnum):
    """How far somebody asked to be a keeper has come."""

    INVITED = "invited"
    PROMISED = "promised"
    DECLINED = "declined"
    EXPIRED = "expired"
    STEPPED_DOWN = "stepped_down"
    UNREACHABLE = "unreachable"
    REPORTED = "reported"
    """Another keeper said that they have died; nobody has confirmed it yet (10.4)."""
    DIED = "died"


class Answer(StrEnum):
    """What a keeper said about the owner."""

    NONE = "none"
    SURE = "sure"
    SURE_WITHOUT_PART = "sure_without_part"
    ALIVE = "alive"
    DOES_NOT_KNOW = "does_not_know"


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """One keeper of one plan. `same_as` is equal for two that share an address, key or device."""

    person: int
    promise: Promise
    invited_at: datetime
    same_as: str
    promised_at: datetime | None = None
    reminded: bool = False
    answer: Answer = Answer.NONE
    answered_at: datetime | None = None
    keeps_vigil_until: datetime | None = None
    alive_said: int = 0
    """How often they said "alive" since the owner last signed in strongly."""
    alive_at: datetime | None = None
    """When they first said so in the present asking; saying it again holds nothing up anew."""
    proven_at: datetime | None = None
    """When they last proved to hold a part of the set in force."""
    prove_asked_at: datetime | None = None
    """When they were last asked whether they still have it."""
    opened_vigil_at: datetime | None = None
    """When they last opened a vigil in spite of check-ins."""
    reporting: bool = False
    """Whether they reported another keeper's death, and nobody has confirmed it."""

    @property
    def counts(self) -> bool:
        """Whether this keeper can be asked and counted."""
        return self.promise is Promise.PROMISED

    @property
    def unanswered(self) -> bool:
        """Whether this keeper has said neither sure nor alive; "I do not know" is no answer."""
        return self.answer in (Answer.NONE, Answer.DOES_NOT_KNOW)

    @property
    def holds_part(self) -> bool:
        """Whether this keeper can be asked and holds a part that was proven."""
        return self.counts and self.proven_at is not None

    def may_report_early(self, at: datetime) -> bool:
        """Return whether the promise is old enough for a report before the vigil (R14)."""
        return self.promised_at is not None and at - self.promised_at >= EARLY_AFTER


def sure_count(keepers: Iterable[Keeper], since: datetime | None = None) -> int:
    """Return how many different people are sure, of those who count (and said so after `since`).

    Who reported another keeper's death decides nothing before somebody else confirms it (10.4).
    """
    return len(
        {
            keeper.same_as
            for keeper in keepers
            if keeper.counts
            and not keeper.reporting
            and keeper.answer is Answer.SURE
            and (since is None or (keeper.answered_at is not None and keeper.answered_at > since))
        }
    )


def alive_since(keepers: Iterable[Keeper]) -> datetime | None:
    """Return the latest time at which a keeper whose "alive" stands first said so."""
    return max(
        (
            keeper.alive_at
            for keeper in keepers
            if keeper.counts and keeper.answer is Answer.ALIVE and keeper.alive_at is not None
        ),
        default=None,
    )


def tally(state: State, keepers: Iterable[Keeper], needed: int) -> Event | None:
    """Return the event that the keepers' answers amount to in `state`, or None while they do not.

    Where somebody's "alive" stands that can pause no more, only later "sure" count (10.4).
    """
    keepers = tuple(keepers)
    if sure_count(keepers, since=alive_since(keepers)) < needed:
        return None
    if state in ASKING:
        return Event.AGREED
    return Event.AGREED_EARLY if state in WATCHED else None
