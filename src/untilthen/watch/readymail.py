"""Ready, or why not: whose mail of ours lands where nobody looks."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from untilthen.domain.calendar import DAY
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.outbox.templatetags.dates import in_words
from untilthen.people.models import Plan
from untilthen.people.queries import Person

UNWANTED = "mail_unwanted"
"""The journal's word for an owner's mail that was marked as unwanted."""
SHOWN_FOR = 30 * DAY


def about_landing(
    plan: Plan, switch: Switch, people: dict[int, Person], now: datetime
) -> Iterator[str]:
    """Say whose mail was marked as unwanted, and which keepers told us that theirs lands there."""
    if was_unwanted_since(plan.pk, now - SHOWN_FOR):
        yield _(
            "A mail of ours to you was marked as unwanted. Please mark it as wanted, so that the"
            " next one reaches you."
        )
    counted = (people.get(each.person) for each in switch.keepers if each.counts)
    unwanted = [each.name for each in counted if each and each.details.lands == "spam"]
    if unwanted:
        yield _(
            "%(names)s told us that our mail lands among unwanted mail there. Please ask to have it"
            " marked as wanted."
        ) % {"names": in_words(unwanted)}


def was_unwanted_since(plan: int, since: datetime) -> bool:
    """Return whether a mail to the owner was marked as unwanted after some time."""
    return Line.objects.filter(plan=plan, event=UNWANTED, at__gt=since).exists()
