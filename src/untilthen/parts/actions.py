"""Begin a set of parts beside the one in force, and put it in its place (10.5, two phases)."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, hold, write
from untilthen.journal.models import Line
from untilthen.keystore import actions as keystore
from untilthen.parts.checking import check
from untilthen.parts.handing import drop_handed
from untilthen.parts.keys import BadPart
from untilthen.parts.leftovers import give_up
from untilthen.parts.made import MadePart, MadeSet
from untilthen.parts.models import ManifestRow, Part, PartSet, ReleaseKey
from untilthen.parts.sets import (
    beside,
    hold_copy,
    in_force,
    part_facts,
    server_part,
    set_key,
    under_set_key,
)
from untilthen.people.models import Plan


def begin_set(plan: Plan, made: MadeSet, dice: bytes, at: datetime) -> PartSet:
    """Keep a set beside the one in force, in place of another that was there; raises BadPart.

    `dice` are the 32 random bytes of the set's own key.
    """
    check(plan.pk, made)
    with transaction.atomic():
        hold(plan.pk)
        drop_beside(plan.pk)
        if made.number != next_number(plan.pk):
            raise BadPart("other_number")
        new = PartSet(plan=plan, number=made.number, made_at=at)
        keystore.keep(plan.pk, set_key(new.number), dice)
        keystore.keep(plan.pk, server_part(new.number), made.server_part.encode())
        if made.hold:
            keystore.keep(plan.pk, hold_copy(new.number), "\n".join(made.hold).encode())
        new.sealed = under_set_key(new, f"set {new.number}", made.facts)
        new.save()
        Part.objects.bulk_create(row(new, each) for each in made.parts)
        write(plan.pk, Entry(at, "set_begun", facts={"set": new.number}))
    return new


def next_number(plan: int) -> int:
    """Return the number of the next set; none is ever used again, not even of one given up."""
    return Line.objects.filter(plan=plan, event="set_begun").count() + 1


def row(part_set: PartSet, made: MadePart) -> Part:
    """Return a keeper's part as it is kept."""
    return Part(
        part_set=part_set,
        person=made.person,
        member=made.member,
        sealed=under_set_key(part_set, f"part {made.member}", made.facts),
    )


def drop_beside(plan: int) -> None:
    """Forget a set that never came in force, with its keys."""
    unfinished = beside(plan)
    if unfinished is not None:
        give_up_keys(plan, unfinished.number)
        unfinished.delete()


def give_up_keys(plan: int, number: int) -> None:
    """Give up all that the key store has of a set; what is left of it opens for nobody here."""
    give_up(plan, set_key(number), server_part(number), hold_copy(number))


def put_in_force(plan: Plan, new: PartSet, at: datetime) -> None:
    """Let a set take the place of the one in force, whose keys are given up (10.5)."""
    old = in_force(plan.pk)
    if old is not None:
        give_up_keys(plan.pk, old.number)
        old.delete()
    PartSet.objects.filter(pk=new.pk).update(in_force=True)
    drop_handed(plan.pk, at)


def note_proven(part: Part, at: datetime) -> None:
    """Note that a part was proven."""
    Part.objects.filter(pk=part.pk).update(proven_at=at)


def keep_on_paper(part: Part) -> None:
    """Forget a keeper's sealed part: from now on it is on their paper only."""
    facts = replace(part_facts(part), recipient="", file="")
    sealed = under_set_key(part.part_set, f"part {part.member}", facts)
    Part.objects.filter(pk=part.pk).update(sealed=sealed)


def destroy(plan: Plan) -> None:
    """Destroy every key, set, part and manifest of a plan (10.9)."""
    plan.person_keys.all().delete()
    plan.part_sets.all().delete()
    plan.handed_parts.all().delete()
    plan.challenges.all().delete()
    ReleaseKey.objects.filter(plan=plan).delete()
    ManifestRow.objects.filter(plan=plan).delete()
