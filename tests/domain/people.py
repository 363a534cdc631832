"""Ana, her keepers and their days, for the tests of the rules: times are said as they read in
Berlin, and mails arrive at once unless a test says otherwise.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from untilthen.domain.acts import all_knocked, arm, draft
from untilthen.domain.addressees import addressees
from untilthen.domain.away import settled, were_away
from untilthen.domain.calendar import local_day
from untilthen.domain.effects import Mail
from untilthen.domain.keeper import Keeper, Promise
from untilthen.domain.knocks import first_knock
from untilthen.domain.parts import set_in_force
from untilthen.domain.plain import from_plain
from untilthen.domain.settings import Settings
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Refused, Switch

BERLIN = "Europe/Berlin"
ANA, BEN, CHIDI, DARA, ELI = range(5)
EVERYBODY = (BEN, CHIDI, DARA, ELI)
LAST_KNOCK = timedelta(minutes=40)
FIRST_CHECK_IN = "2027-03-01 09:00"


def at(text: str, zone: str = BERLIN) -> datetime:
    """Return the instant that a clock in `zone` shows as `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


FIRST_CHECK_IN_AT = at(FIRST_CHECK_IN)


def keeper(person: int, promised_at: datetime) -> Keeper:
    """Return somebody who promised and proved a part, with an address of their own."""
    return Keeper(
        person=person,
        promise=Promise.PROMISED,
        invited_at=promised_at,
        promised_at=promised_at,
        proven_at=promised_at,
        same_as=f"address {person}",
    )


def hold_parts(switch: Switch, *keepers: int, now: datetime) -> tuple[Outcome, ...]:
    """Let a new set be in force, of which these keepers proved a part."""
    needed = switch.settings.sure_needed
    return set_in_force(switch, dict.fromkeys(keepers, now), needed, 0, now)


def plan(*keepers: int, when: str = FIRST_CHECK_IN, zone: str = BERLIN, **chosen: object) -> Switch:
    """Return Ana's living plan: checked in `when`, her keepers having promised 40 days before."""
    now = at(when, zone)
    settings = from_plain(Settings, {"zone": zone, "solo": not keepers, **chosen})
    promised = tuple(keeper(person, now - timedelta(days=40)) for person in keepers)
    return arm(replace(draft(settings, now), keepers=promised), now).switch


@dataclass(frozen=True)
class Mailed:
    """One mail owed: when it may leave, to whom, about what."""

    at: datetime
    person: int
    about: str


@dataclass
class Life:
    """One plan lived through: silence falls on it up to each act, and everything owed is kept."""

    switch: Switch
    accepting: bool = True
    knocking: bool = True
    now: datetime = FIRST_CHECK_IN_AT
    outcomes: list[Outcome] = field(default_factory=list)
    mails: list[Mailed] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Where the plan stands."""
        return self.switch.state

    @property
    def zone(self) -> str:
        """Where Ana lives."""
        return self.switch.zone

    def until(self, text: str) -> "Life":
        """Let silence fall up to and including this time."""
        end = at(text, self.zone)
        self.knock(end)
        while (wake := wake_at(self.switch)) is not None and wake <= end:
            self.now = max(wake, self.now)
            self.switch, outcomes = silence(self.switch, self.now)
            self.take(outcomes, self.now)
            self.knock(end)
        return self

    def when(self, text: str, act: Callable[..., Any], *details: object) -> "Life":
        """Let silence fall up to this time, then let somebody act."""
        self.until(text)
        now = at(text, self.zone)
        outcomes = act(self.switch, *details, now)
        self.take((outcomes,) if isinstance(outcomes, Outcome) else outcomes, now)
        return self

    def seals(self, text: str, *keepers: int) -> "Life":
        """Let the owner seal anew, and these keepers prove their parts at once."""
        self.until(text)
        now = at(text, self.zone)
        self.take(hold_parts(self.switch, *keepers, now=now), now)
        return self

    def refused(self, text: str, act: Callable[..., Any], *details: object) -> str:
        """Return why an act is refused at this time; the plan stays as it is."""
        self.until(text)
        with pytest.raises(Refused) as refusal:
            act(self.switch, *details, at(text, self.zone))
        return refusal.value.why

    def away(self, start: str, end: str) -> "Life":
        """Let the service be down from `start` to `end`: nothing falls meanwhile."""
        self.until(start)
        span = at(start, self.zone), at(end, self.zone)
        outcome = were_away(self.switch, *span, self.switch.outages_seen + 1, span[1])
        self.take((outcome,), span[1])
        return self

    def accepted(self, text: str) -> "Life":
        """Let the mails of the last step be accepted only now."""
        now = at(text, self.zone)
        self.take((settled(self.switch, self.switch.step, now, now),), now)
        return self

    def take(self, outcomes: tuple[Outcome, ...], now: datetime) -> None:
        """Keep what happened, and what was owed."""
        self.now = now
        for outcome in outcomes:
            self.outcomes.append(outcome)
            self.switch = outcome.switch
            for effect in outcome.effects:
                if isinstance(effect, Mail):
                    self.owe(effect, outcome)
        if self.accepting and self.switch.awaiting is not None:
            self.switch = settled(self.switch, self.switch.step, now, now).switch

    def owe(self, mail: Mail, outcome: Outcome) -> None:
        """Keep one mail for everybody it goes to."""
        about = f"{mail.about.value}_{mail.number}" if mail.number else mail.about.value
        leaves = outcome.at + timedelta(seconds=mail.after)
        for person in addressees(mail.to, outcome.switch, outcome.at, outcome.who):
            self.mails.append(Mailed(leaves, person, about))

    def knock(self, end: datetime) -> None:
        """Knock at every door of a release, if its time has come."""
        if not self.knocking or self.state is not State.DELIVERING:
            return
        day = local_day(self.switch.since, self.zone)
        last = first_knock(day, None, self.zone) + LAST_KNOCK
        if last <= end:
            self.take((all_knocked(self.switch, last, last),), last)

    def mails_to(self, person: int) -> list[str]:
        """Return what somebody was written, each as date, time and what about."""
        return [
            f"{mail.at.astimezone(ZoneInfo(self.zone)):%-d %b %H:%M} {mail.about}"
            for mail in self.mails
            if mail.person == person
        ]

    def states(self) -> list[str]:
        """Return each change of state as date, time and the new state."""
        return [
            f"{outcome.at.astimezone(ZoneInfo(self.zone)):%-d %b %H:%M} {outcome.switch.state}"
            for outcome in self.outcomes
            if outcome.switch.state is not outcome.before
        ]

    def when_was(self, event: Event) -> list[str]:
        """Return the dates and times at which something happened."""
        return [
            f"{outcome.at.astimezone(ZoneInfo(self.zone)):%-d %b %H:%M}"
            for outcome in self.outcomes
            if outcome.event is event
        ]


def vigil(*keepers: int, **chosen: Any) -> Life:  # noqa: ANN401
    """Return Ana's life up to the morning her keepers are asked: Wednesday 14 April 2027."""
    life = Life(plan(*(keepers or EVERYBODY), **chosen)).until("2027-04-14 09:00")
    assert life.state is State.VIGIL
    return life
