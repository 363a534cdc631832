"""Guardians: told first, and able to have a young person's letters wait, within bounds (3.6)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.knocks import QUIET_AT_MOST, in_daytime
from untilthen.journal.actions import Entry, hold, write
from untilthen.letters.knocks import knocks_of
from untilthen.letters.models import GuardianWait
from untilthen.outbox.models import Message
from untilthen.people.queries import OWNER, Person, people, quiet_dates

NOT_YET, NOW = "guardian_not_yet", "guardian_now"


def guardian_of(
    ward: Person, everybody: Mapping[int, Person], silent: set[int], day: date
) -> Person | None:
    """Return who is told of a knock at `ward` on `day` first; None where nobody can be."""
    details = ward.details
    found = everybody.get(details.guardian or 0)
    if not details.guardian or found is None or found.number in silent or found.unreachable:
        return None
    if details.guardian_until and day.isoformat() >= details.guardian_until:
        return None
    return found


def asked_to_wait(plan: int, ward: int, release: int) -> bool:
    """Return whether a guardian said "not yet" for somebody."""
    return GuardianWait.objects.filter(plan_id=plan, person=ward, release=release).exists()


def not_yet(plan: int, ward: int, release: int, guardian: int, now: datetime) -> bool:
    """Have a ward's knocks wait for fourteen days at most; returns whether that was news."""
    with transaction.atomic():
        hold(plan)
        _, new = GuardianWait.objects.get_or_create(
            plan_id=plan, person=ward, release=release, defaults={"at": now}
        )
        if new:
            write(plan, Entry(now, NOT_YET, who=guardian, facts={"person": ward}))
            for knock in untried(plan, ward, release):
                move_to(knock, knock.try_at + QUIET_AT_MOST)
    return new


def let_come(plan: int, ward: int, release: int, guardian: int, now: datetime) -> bool:
    """Have a ward's knocks come after all, as soon as it is day there; returns whether they had
    been waiting.
    """
    with transaction.atomic():
        hold(plan)
        waits = GuardianWait.objects.filter(plan_id=plan, person=ward, release=release)
        if not waits.delete()[0]:
            return False
        write(plan, Entry(now, NOW, who=guardian, facts={"person": ward}))
        for knock in untried(plan, ward, release):
            move_to(knock, max(now, knock.try_at - QUIET_AT_MOST))
    return True


def untried(plan: int, ward: int, release: int) -> list[Message]:
    """Return a ward's knocks that are owed and that nobody has tried to send."""
    return [
        each
        for each in knocks_of(plan, release, ward)
        if each.state == Message.OWED and not each.tries and each.claimed_until is None
    ]


def move_to(knock: Message, at: datetime) -> None:
    """Have a knock come at `at`, or when it is day there and no quiet date, unless it just left."""
    everybody = people(knock.plan)
    details, zone = everybody[knock.person].details, everybody[OWNER].details.zone
    knocked_at = in_daytime(at, details.zone, quiet_dates(details))
    stays_until = at_hour(local_day(knocked_at, zone) + knock.facts["stays"] * DAY, zone)
    untouched = Message.objects.filter(pk=knock.pk, state=Message.OWED, claimed_until=None)
    untouched.update(
        try_at=knocked_at, facts=knock.facts | {"stays_until": stays_until.isoformat()}
    )
