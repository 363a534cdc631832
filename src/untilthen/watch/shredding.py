"""Take away each door on its own day, goodbye_days after its knock, while the plan waits for others
(10.7).
"""

from datetime import datetime

from django.db import transaction

from untilthen.domain.states import RELEASED, State
from untilthen.journal.actions import hold
from untilthen.letters.doors import take_away
from untilthen.letters.models import Delivery
from untilthen.watch.models import SwitchRow

AT_ONCE = 200


def take_doors_away(now: datetime) -> int:
    """Take away every door whose time has passed; returns how many."""
    due = Delivery.objects.filter(stays_until__lte=now).order_by("stays_until", "pk")
    by_plan: dict[int, list[int]] = {}
    for key, plan in due.values_list("pk", "plan_id")[:AT_ONCE]:
        by_plan.setdefault(plan, []).append(key)
    for plan, keys in by_plan.items():
        with transaction.atomic():
            take_away_in(plan, keys, now)
    return sum(map(len, by_plan.values()))


def take_away_in(plan: int, keys: list[int], now: datetime) -> None:
    """Take away some doors of a plan; where all was stopped meanwhile they are shut already."""
    row = SwitchRow.objects.select_for_update().filter(plan_id=plan).first()
    if row is not None and State(row.state) in RELEASED:
        hold(plan)
        for delivery in Delivery.objects.filter(pk__in=keys).select_related("letter"):
            take_away(delivery, now)
    Delivery.objects.filter(pk__in=keys).update(stays_until=None)
