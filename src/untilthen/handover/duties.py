"""The owner's duties in life: who is asked about which sheet, and in what order they stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from untilthen.handover.actions import NAMED
from untilthen.handover.models import Duty
from untilthen.journal.actions import Entry, write

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Asked:
    """Who is asked about a duty: first one person, then the others in their order."""

    first: int
    alternates: tuple[int, ...] = ()


def duties_of(plan: int) -> list[Duty]:
    """Return a plan's duties in the owner's order."""
    return list(Duty.objects.filter(plan_id=plan).order_by("position", "number"))


def duty_of_sheet(plan: int, sheet: str) -> Duty | None:
    """Return the duty whose sheet has this id."""
    return Duty.objects.filter(plan_id=plan, sheet=sheet).first() if sheet else None


def ask_about(plan: int, sheet: str, asked: Asked, at: datetime) -> Duty:
    """Note who is asked about the duty of a sheet, a new one or a known; one transaction with the
    caller's.
    """
    duty = duty_of_sheet(plan, sheet)
    if duty is None:
        last = Duty.objects.filter(plan_id=plan).aggregate(Max("number"), Max("position"))
        duty = Duty(
            plan_id=plan,
            sheet=sheet,
            number=(last["number__max"] or 0) + 1,
            position=(last["position__max"] or 0) + 1,
        )
    duty.first, duty.alternates = asked.first, list(asked.alternates)
    if duty.state == NAMED:
        duty.holder = None  # whoever it was passed on to in life was passed on to from others
    duty.save()
    write(plan, Entry(at, "duty_asked", who=duty.first, facts={"duty": duty.number}))
    return duty


def delete_duty(plan: int, sheet: str, at: datetime) -> None:
    """Delete the duty of a sheet; one transaction with the caller's."""
    duty = duty_of_sheet(plan, sheet)
    if duty is not None:
        write(plan, Entry(at, "duty_deleted", facts={"duty": duty.number}))
        duty.delete()


def move_duty(plan: int, sheet: str, where: str) -> None:
    """Move a duty one place up or down in the owner's list; beyond its ends nothing happens."""
    with transaction.atomic():
        rows = list(
            Duty.objects.select_for_update().filter(plan_id=plan).order_by("position", "number")
        )
        here = next((place for place, duty in enumerate(rows) if duty.sheet == sheet), None)
        if here is None or where not in (UP, DOWN):
            return
        there = here - 1 if where == UP else here + 1
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
        for place, duty in enumerate(rows, start=1):
            Duty.objects.filter(pk=duty.pk).update(position=place)
