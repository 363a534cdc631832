"""A new set of parts, from its proofs to the moment it comes in force: each step one transaction.

It waits beside the old one until enough keepers proved their new part and every letter is sealed to
it; then everything changes at once (10.5).
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from untilthen.domain import parts as rules
from untilthen.domain.parts import part_proven
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Switch
from untilthen.journal.actions import Entry, hold, write
from untilthen.letters import resealing
from untilthen.letters.models import Resealed
from untilthen.parts import actions, challenges
from untilthen.parts.challenges import Asked
from untilthen.parts.keys import BadPart
from untilthen.parts.made import MadeSet
from untilthen.parts.models import Part, PartSet
from untilthen.parts.sets import SERVER, beside, facts_of, part_of
from untilthen.people.models import Plan
from untilthen.watch.actions import apply, record
from untilthen.watch.partmails import no_need_to_tell, tell_of_parts
from untilthen.watch.store import load

PASSKEY_THERE = "passkey_still_there"


def begin_set(plan: Plan, made: MadeSet, dice: bytes, at: datetime) -> PartSet:
    """Keep a set beside the one in force; whatever was sealed to an earlier one beside it goes."""
    with transaction.atomic():
        rows = Resealed.objects.filter(letter__plan=plan)
        gone = resealing.forget_resealed(rows)
        new = actions.begin_set(plan, made, dice, at)
        tell_of_parts(new, at)
    resealing.delete_files(plan, gone)
    return new


def prove(plan: Plan, person: int, signature: str, at: datetime) -> Part:
    """Take a keeper's proof that they hold their part; raises BadPart and Refused."""
    asked = challenges.use(plan.pk, person, at)
    with transaction.atomic():
        part = shown(plan, person, asked, signature)
        note_proven(plan, part, at)
        no_need_to_tell(part, at)
        gone = come_in_force(plan, at)
    resealing.delete_files(plan, gone)
    return part


def note_passkey(plan: Plan, person: int, signature: str, at: datetime) -> None:
    """Note that a keeper's passkey still opens their part; raises BadPart.

    That is no proof that they could open it without the device, so it does not count as one.
    """
    asked = challenges.use(plan.pk, person, at)
    with transaction.atomic():
        shown(plan, person, asked, signature)
        write(plan.pk, Entry(at, PASSKEY_THERE, who=person))


def shown(plan: Plan, person: int, asked: Asked, signature: str) -> Part:
    """Return the part whose own key signed what was asked; raises BadPart."""
    hold(plan.pk)
    part = part_of(plan.pk, person)
    if part is None:
        raise BadPart("no_part")
    challenges.check_drill(part, asked, signature)
    return part


def note_proven(plan: Plan, part: Part, at: datetime) -> None:
    """Note a proof: of the set in force with the rules, of the one beside it for when it comes."""
    actions.note_proven(part, at)
    if part.part_set.in_force:
        record(plan.pk, lambda switch: part_proven(switch, part.person, at), at)
    else:
        write(plan.pk, Entry(at, Event.PART_PROVEN.value, who=part.person))


def letter_resealed(plan: Plan, at: datetime) -> None:
    """Note that a letter was sealed to the set beside: perhaps it was the last one missing."""
    with transaction.atomic():
        hold(plan.pk)
        gone = come_in_force(plan, at)
    resealing.delete_files(plan, gone)


def come_in_force(plan: Plan, at: datetime) -> list[str]:
    """Put the set beside in force if it may be; returns files to delete after the transaction."""
    new = beside(plan.pk)
    if new is None or not enough_proven(plan, new) or resealing.missing(plan, new):
        return []
    facts = facts_of(new)
    proven = {each.person: each.proven_at for each in new.parts.all() if each.proven_at}
    gone = resealing.put_in_force(plan)
    actions.put_in_force(plan, new, at)

    def in_force(switch: Switch) -> tuple[Outcome, ...]:
        return rules.set_in_force(switch, proven, facts.needed, facts.held_here, at)

    record(plan.pk, in_force, at)
    return gone


def enough_proven(plan: Plan, part_set: PartSet) -> bool:
    """Return whether enough keepers who count proved their part of a set."""
    facts = facts_of(part_set)
    if facts.custody == SERVER:
        return True
    proven = set(part_set.parts.exclude(proven_at=None).values_list("person", flat=True))
    keepers = {
        each.same_as for each in load(plan.pk).keepers if each.counts and each.person in proven
    }
    return len(keepers) >= facts.needed


def go_alone(plan: int, at: datetime) -> None:
    """Note that the owner goes without keepers; the plan begins once a key is made for it."""

    def alone(switch: Switch) -> tuple[Switch, tuple[Outcome, ...]]:
        if switch.state is not State.DRAFT:
            return switch, ()
        return replace(switch, settings=replace(switch.settings, solo=True)), ()

    with transaction.atomic():
        apply(plan, alone, at)
        write(plan, Entry(at, "goes_alone", who=0))
