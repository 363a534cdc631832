"""Who is asked next to take over a duty: in the order the owner named, without waiting for who
cannot be reached or is silent (R9).
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.switch import Offer, Switch

OFFERED_DAYS = 7


def next_in_line(asked: Iterable[int], after: int | None, able: Collection[int]) -> int | None:
    """Return who is asked after somebody (None: from the first), or None where the duty is open to
    all.
    """
    order = tuple(asked)
    start = order.index(after) + 1 if after in order else 0
    return next((each for each in order[start:] if each in able), None)


def with_offers(switch: Switch, held: Iterable[tuple[int, int]], at: datetime) -> Switch:
    """Return the switch that waits for an answer about each (duty, holder) of `held`, a week each
    from when it was first offered.
    """
    known = {(offer.duty, offer.holder): offer for offer in switch.offers}
    until = at_hour(local_day(at, switch.zone) + OFFERED_DAYS * DAY, switch.zone)
    offers = tuple(
        known.get(each) or Offer(duty=each[0], holder=each[1], until=until) for each in held
    )
    return switch if offers == switch.offers else replace(switch, offers=offers)
