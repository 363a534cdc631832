"""What would happen, with names and dates: the forecast of the rules, and the knocks of a
release.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from untilthen.domain.calendar import at_hour, local_day
from untilthen.domain.effects import Mail
from untilthen.domain.forecast import Acts, Forecast, forecast
from untilthen.domain.keeper_acts import is_sure
from untilthen.domain.knocks import (
    FIRST_HOUR,
    GUARDIAN_FIRST,
    Recipient,
    first_knock,
    in_daytime,
    knock_times,
)
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Switch
from untilthen.handover.models import Duty
from untilthen.letters.models import Letter
from untilthen.letters.queries import invited
from untilthen.people.models import Plan
from untilthen.people.queries import Person, quiet_dates

SURE_AFTER_DAYS = 3
KINDS: Mapping[Event, str] = {
    Event.AHEAD_DAY: "check_in",
    Event.DUE_DAY: "due",
    Event.OVERDUE_DAY: "reminder",
    Event.REMINDER_DAY: "reminder",
    Event.GRACE_OVER: "vigil",
    Event.STOP_UNCONFIRMED: "vigil",
    Event.NO_SIGN_IN: "vigil",
    Event.SIGN_IN_WANTED: "sign_in_wanted",
    Event.VIGIL_REMINDER_DAY: "vigil_reminder",
    Event.VIGIL_MIDWAY: "vigil_reminder",
    Event.AGREED: "sure",
    Event.AGREED_EARLY: "sure",
    Event.GRACE_OVER_SOLO: "solo_wait",
    Event.NO_SIGN_IN_SOLO: "solo_wait",
    Event.QUIET_MAIL_DAY: "quiet_wait_mail",
    Event.VIGIL_OVER: "hold",
    Event.NOBODY_LEFT: "hold",
    Event.ASK_DAY: "hold_asked",
    Event.HOLD_OVER: "last_word",
    Event.QUIET_OVER: "release",
    Event.HANDED_OVER: "handed_over",
    Event.NOTICE_DAY: "closing_notice",
    Event.CLOSING_DAY: "closed",
    Event.LET_GO: "let_go",
    Event.DORMANT_OVER: "closed",
    Event.YEAR_PASSED: "yearly",
    Event.DORMANT: "yearly",
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One date to come: when, what kind, whom it concerns, how many letters, which reminder."""

    when: datetime
    kind: str
    names: tuple[str, ...] = ()
    count: int = 0
    n: int = 0


@dataclass(frozen=True)
class Household:
    """What a plan's release would bring: its people, its letters in order, and who is asked to take
    duties.
    """

    people: Mapping[int, Person]
    letters: tuple[tuple[date | None, tuple[int, ...]], ...] = ()
    duties: tuple[tuple[int, ...], ...] = ()
    gone: frozenset[int] = field(default_factory=frozenset)
    guarded: frozenset[int] = field(default_factory=frozenset)
    """Whose guardian is no keeper, and so is told a day before them."""

    def names(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        """Return what people are called."""
        return tuple(self.people[number].name for number in numbers if number in self.people)

    def recipient(self, number: int) -> Recipient:
        """Return somebody as the rules of knocking see them."""
        details = self.people[number].details
        return Recipient(number, details.zone, quiet_dates(details))


def household(plan: int, people: Mapping[int, Person]) -> Household:
    """Return what is known of a plan's letters and duties."""
    letters = Letter.objects.filter(plan_id=plan).order_by("position")
    found = tuple(
        (letter.not_before, tuple(each.person for each in letter.addressings.order_by("pk")))
        for letter in letters.prefetch_related("addressings")
    )
    rows = Duty.objects.filter(plan_id=plan).order_by("number")
    duties = tuple((row.first, *row.alternates) for row in rows)
    gone = frozenset(number for number, person in people.items() if person.unreachable)
    asked = invited(Plan.objects.get(pk=plan))
    guarded = frozenset(
        number
        for number, person in people.items()
        if person.details.guardian and person.details.guardian not in asked
    )
    return Household(people, found, duties, gone, guarded)


def knocks(home: Household, release_at: datetime, zone: str) -> list[Planned]:
    """Return every knock of a release that begins at `release_at`, in the order of time (R7,
    10.7).
    """
    day = local_day(release_at, zone)
    start = first_knock(day, release_at if home.duties else None, zone)
    counts: dict[tuple[int, date | None], int] = {}
    for not_before, persons in home.letters:
        later = not_before if not_before is not None and not_before > day else None
        for person in persons:
            counts[person, later] = counts.get((person, later), 0) + 1
    at_once = [home.recipient(each) for each, later in counts if later is None]
    times: dict[tuple[int, date | None], datetime] = {
        (each, None): at for each, at in knock_times(start, at_once).items()
    }
    for person, later in counts:
        who = home.recipient(person)
        if later is None and person in home.guarded:
            at = times[person, later] + GUARDIAN_FIRST
            times[person, later] = in_daytime(at, who.zone, who.quiet)
        if later is not None:
            at = max(at_hour(later, zone, FIRST_HOUR), start)
            times[person, later] = in_daytime(at, who.zone, who.quiet)
    found = [
        Planned(when=at, kind="knock", names=home.names((person,)), count=counts[person, later])
        for (person, later), at in times.items()
    ]
    return sorted(found, key=lambda planned: planned.when)


def last_knock(home: Household) -> Callable[[Switch], datetime]:
    """Return how the forecast learns when the last letter of a release comes."""

    def last(switch: Switch) -> datetime:
        planned = knocks(home, switch.since, switch.zone)
        return planned[-1].when if planned else switch.since

    return last


def if_nobody_answers(switch: Switch, home: Household, now: datetime) -> list[Planned]:
    """Return every date to come while nobody does anything."""
    return planned(forecast(switch, now, (), last_knock(home)), home)


def if_keepers_are_sure(switch: Switch, home: Household, now: datetime) -> list[Planned]:
    """Return every date to come if enough keepers are sure three days into the vigil; empty where
    there is none.
    """
    counted = [keeper for keeper in switch.keepers if keeper.counts]
    asked = counted[: switch.settings.sure_needed]
    if len(asked) < switch.settings.sure_needed or switch.settings.solo:
        return []

    def all_sure(current: Switch, at: datetime) -> tuple[Outcome, ...]:
        outcomes: list[Outcome] = []
        for keeper in asked:
            outcomes.extend(is_sure(current, keeper.person, at))
            current = outcomes[-1].switch
        return tuple(outcomes)

    acts: Acts = ((State.VIGIL, SURE_AFTER_DAYS, all_sure),)
    return planned(forecast(switch, now, acts, last_knock(home)), home)


def planned(coming: Forecast, home: Household) -> list[Planned]:
    """Return a forecast's outcomes as dates for people, in order."""
    found: list[Planned] = []
    for outcome in coming.outcomes:
        kind = KINDS.get(outcome.event)
        if kind is None:
            continue
        found.append(with_names(Planned(when=outcome.at, kind=kind), outcome, home))
        if kind in ("release", "handed_over"):
            found.extend(handed_over(outcome, home))
    return sorted(found, key=lambda each: each.when)


def with_names(plan: Planned, outcome: Outcome, home: Household) -> Planned:
    """Return a date with those it concerns."""
    keepers = [keeper for keeper in outcome.switch.keepers if keeper.counts]
    if plan.kind in ("vigil", "hold_asked"):
        return replace(plan, names=home.names(tuple(each.person for each in keepers)))
    if plan.kind == "sure":
        sure = tuple(each.person for each in keepers if each.answer.value == "sure")
        return replace(plan, names=home.names(sure))
    if plan.kind == "reminder":
        numbers = [each.number for each in outcome.effects if isinstance(each, Mail)]
        return replace(plan, n=max(numbers, default=0))
    if plan.kind == "last_word":
        return replace(plan, n=outcome.switch.wait.days if outcome.switch.wait else 0)
    return plan


def handed_over(outcome: Outcome, home: Household) -> list[Planned]:
    """Return who is told of duties and whose doors are knocked in a release, sealed or not."""
    able = {keeper.person for keeper in outcome.switch.keepers if keeper.counts} - home.gone
    first = [next((each for each in asked if each in able), None) for asked in home.duties]
    asked = tuple(dict.fromkeys(each for each in first if each is not None))
    sheets = [Planned(when=outcome.at, kind="duties", names=home.names(asked))] if asked else []
    return [*sheets, *knocks(home, outcome.at, outcome.switch.zone)]
