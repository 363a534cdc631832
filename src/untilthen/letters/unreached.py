"""What becomes of the letters of somebody whom no mail of ours reaches or may reach (10.3)."""

from collections.abc import Iterable
from datetime import datetime

from untilthen.domain.letter import DeliveryState
from untilthen.letters.models import Delivery
from untilthen.letters.release import move

S = DeliveryState


def as_its_owner_wished(
    plan: int, person: int, release: int, keepers: Iterable[int], at: datetime
) -> int:
    """Settle every letter of a person that was not brought yet; returns how many."""
    return settle_all(plan, person, release, keepers, at, (S.QUEUED,))


def given_up_at_the_door(
    plan: int, person: int, release: int, keepers: Iterable[int], at: datetime
) -> int:
    """Settle every letter of a person that nobody read, brought or not; returns how many."""
    return settle_all(plan, person, release, keepers, at, (S.QUEUED, S.KNOCKED))


def settle_all(
    plan: int,
    person: int,
    release: int,
    keepers: Iterable[int],
    at: datetime,
    states: tuple[DeliveryState, ...],
) -> int:
    """Settle every letter of a person in one of these states; returns how many."""
    found = Delivery.objects.filter(
        plan_id=plan, person=person, release=release, state__in=[each.value for each in states]
    )
    keeper = next((each for each in keepers if each != person), None)
    return sum(settle(each, keeper, at) for each in found.select_related("letter"))


def settle(delivery: Delivery, keeper: int | None, at: datetime) -> bool:
    """Give one letter to a keeper, still sealed, or let it go, as its owner wished; without any
    keeper it goes.
    """
    wished = keeper is not None and delivery.letter.if_unreachable == "keeper"
    if not move(delivery, S.WITH_KEEPER if wished else S.LEFT, at):
        return False
    if wished:
        Delivery.objects.filter(pk=delivery.pk).update(kept_by=keeper)
    return True
