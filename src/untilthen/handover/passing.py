"""A duty leaves somebody's hands: passed on when they cannot or do not answer, put down when they
no longer can, passed to the next in line while the owner lives (R9).
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from untilthen.domain.duties import next_in_line
from untilthen.handover.actions import (
    NAMED,
    OFFERED,
    OPEN_TO_ALL,
    PUT_DOWN,
    TAKEN,
    asked_for,
    move,
)
from untilthen.handover.models import Duty
from untilthen.journal.actions import Entry, hold, write

PASSED_ON = "passed_on"


def pass_on(plan: int, number: int, person: int, able: Collection[int], at: datetime) -> bool:
    """Pass a duty offered to `person` on to the next of those `able`; with nobody next it is open
    to all. Returns whether it was theirs to pass.
    """
    with transaction.atomic():
        hold(plan)
        theirs = Duty.objects.filter(plan_id=plan, number=number, state=OFFERED, holder=person)
        if (duty := theirs.first()) is None:
            return False
        to_next(duty, able, at, said=person)
    return True


def to_next(duty: Duty, able: Collection[int], at: datetime, said: int | None = None) -> None:
    """Offer a duty to who comes after its holder, or to all; `said` is who answered that they
    cannot.
    """
    duty.holder = next_in_line(asked_for(duty), duty.holder, able)
    move(duty, OPEN_TO_ALL if duty.holder is None else OFFERED, at, said)


def pass_untaken(
    plan: int, numbers: Iterable[int], able: Collection[int], at: datetime
) -> list[Duty]:
    """Pass on those of these duties that still wait for an answer; return them as they stand
    now.
    """
    waiting = Duty.objects.filter(plan_id=plan, number__in=tuple(numbers), state=OFFERED)
    return passed(waiting, able, at)


def pass_from(plan: int, person: int, able: Collection[int], at: datetime) -> list[Duty]:
    """Pass on whatever somebody who is gone was offered or had taken; return it as it stands
    now.
    """
    theirs = Duty.objects.filter(plan_id=plan, holder=person, state__in=(OFFERED, TAKEN))
    return passed(theirs, able, at)


def passed(duties: Iterable[Duty], able: Collection[int], at: datetime) -> list[Duty]:
    """Pass each of these duties on, in order."""
    found = sorted(duties, key=lambda duty: duty.number)
    for duty in found:
        to_next(duty, able, at)
    return found


def pass_in_life(plan: int, person: int, able: Collection[int], at: datetime) -> None:
    """Note who is asked first now that somebody is a keeper no more; nothing is offered yet."""
    for duty in Duty.objects.filter(plan_id=plan, state=NAMED).order_by("number"):
        if (duty.holder or duty.first) != person:
            continue
        following = next_in_line(asked_for(duty), person, able)
        if following is None:
            continue
        duty.holder = following
        duty.save(update_fields=["holder"])
        facts = {"duty": duty.number}
        write(plan, Entry(at, "duty", NAMED, PASSED_ON, following, facts))


def put_down(plan: int, number: int, person: int, at: datetime) -> bool:
    """Let a person put down a duty they took, which opens it to all; returns whether it was
    theirs.
    """
    with transaction.atomic():
        hold(plan)
        duty = Duty.objects.filter(plan_id=plan, number=number, state=TAKEN, holder=person).first()
        if duty is None:
            return False
        move(duty, PUT_DOWN, at)
        duty.holder = None
        move(duty, OPEN_TO_ALL, at)
    return True


def open_to_all(plan: int) -> int:
    """Return how many duties are open to all."""
    return Duty.objects.filter(plan_id=plan, state=OPEN_TO_ALL).count()


def take_open(plan: int, number: int, person: int, at: datetime) -> bool:
    """Let a person take a duty that is open to all; returns whether it still was."""
    with transaction.atomic():
        hold(plan)
        duty = Duty.objects.filter(plan_id=plan, number=number, state=OPEN_TO_ALL).first()
        if duty is None:
            return False
        duty.holder = person
        move(duty, TAKEN, at)
    return True
