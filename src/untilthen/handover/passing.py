"""A duty leaves somebody's hands: passed on when they cannot, put down when they no longer do."""

from datetime import datetime

from django.db import transaction

from untilthen.handover.actions import OFFERED, PUT_DOWN, TAKEN, move
from untilthen.handover.models import Duty
from untilthen.journal.actions import hold

OPEN_TO_ALL = "open_to_all"


def pass_on(plan: int, number: int, person: int, at: datetime) -> int | None:
    """Pass a duty offered to `person` on to who was named next, and return them; with nobody next
    it
    is open to all.
    """
    with transaction.atomic():
        hold(plan)
        duty = Duty.objects.filter(
            plan_id=plan, number=number, state=OFFERED, holder=person
        ).first()
        if duty is None:
            return None
        asked = [duty.first, *duty.alternates]
        later = asked[asked.index(person) + 1 :] if person in asked else []
        duty.holder = later[0] if later else None
        move(duty, OFFERED if later else OPEN_TO_ALL, at)
        return duty.holder


def put_down(plan: int, number: int, person: int, at: datetime) -> bool:
    """Let a person put down a duty they took; returns whether it was theirs."""
    with transaction.atomic():
        hold(plan)
        duty = Duty.objects.filter(plan_id=plan, number=number, state=TAKEN, holder=person).first()
        if duty is None:
            return False
        move(duty, PUT_DOWN, at)
    return True


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
