"""A duty taken only for a while: it counts as taken, and can be put down on any day."""

from datetime import datetime

from django.db import transaction

from untilthen.handover.actions import take
from untilthen.handover.models import Duty
from untilthen.handover.passing import take_open


def take_for_a_while(plan: int, number: int, person: int, at: datetime) -> bool:
    """Let a person take a duty offered to them or open to all, for a while; returns whether they
    could.
    """
    with transaction.atomic():
        taken = take(plan, number, person, at) or take_open(plan, number, person, at)
        if taken:
            Duty.objects.filter(plan_id=plan, number=number).update(for_a_while=person)
    return taken
