"""Owe the knocks of a release, one per person and delivery date, in slots (R7, 10.3, 10.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.knocks import FIRST_HOUR, Recipient, first_knock, in_daytime, knock_times
from untilthen.domain.states import About
from untilthen.letters.models import Delivery
from untilthen.outbox.actions import Owed, owe
from untilthen.people.queries import Person, people

Days = dict[date | None, int]
"""How many letters come on which day; None is the day of the release."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """The knocks of one release: when it began, when the last duty sheet was accepted (None: there
    was none),
    for how many days a letter stays, which keeper's name and phone the knock may give, whether
    nobody knows of a death, and whether letters are given as they were sealed."""

    plan: int
    release: int
    began: datetime
    sheets_at: datetime | None
    stays: int
    keeper: int | None
    unknown: bool = False
    sealed: bool = False


def owe_knocks(knocks: Round, now: datetime) -> None:
    """Owe each recipient of a release their knocks; owing them again changes nothing."""
    everybody = people(knocks.plan)
    zone = everybody[0].details.zone
    days = letters_by_day(knocks.plan, knocks.release, local_day(knocks.began, zone))
    start = first_knock(local_day(knocks.began, zone), knocks.sheets_at, zone)
    first = [
        Recipient(person, everybody[person].details.zone) for person in days if None in days[person]
    ]
    for person, at in knock_times(start, first).items():
        owe_knock(knocks, everybody[person], None, at, days[person], zone, now)
    for person, theirs in days.items():
        for day in sorted(each for each in theirs if each is not None):
            at = max(at_hour(day, zone, FIRST_HOUR), start)
            at = in_daytime(at, everybody[person].details.zone)
            owe_knock(knocks, everybody[person], day, at, theirs, zone, now)


def letters_by_day(plan: int, release: int, today: date) -> dict[int, Days]:
    """Return how many letters of a release come to whom on which day, in the order of first
    appearance.
    """
    found: dict[int, Days] = {}
    deliveries = Delivery.objects.filter(plan_id=plan, release=release).select_related("letter")
    for delivery in deliveries.order_by("pk"):
        days = found.setdefault(delivery.person, {})
        day = later_day(delivery, today)
        days[day] = days.get(day, 0) + 1
    return found


def later_day(delivery: Delivery, today: date) -> date | None:
    """Return the day a delivery waits for, or None where it comes with the release."""
    day = delivery.letter.not_before
    return day if day is not None and day > today else None


def owe_knock(
    knocks: Round,
    person: Person,
    day: date | None,
    at: datetime,
    days: Mapping[date | None, int],
    zone: str,
    now: datetime,
) -> None:
    """Owe one knock; `zone` is the owner's, in which everything is closed."""
    later = [each for each in days if each is not None and (day is None or each > day)]
    stays_until = at_hour(local_day(at, zone) + knocks.stays * DAY, zone)
    facts = {
        "round": knocks.release,
        "day": day.isoformat() if day else None,
        "letters": days[day],
        "keeper": knocks.keeper if knocks.keeper != person.number else None,
        "stays_until": stays_until.isoformat(),
        "more_later": bool(later),
        "unknown": knocks.unknown,
        "sealed": knocks.sealed,
    }
    owe(
        Owed(
            plan=knocks.plan,
            person=person.number,
            about=About.KNOCK.value,
            occasion=f"release {knocks.release} day {day.isoformat() if day else 'of release'}",
            at=at,
            facts=facts,
        ),
        now,
    )
