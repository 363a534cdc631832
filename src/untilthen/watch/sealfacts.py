"""What the owner's page needs to make a new set of parts, and to say who could open today."""

from datetime import datetime
from typing import Any

from untilthen.domain.keeper import Keeper
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.letters.models import Letter, LetterKey
from untilthen.parts.actions import next_number
from untilthen.parts.keys import recipients
from untilthen.parts.models import PartSet
from untilthen.parts.sets import beside, estate_recipient, facts_of, in_force
from untilthen.people.models import Plan
from untilthen.people.queries import Person
from untilthen.sealing.fingerprint import fingerprint
from untilthen.watch.seals import PASSKEY_THERE

Facts = dict[str, Any]


def ceremony_facts(plan: Plan, key: LetterKey, switch: Switch, people: dict[int, Person]) -> Facts:
    """Return what the browser needs to split a new key and to seal every letter to it."""
    keys, coming = recipients(plan.pk), beside(plan.pk)
    letters = Letter.objects.filter(plan=plan).order_by("position")
    return {
        "plan": plan.public_id,
        "number": next_number(plan.pk),
        "solo": switch.settings.solo,
        "needed": switch.settings.sure_needed,
        "estate": estate_recipient(plan.pk),
        "owner": key.owner_recipient,
        "signer": key.signer,
        "keepers": [
            {"person": each.person, "name": people[each.person].name, "key": keys[each.person]}
            for each in keepers(switch)
            if each.person in keys
        ],
        "letters": [resealing_facts(each) for each in letters],
        "beside": {"set": coming.number, "estate": facts_of(coming).estate} if coming else None,
    }


def keepers(switch: Switch) -> list[Keeper]:
    """Return who promised, in the order of their numbers."""
    return sorted((each for each in switch.keepers if each.counts), key=lambda each: each.person)


def resealing_facts(letter: Letter) -> Facts:
    """Return a letter as it is read to be sealed anew."""
    text, *files = letter.files.order_by("position")
    return {
        "letter": letter.public_id,
        "version": letter.version,
        "text": text.public_id,
        "files": [each.public_id for each in files],
    }


def custody_facts(plan: Plan, switch: Switch, people: dict[int, Person]) -> Facts:
    """Return who could open the letters today, for the page."""
    present, coming = in_force(plan.pk), beside(plan.pk)
    keys, passkeys = recipients(plan.pk), passkeys_seen(plan.pk)
    return {
        "set": set_facts(present) if present else None,
        "coming": set_facts(coming) if coming else None,
        "keepers": [
            {
                "person": each.person,
                "name": people[each.person].name,
                "fingerprint": fingerprint(keys[each.person]) if each.person in keys else "",
                "part": part_state(present, each.person),
                "coming": part_state(coming, each.person),
                "proven_at": each.proven_at,
                "passkey_at": passkeys.get(each.person),
            }
            for each in keepers(switch)
        ],
        "solo": switch.settings.solo,
        "needed": switch.settings.sure_needed,
        "enough": len(set(keys) & {each.person for each in keepers(switch)})
        >= switch.settings.sure_needed,
    }


def passkeys_seen(plan: int) -> dict[int, datetime]:
    """Return when each keeper's passkey last opened their part, by their number."""
    lines = Line.objects.filter(plan=plan, event=PASSKEY_THERE).order_by("number")
    return {line.who: line.at for line in lines if line.who is not None}


def set_facts(part_set: PartSet) -> Facts:
    """Return what the page says of a set."""
    facts = facts_of(part_set)
    return {
        "number": part_set.number,
        "made_at": part_set.made_at,
        "custody": facts.custody,
        "kit": facts.kit,
        "needed": facts.needed,
        "held_here": facts.held_here,
        "parts": part_set.parts.count(),
        "fingerprint": fingerprint(facts.estate),
    }


def part_state(part_set: PartSet | None, person: int) -> str:
    """Return how a keeper stands to a set: "" without a part, "given", or "proven"."""
    part = part_set.parts.filter(person=person).first() if part_set else None
    if part is None:
        return ""
    return "proven" if part.proven_at else "given"
