"""Begin again after coming back: what was read goes out again only if the owner ticks it (10.6)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from untilthen.domain import acts
from untilthen.domain.letter import DeliveryState
from untilthen.journal.actions import Entry, write
from untilthen.letters.models import Delivery
from untilthen.watch.actions import record


def rearm(plan: int, again: Iterable[str], now: datetime) -> None:
    """Begin again, with the letters once read that are ticked; raises Refused."""
    with transaction.atomic():
        record(plan, lambda switch: acts.rearm(switch, now), now)
        read = Delivery.objects.filter(plan_id=plan, state=DeliveryState.OPENED.value)
        ticked = read.filter(public_id__in=list(again))
        facts = [[each.letter_id, each.person] for each in ticked.order_by("pk")]
        if ticked.update(again=True):
            write(plan, Entry(now, "sent_again", who=0, facts={"letters": facts}))
