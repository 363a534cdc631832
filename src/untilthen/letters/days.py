"""On which day the letters of a release come to whom (10.7)."""

from datetime import date

from untilthen.letters.models import Delivery

Days = dict[date | None, int]
"""How many letters come on which day; None is the day of the release."""


def letters_by_day(plan: int, release: int, today: date) -> dict[int, Days]:
    """Return how many letters of a release come to whom on which day, in the order of first
    appearance.
    """
    found: dict[int, Days] = {}
    deliveries = Delivery.objects.filter(plan_id=plan, release=release).select_related("letter")
    for delivery in deliveries.order_by("pk"):
        days = found.setdefault(delivery.person, {})
        day = later_day(delivery, today)
        days[day] = days.get(day, 0) + 1
    return found


def later_day(delivery: Delivery, today: date) -> date | None:
    """Return the day a delivery waits for, or None where it comes with the release."""
    day = delivery.letter.not_before
    return day if day is not None and day > today else None
