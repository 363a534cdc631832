"""Owe the knocks of a release, one per person and delivery date, in slots (R7, 10.3, 10.7).

Whom nobody may write to is settled at once; who has a guardian is knocked after that one knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.knocks import (
    FIRST_HOUR,
    GUARDIAN_FIRST,
    QUIET_AT_MOST,
    Recipient,
    first_knock,
    in_daytime,
    knock_times,
)
from untilthen.domain.states import About
from untilthen.letters.days import letters_by_day
from untilthen.letters.guardians import asked_to_wait, guardian_of
from untilthen.letters.knocks import GUARDS
from untilthen.letters.unreached import as_its_owner_wished
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message
from untilthen.people.blocked import not_written_to
from untilthen.people.queries import OWNER, Person, people, quiet_dates


@dataclass(frozen=True, kw_only=True)
class Round:
    """The knocks of one release: when it began, when the last duty sheet was accepted (None: there
    was none),
    for how many days a letter stays, the keepers, the first of whom a knock names, whether
    nobody knows of a death, and whether letters are given as they were sealed."""

    plan: int
    release: int
    began: datetime
    sheets_at: datetime | None
    stays: int
    keepers: tuple[int, ...] = ()
    unknown: bool = False
    sealed: bool = False
    vigil: int = 0


@dataclass(frozen=True)
class Knock:
    """One knock to be owed: at whose door, for which day, when, and how many letters by day."""

    person: Person
    day: date | None
    at: datetime
    letters: Mapping[date | None, int]

    @property
    def more_later(self) -> bool:
        """Whether another knock follows on a later day."""
        later = (each for each in self.letters if each is not None)
        return any(self.day is None or each > self.day for each in later)


def owe_knocks(knocks: Round, now: datetime) -> None:
    """Owe each recipient of a release their knocks; owing them again changes nothing."""
    everybody = people(knocks.plan)
    silent = not_written_to(everybody.values())
    for knock in planned(knocks, everybody):
        if knock.person.number in silent:
            as_its_owner_wished(
                knocks.plan, knock.person.number, knocks.release, knocks.keepers, now
            )
        elif not tell_guardian(knocks, knock, everybody, silent, now):
            owe_knock(knocks, knock, None, everybody, now)


def planned(knocks: Round, everybody: Mapping[int, Person]) -> list[Knock]:
    """Return the knocks of a release with their times, those of the first day first."""
    zone = everybody[OWNER].details.zone
    today = local_day(knocks.began, zone)
    days = letters_by_day(knocks.plan, knocks.release, today)
    start = first_knock(today, knocks.sheets_at, zone)
    first = [recipient(everybody[person]) for person in days if None in days[person]]
    found = [
        Knock(everybody[person], None, at, days[person])
        for person, at in knock_times(start, first).items()
    ]
    for person, theirs in days.items():
        who = recipient(everybody[person])
        for day in sorted(each for each in theirs if each is not None):
            at = in_daytime(max(at_hour(day, zone, FIRST_HOUR), start), who.zone, who.quiet)
            found.append(Knock(everybody[person], day, at, theirs))
    return found


def recipient(person: Person) -> Recipient:
    """Return somebody as the rules of knocking see them."""
    return Recipient(person.number, person.details.zone, quiet_dates(person.details))


def tell_guardian(
    knocks: Round,
    knock: Knock,
    everybody: Mapping[int, Person],
    silent: set[int],
    now: datetime,
) -> bool:
    """Owe a guardian the mail that comes before a knock; returns whether the knock has to wait for
    it.

    Not to a keeper: the told-list named their ward to them a wait ago, and asked to tell them.
    """
    guardian = guardian_of(knock.person, everybody, silent, local_day(knock.at, "UTC"))
    if guardian is None:
        return False
    if guardian.number in knocks.keepers:
        owe_knock(knocks, knock, guardian, everybody, now)
        return True
    owe(telling(knocks, knock, guardian, everybody), now)
    return True


def telling(knocks: Round, knock: Knock, guardian: Person, everybody: Mapping[int, Person]) -> Owed:
    """Return the mail to a guardian, in the place of the knock that follows a day later; before a
    letter for a later day, on the day before that.
    """
    who, ward = recipient(guardian), recipient(knock.person)
    ahead = knock.at - GUARDIAN_FIRST if knock.day else knock.at
    at = in_daytime(ahead, who.zone, who.quiet)
    knock_at = in_daytime(max(at + GUARDIAN_FIRST, knock.at), ward.zone, ward.quiet)
    facts = facts_of(knocks, knock, knock_at, everybody) | {
        GUARDS: knock.person.number,
        "keeper": named(knocks, guardian.number),
        "knock_at": knock_at.isoformat(),
        "letters_by_day": [[str(day or ""), count] for day, count in knock.letters.items()],
    }
    return Owed(
        plan=knocks.plan,
        person=guardian.number,
        about=About.KNOCK.value,
        occasion=f"release {knocks.release} for {knock.person.number} {day_word(knock.day)}",
        at=at,
        facts=facts,
    )


def guardian_knows(told_first: Message, now: datetime) -> None:
    """Owe the knock that waited for a guardian to be told, a day after they were, or cannot be."""
    facts, everybody = told_first.facts, people(told_first.plan)
    ward, settled_at = everybody[facts[GUARDS]], told_first.settled_at or now
    told = told_first.state == Message.ACCEPTED
    planned_at = datetime.fromisoformat(facts["knock_at"])
    who = recipient(ward)
    at = in_daytime(settled_at + GUARDIAN_FIRST if told else settled_at, who.zone, who.quiet)
    letters = {date.fromisoformat(day) if day else None: n for day, n in facts["letters_by_day"]}
    knock = Knock(
        ward,
        date.fromisoformat(facts["day"]) if facts["day"] else None,
        max(at, planned_at) if told else at,
        letters,
    )
    knocks = Round(
        plan=told_first.plan,
        release=facts["round"],
        began=settled_at,
        sheets_at=None,
        stays=facts["stays"],
        keepers=tuple(facts["keepers"]),
        unknown=facts["unknown"],
        sealed=facts["sealed"],
        vigil=facts["vigil"],
    )
    owe_knock(knocks, knock, everybody[told_first.person] if told else None, everybody, now)


def owe_knock(
    knocks: Round,
    knock: Knock,
    guardian: Person | None,
    everybody: Mapping[int, Person],
    now: datetime,
) -> None:
    """Owe one knock; it names the guardian, who knows, or else the first of the keepers."""
    at, person = knock.at, knock.person
    if guardian and asked_to_wait(knocks.plan, person.number, knocks.release):
        who = recipient(person)
        at = in_daytime(at + QUIET_AT_MOST, who.zone, who.quiet)
    knows = guardian.number if guardian else named(knocks, person.number)
    owe(
        Owed(
            plan=knocks.plan,
            person=person.number,
            about=About.KNOCK.value,
            occasion=f"release {knocks.release} day {day_word(knock.day)}",
            at=at,
            facts=facts_of(knocks, knock, at, everybody) | {"keeper": knows},
        ),
        now,
    )


def facts_of(
    knocks: Round, knock: Knock, at: datetime, everybody: Mapping[int, Person]
) -> dict[str, object]:
    """Return what a knock at `at` says, but for who knows of it; it is all closed in the owner's
    zone.
    """
    zone = everybody[OWNER].details.zone
    stays_until = at_hour(local_day(at, zone) + knocks.stays * DAY, zone)
    return {
        "round": knocks.release,
        "day": knock.day.isoformat() if knock.day else None,
        "letters": knock.letters[knock.day],
        "keepers": [each for each in knocks.keepers if each != knock.person.number],
        "stays_until": stays_until.isoformat(),
        "stays": knocks.stays,
        "more_later": knock.more_later,
        "unknown": knocks.unknown,
        "sealed": knocks.sealed,
        "vigil": knocks.vigil,
    }


def named(knocks: Round, person: int) -> int | None:
    """Return the keeper whom a knock at somebody's door names: the first who is not that person."""
    return next((each for each in knocks.keepers if each != person), None)


def day_word(day: date | None) -> str:
    """Return what stands for a knock's day in what makes it owed once."""
    return day.isoformat() if day else "of release"
