"""A release: one delivery per letter and person, each file's header re-wrapped to its door, and
each sheet's to every keeper's link (P8, P9; 10.5).

Whatever can fail is done before the plan moves on: the caller's transaction holds both.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from untilthen.domain.letter import DeliveryState, may_become
from untilthen.journal.actions import Entry, write
from untilthen.keystore.queries import KeyGone
from untilthen.letters import files
from untilthen.letters.headers import header_of, under_plan_key
from untilthen.letters.models import (
    Addressing,
    Delivery,
    DoorWrap,
    Letter,
    SealedFile,
    SheetWrap,
)
from untilthen.letters.sheets import sheet_wraps
from untilthen.parts.keys import BadPart
from untilthen.parts.opening import NothingToOpenWith, opening_for
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.models import Plan
from untilthen.sealing.at_rest import mark
from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import SealingError
from untilthen.sealing.rewrapper import CannotRewrap, Job, rewrapped, rewrapped_apart


@dataclass
class CannotRelease(Exception):
    """A release cannot begin: a key or file is not what it should be. Nothing has changed."""

    reason: str

    def __str__(self) -> str:
        return self.reason


def release(
    plan: Plan, number: int, at: datetime, wait: str | None, keepers: Collection[int] = ()
) -> list[Delivery]:
    """Return the queued deliveries of release `number`, doors ready; raises CannotRelease.

    `wait` is the kind of quiet wait it follows, and `keepers` are those who will read the sheets.
    With None nothing is re-wrapped: each gets their letter still sealed (the last word).
    """
    deliveries = [
        Delivery(
            plan=plan,
            letter=letter,
            person=addressing.person,
            release=number,
            public_id=delivery_id(plan, letter, addressing.person, number),
            state=DeliveryState.QUEUED.value,
        )
        for letter, addressing in addressed(plan, number)
    ]
    Delivery.objects.bulk_create(deliveries)
    if wait is not None:
        wraps = [*door_wraps(deliveries), *sheet_wraps(plan, number, keepers)]
        rewrap_all(plan, wraps, wait)
    for delivery in deliveries:
        journal(delivery, at)
    return deliveries


def delivery_id(plan: Plan, letter: Letter, person: int, number: int) -> str:
    """Return a delivery's id: the same however often it is worked out, and no one else's guess."""
    parts = (str(part).encode() for part in (plan.pk, letter.pk, person, number))
    return mark(settings.MASTER_KEY, b"delivery", *parts).hex()[:32]


def addressed(plan: Plan, number: int) -> list[tuple[Letter, Addressing]]:
    """Return every letter with each person it is for, in the owner's order; opened ones are not
    sent twice unless the owner ticked them (10.6).
    """
    opened = set(
        Delivery.objects.filter(plan=plan, release__lt=number, again=False)
        .exclude(opened_at=None)
        .values_list("letter_id", "person")
    )
    letters = Letter.objects.filter(plan=plan).order_by("position").prefetch_related("addressings")
    return [
        (letter, addressing)
        for letter in letters
        for addressing in sorted(letter.addressings.all(), key=lambda each: each.pk)
        if (letter.pk, addressing.person) not in opened
    ]


def door_wraps(deliveries: list[Delivery]) -> list[tuple[DoorWrap | SheetWrap, str]]:
    """Return a wrap still empty for every file of every delivery, and whom it is for: the key that
    grows from the delivery's link.
    """
    wraps: list[tuple[DoorWrap | SheetWrap, str]] = []
    for delivery in deliveries:
        recipient = str(door_identity(door_token(delivery), delivery.public_id).recipient)
        files_of = SealedFile.objects.filter(letter_id=delivery.letter_id).order_by("position")
        wraps += [(DoorWrap(delivery=delivery, file=file), recipient) for file in files_of]
    return wraps


def rewrap_all(plan: Plan, wraps: list[tuple[DoorWrap | SheetWrap, str]], wait: str) -> None:
    """Wrap the header of each file anew, all at once, and keep the wraps; raises CannotRelease."""
    if not wraps:
        return
    jobs = [Job(header_for(plan, wrap.file), recipient) for wrap, recipient in wraps]
    try:
        opening = opening_for(plan.pk, wait)
        headers = (rewrapped if settings.REWRAP_HERE else rewrapped_apart)(opening, jobs)
    except (KeyGone, BadPart, NothingToOpenWith, CannotRewrap) as problem:
        raise CannotRelease(str(problem)) from problem
    for (wrap, _), header in zip(wraps, headers, strict=True):
        wrap.header = under_plan_key(plan.pk, wrap.file.public_id, header)
    made = [wrap for wrap, _ in wraps]
    DoorWrap.objects.bulk_create(each for each in made if isinstance(each, DoorWrap))
    SheetWrap.objects.bulk_create(each for each in made if isinstance(each, SheetWrap))


def header_for(plan: Plan, file: SealedFile) -> bytes:
    """Return the header of a sealed file that is here whole; raises CannotRelease for any other."""
    try:
        header = header_of(file)
        if len(header) + files.received(plan.public_id, file.public_id) != file.size:
            raise CannotRelease(f"file {file.public_id} is not here whole")
    except (OSError, SealingError) as problem:
        raise CannotRelease(f"file {file.public_id}: {problem}") from problem
    return header


def door_token(delivery: Delivery) -> str:
    """Return the token of the link that leads to a delivery's door."""
    link = Link(LinkKind.DOOR, delivery.plan_id, delivery.person, delivery.release)
    return token_for(link)


def move(delivery: Delivery, then: DeliveryState, at: datetime) -> bool:
    """Move a delivery on if the rules allow it, with its journal line; returns whether it moved."""
    now = DeliveryState(delivery.state)
    if not may_become(now, then):
        return False
    delivery.state = then.value
    if now is DeliveryState.QUEUED and then is not DeliveryState.WITHDRAWN:
        delivery.settled_at = at  # a letter taken back before its knock was never told of
    if then is DeliveryState.OPENED:
        delivery.opened_at = at
    changed = Delivery.objects.filter(pk=delivery.pk, state=now.value).update(
        state=delivery.state, settled_at=delivery.settled_at, opened_at=delivery.opened_at
    )
    if changed:
        journal(delivery, at, now.value)
    return changed == 1


def journal(delivery: Delivery, at: datetime, before: str = "sealed") -> None:
    """Write a delivery's line."""
    facts = {"letter": delivery.letter_id, "release": delivery.release}
    write(
        delivery.plan_id,
        Entry(at, "delivery", before, delivery.state, delivery.person, facts),
    )
