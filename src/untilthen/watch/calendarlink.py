"""The secret address of a plan's calendar: an HMAC under the plan's link key and the number of the
address, so that a new one ends the old and closing ends them all.

A token is 8 bytes of plan, 4 of number, 20 of HMAC-SHA256, in base64url. It names nobody.
"""

import base64
import binascii
import struct
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from untilthen.domain.states import State
from untilthen.domain.switch import Refused
from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import LINK, KeyGone, take
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER
from untilthen.sealing.at_rest import mark, same
from untilthen.watch.models import CalendarAddress
from untilthen.watch.store import load

BODY = struct.Struct(">QI")
MARK_BYTES = 20


def address_of(feed: CalendarAddress) -> str:
    """Return the address that a calendar program is given."""
    body = BODY.pack(feed.plan_id, feed.number)
    token = base64.urlsafe_b64encode(body + feed_mark(feed.plan_id, body)).decode().rstrip("=")
    return settings.ADDRESS + reverse("calendar-feed", args=(token,))


def feed_mark(plan: int, body: bytes) -> bytes:
    """Return the part of a token that only we can make."""
    return mark(take(plan, LINK), b"calendar", body)[:MARK_BYTES]


def feed_of(token: str) -> CalendarAddress | None:
    """Return the address in force that a token stands for, or None for any other token."""
    try:
        given = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        body, marked = given[: BODY.size], given[BODY.size :]
        plan, number = BODY.unpack(body)
        good = same(marked, feed_mark(plan, body))
    except (binascii.Error, ValueError, struct.error, KeyGone, OverflowError):
        return None
    if not good or Plan.objects.filter(pk=plan).exclude(closed_at=None).exists():
        return None
    return CalendarAddress.objects.filter(plan_id=plan, number=number, removed_at=None).first()


def in_force(plan: int) -> CalendarAddress | None:
    """Return a plan's calendar address, if it has one."""
    return CalendarAddress.objects.filter(plan_id=plan, removed_at=None).first()


def make_address(plan: int, now: datetime, after: int) -> None:
    """Give a plan the address that follows number `after`; raises Refused before its first date.

    Pressed twice it makes one: `after` is then no longer the number in force.
    """
    with transaction.atomic():
        hold(plan)
        switch, last = load(plan), CalendarAddress.objects.filter(plan_id=plan).first()
        if switch.state is State.DRAFT:
            raise Refused("no_dates_yet", switch.state)
        if last is None:
            CalendarAddress.objects.create(plan_id=plan, number=1, made_at=now)
        elif last.number != after and last.removed_at is None:
            return
        else:
            last.number, last.made_at, last.removed_at = last.number + 1, now, None
            last.save()
        write(plan, Entry(now, "calendar_address_made", who=OWNER))


def remove_address(plan: int, now: datetime) -> None:
    """End a plan's calendar address; where there is none, nothing happens."""
    with transaction.atomic():
        hold(plan)
        if CalendarAddress.objects.filter(plan_id=plan, removed_at=None).update(removed_at=now):
            write(plan, Entry(now, "calendar_address_removed", who=OWNER))
