"""Write whom letters can be for."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, write
from untilthen.letters.queries import (
    MOST_RECIPIENTS,
    invited,
    letters_for,
    recipients,
    wards_of,
)
from untilthen.people.actions import add_person, change_person
from untilthen.people.models import PersonRow, Plan
from untilthen.people.queries import OWNER, Details, Person, person


class TooMany(Exception):
    """There are as many recipients as a plan can have."""


class IsOwner(Exception):
    """The person is the owner, who gets no letters of their own."""


def add_recipient(plan: Plan, details: Details, at: datetime) -> Person:
    """Add somebody letters can be for; raises TooMany and IsOwner."""
    with transaction.atomic():
        refuse_owner(plan, details)
        if len(recipients(plan)) >= MOST_RECIPIENTS:
            raise TooMany
        added = add_person(plan.pk, details, recipient=True)
        write(plan.pk, Entry(at, "recipient_added", who=added.number))
    return added


def refuse_owner(plan: Plan, details: Details) -> None:
    """Raise IsOwner where an address is the owner's own: what is for them is not to be brought."""
    if person(plan.pk, OWNER).details.address.casefold() == details.address.casefold():
        raise IsOwner


def change_recipient(plan: Plan, known: Person, details: Details, at: datetime) -> None:
    """Replace what the owner can say of a recipient; what else is known of them stays. Raises
    IsOwner.
    """
    changed = replace(details, second=known.details.second, technical=known.details.technical)
    with transaction.atomic():
        if changed.address != known.details.address:
            refuse_owner(plan, changed)
        if changed != known.details:
            change_person(plan.pk, known.number, changed)
            write(plan.pk, Entry(at, "recipient_changed", who=known.number))


def take_off(plan: Plan, known: Person, at: datetime) -> bool:
    """Take somebody off whom no letter is for, address and all; returns whether they went."""
    with transaction.atomic():
        kept = letters_for(plan, known.number) or known.number in invited(plan)
        if kept or wards_of(plan, known.number):
            return False
        change_person(plan.pk, known.number, Details(name="", address="", zone="UTC"))
        PersonRow.objects.filter(plan=plan, number=known.number).update(recipient=False)
        write(plan.pk, Entry(at, "recipient_taken_off", who=known.number))
    return True
