"""What lies with somebody for others: letters they keep and cannot read, goodbyes they may read,
and young people whose guardian they are.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from untilthen.domain.knocks import QUIET_AT_MOST
from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import RELEASED, About, State
from untilthen.domain.switch import Switch
from untilthen.journal.actions import Entry, write
from untilthen.letters import doors, guardians
from untilthen.letters.knocks import GIVEN_BACK, knocks_of
from untilthen.letters.models import Addressing, Delivery, Goodbye
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message
from untilthen.people.blocked import not_written_to
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.queries import Person
from untilthen.watch.store import locked, opened

OPEN = RELEASED | {State.QUIET_WAIT}
BROUGHT, COMING, WAITING, TOLD_FIRST = "brought", "coming", "waiting", "told_first"
People = dict[int, Person]


@dataclass(frozen=True)
class Kept:
    """Letters kept for one person: how many, and whether they can be brought to them again."""

    person: Person
    letters: int
    can_go_back: bool


@dataclass(frozen=True)
class Ward:
    """Somebody whose guardian this is: how their letters stand, when the next knock is (None: not
    owed yet), and until when it may wait.
    """

    person: Person
    state: str
    at: datetime | None
    may_wait_until: datetime | None


def release_of(switch: Switch) -> int:
    """Return the release that is under way, or the one that a quiet wait leads to."""
    return switch.release + (switch.state is State.QUIET_WAIT)


def url_for(plan: int, who: int, switch: Switch, everybody: People) -> str:
    """Return where somebody sees what lies with them; "" where nothing does."""
    release = release_of(switch)
    if switch.state not in OPEN or not (
        wards(plan, who, switch, everybody)
        or doors.kept_by(plan, release, who)
        or doors.shared_with(plan, release, who)
    ):
        return ""
    return f"/go/{token_for(Link(LinkKind.ENTRUSTED, plan, who, release))}"


def kept(plan: int, who: int, switch: Switch, everybody: People) -> list[Kept]:
    """Return for whom somebody keeps letters."""
    counts: dict[int, int] = {}
    for delivery in doors.kept_by(plan, switch.release, who):
        counts[delivery.person] = counts.get(delivery.person, 0) + 1
    silent = not_written_to(everybody.values())
    return [
        Kept(everybody[number], letters, not (number in silent or everybody[number].unreachable))
        for number, letters in counts.items()
    ]


def goodbyes(plan: int, who: int, switch: Switch) -> list[Goodbye]:
    """Return the goodbyes that somebody may read."""
    return doors.shared_with(plan, switch.release, who)


def wards(plan: int, who: int, switch: Switch, everybody: People) -> list[Ward]:
    """Return the people whose guardian this is, and to whom a letter comes."""
    addressed = set(
        Addressing.objects.filter(letter__plan_id=plan, letter__not_before=None).values_list(
            "person", flat=True
        )
    )
    theirs = [each for each in everybody.values() if each.details.guardian == who]
    found = (ward(plan, each, switch) for each in theirs if each.number in addressed)
    return [each for each in found if each is not None]


def ward(plan: int, person: Person, switch: Switch) -> Ward | None:
    """Return how the letters of one ward stand; None where none comes any more."""
    release = release_of(switch)
    waits = guardians.asked_to_wait(plan, person.number, release)
    if switch.state is State.QUIET_WAIT:
        return Ward(person, WAITING if waits else COMING, None, None)
    theirs = Delivery.objects.filter(plan_id=plan, person=person.number, release=release)
    states = set(theirs.values_list("state", flat=True))
    if DeliveryState.QUEUED.value not in states:
        return Ward(person, BROUGHT, None, None) if states else None
    owed = [
        each
        for each in knocks_of(plan, release, person.number)
        if each.state == Message.OWED and each.facts["day"] is None
    ]
    at = owed[0].try_at if owed else None
    longest = at + QUIET_AT_MOST if at and not waits else at
    return Ward(person, WAITING if waits else COMING, at, longest)


def give_back(plan: int, who: int, person: int, everybody: People, now: datetime) -> bool:
    """Have the letters somebody keeps for a person lie at that person's door again, and bring them
    the link once more; returns whether there were any.
    """
    with transaction.atomic():
        switch = opened(locked(plan))
        if switch.state not in RELEASED or everybody[person].unreachable:
            return False
        if person in not_written_to(everybody.values()):
            return False
        letters = doors.given_back(plan, person, switch.release, who)
        if not letters:
            return False
        write(plan, Entry(now, GIVEN_BACK, who=who, facts={"person": person}))
        before = knocks_of(plan, switch.release, person)
        owed = Owed(
            plan=plan,
            person=person,
            about=About.KNOCK.value,
            occasion=f"release {switch.release} given back",
            at=now,
            facts=before[-1].facts | {GIVEN_BACK: who, "letters": letters, "keeper": who},
        )
        owe(owed, now)
    return True
