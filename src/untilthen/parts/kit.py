"""The kit's words, typed by a keeper in the last quiet wait: kept like a part handed over, so that
they may take the place of the keepers' own (10.5).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import take
from untilthen.parts.handing import KIT, decoded, words_in
from untilthen.parts.keys import BadPart
from untilthen.parts.models import HandedPart, PartSet
from untilthen.parts.sets import SERVER, facts_of, in_force, server_part
from untilthen.people.models import Plan
from untilthen.sealing.errors import SealingError
from untilthen.sealing.parts import Part, read_part

SERVER_GROUP, KIT_GROUP = 0, 2
SHEETS = {"one": 1, "two": 2}


def kit_of(plan: int) -> str:
    """Return which kit belongs to the set in force: none, one, two or copy."""
    part_set = in_force(plan)
    facts = facts_of(part_set) if part_set else None
    return facts.kit if facts and facts.custody != SERVER else "none"


def sheets_here(plan: int) -> list[bool]:
    """Return for each sheet of the kit whether its words were typed."""
    persons = set(HandedPart.objects.filter(plan_id=plan).values_list("person", flat=True))
    return [KIT - sheet in persons for sheet in range(SHEETS.get(kit_of(plan), 0))]


def take_kit(plan: Plan, sheets: Sequence[str], who: int, at: datetime) -> None:
    """Keep sheets of the kit, each sealed to the release key (base64); raises BadPart.

    None is kept unless all are of the kit of the set in force.
    """
    with transaction.atomic():
        hold(plan.pk)
        part_set = in_force(plan.pk)
        if part_set is None or not sheets:
            raise BadPart("not_readable")
        for sealed in map(decoded, sheets):
            member = checked(part_set, words_in(plan.pk, sealed)).member
            HandedPart.objects.update_or_create(
                plan=plan,
                person=KIT - member,
                defaults={"set_number": part_set.number, "sealed": sealed, "at": at},
            )
            facts = {"set": part_set.number, "sheet": member + 1}
            write(plan.pk, Entry(at, "kit_typed", who=who, facts=facts))


def checked(part_set: PartSet, words: str) -> Part:
    """Return the part in a sheet's words, if it is one of this set's kit; raises BadPart."""
    try:
        part = read_part(words)
    except SealingError:
        raise BadPart("not_readable") from None
    ours = read_part(take(part_set.plan_id, server_part(part_set.number)).decode("ascii"))
    if part.identifier != ours.identifier:
        raise BadPart("other_part")
    if part.group != KIT_GROUP:
        raise BadPart("copy_of_ours" if part.group == SERVER_GROUP else "part_of_keeper")
    return part
