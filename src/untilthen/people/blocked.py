"""Whom nobody here writes to: addresses whose owners asked for that, kept as marks only; and the
count of what was reported to whoever runs this installation.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from untilthen.people.models import BlockedAddress, Report
from untilthen.people.queries import Person
from untilthen.sealing.at_rest import mark

logger = logging.getLogger(__name__)


def address_blocked(address: str) -> bool:
    """Return whether somebody at this address asked never to be written to."""
    return BlockedAddress.objects.filter(mark=blocked_mark(address)).exists()


def block_address(address: str, at: datetime) -> None:
    """Never write to this address again, on behalf of any owner here; the operator is told, once.

    An address that is gone blocks nothing: all such would share one mark.
    """
    if not address:
        return
    _, new = BlockedAddress.objects.get_or_create(mark=blocked_mark(address), defaults={"at": at})
    if new:
        report(Report.STRANGER, at)


def blocked_mark(address: str) -> bytes:
    """Return the mark of an address under this machine's own key."""
    return mark(settings.MASTER_KEY, b"blocked", address.strip().casefold().encode())


def not_written_to(persons: Iterable[Person]) -> set[int]:
    """Return the numbers of whom no mail may be owed: no mail wanted, address erased or blocked."""
    by_mark = {blocked_mark(each.details.address): each.number for each in persons}
    marks = BlockedAddress.objects.filter(mark__in=by_mark).values_list("mark", flat=True)
    blocked = {bytes(each) for each in marks}
    return {
        each.number
        for each in persons
        if each.no_mail or not each.details.address or blocked_mark(each.details.address) in blocked
    }


def report(what: str, at: datetime) -> None:
    """Count a report for the operator, and say it in the log; nobody is named."""
    Report.objects.create(what=what, at=at)
    logger.warning("somebody who was written to reported: %s", what)
