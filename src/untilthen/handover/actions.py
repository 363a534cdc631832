"""Duties change hands: named, offered at release, taken, put down. Each change has its journal
line.
"""

from datetime import datetime

from django.db import transaction

from untilthen.domain.duties import next_in_line
from untilthen.handover.models import Duty
from untilthen.journal.actions import Entry, hold, write

NAMED, OFFERED, TAKEN, PUT_DOWN = "named", "offered", "taken", "put_down"
OPEN_TO_ALL = "open_to_all"


def name_duty(plan: int, number: int, first: int, alternates: tuple[int, ...]) -> Duty:
    """Note who is asked to take over duty `number`, and who after."""
    return Duty.objects.create(
        plan_id=plan, number=number, first=first, alternates=list(alternates)
    )


def offer_all(plan: int, can_take: set[int], at: datetime) -> list[int]:
    """Offer each duty to the first who can be reached, or to all where none of those named can;
    return whom to write to, each once, in order.
    """
    asked: list[int] = []
    for duty in Duty.objects.filter(plan_id=plan).order_by("number"):
        duty.holder = next_in_line(asked_for(duty), None, can_take)
        move(duty, OPEN_TO_ALL if duty.holder is None else OFFERED, at)
        asked += sorted(can_take) if duty.holder is None else [duty.holder]
    return list(dict.fromkeys(asked))


def asked_for(duty: Duty) -> tuple[int, ...]:
    """Return whom the owner would ask, in order."""
    return (duty.first, *duty.alternates)


def take(plan: int, number: int, person: int, at: datetime) -> bool:
    """Let a person take an offered duty; returns whether it was theirs to take."""
    with transaction.atomic():
        hold(plan)
        theirs = Duty.objects.filter(plan_id=plan, number=number, state=OFFERED, holder=person)
        if (duty := theirs.first()) is None:
            return False
        move(duty, TAKEN, at)
    return True


def put_all_down(plan: int, at: datetime) -> None:
    """Put down every duty offered or taken: the owner is alive."""
    for duty in Duty.objects.filter(plan_id=plan).exclude(state=NAMED).order_by("number"):
        if duty.state != PUT_DOWN:
            move(duty, PUT_DOWN, at)


def move(duty: Duty, then: str, at: datetime, said: int | None = None) -> None:
    """Move a duty on, with its line; `said` is who answered, where it is not its holder."""
    before, duty.state, duty.for_a_while = duty.state, then, None
    duty.save(update_fields=["state", "holder", "for_a_while"])
    facts = {"duty": duty.number} | ({} if said is None else {"said": said})
    write(duty.plan_id, Entry(at, "duty", before, then, duty.holder, facts))


def offered_to(plan: int, person: int) -> int:
    """Return how many duties are offered to a person."""
    return Duty.objects.filter(plan_id=plan, holder=person, state=OFFERED).count()


def waiting(plan: int) -> list[tuple[int, int]]:
    """Return each duty that waits for an answer, with whom it is offered to."""
    offered = Duty.objects.filter(plan_id=plan, state=OFFERED).order_by("number")
    return [(duty.number, duty.holder) for duty in offered if duty.holder is not None]


def forget(plan: int) -> None:
    """Delete every duty of a plan."""
    Duty.objects.filter(plan_id=plan).delete()
