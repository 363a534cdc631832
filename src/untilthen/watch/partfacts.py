"""How a keeper stands to their key and their part, for the pages that say so."""

from typing import Any

from untilthen.letters.models import LetterKey
from untilthen.parts.keys import key_of
from untilthen.parts.sets import part_facts, part_in_force, part_of
from untilthen.people.linkpage import Visit
from untilthen.sealing.fingerprint import fingerprint

Facts = dict[str, Any]


def part_state(visit: Visit) -> str:
    """Return the word for where a keeper stands: no_key, no_part, other_key, given or proven.

    other_key: their part is sealed to a key that they had before.
    """
    plan, person = visit.plan.pk, visit.link.person
    made, found = key_of(plan, person), part_of(plan, person)
    if found is None:
        return "no_part" if made else "no_key"
    facts = part_facts(found)
    if facts.file and (made is None or made.recipient != facts.recipient):
        return "other_key" if made else "no_key"
    return "proven" if found.proven_at else "given"


def own_part_facts(visit: Visit) -> Facts:
    """Return what the page of a keeper's part says of it."""
    plan, person = visit.plan.pk, visit.link.person
    made, found = key_of(plan, person), part_of(plan, person)
    return {
        "state": part_state(visit),
        "fingerprint": fingerprint(made.recipient) if made else "",
        "set": found.part_set.number if found else 0,
        "proven_at": found.proven_at if found else None,
        "on_paper": bool(found and not part_facts(found).file),
        "replaces": bool(found and part_in_force(plan, person) not in (None, found)),
    }


def sure_part_facts(visit: Visit) -> Facts:
    """Return what goes with a keeper's "I am sure": a part that is sealed, on paper, or none."""
    plan, person = visit.plan.pk, visit.link.person
    made, found = key_of(plan, person), part_in_force(plan, person)
    sealed = found is not None and bool(part_facts(found).file)
    return {
        "part": "sealed" if sealed else "paper" if found else "none",
        "with_passkey": bool(sealed and made and made.passkey_file),
    }


def signer_words(plan: int) -> str:
    """Return the six words of the key with which the owner signs, or "" before there is one."""
    key = LetterKey.objects.filter(plan_id=plan).first()
    return fingerprint(key.signer) if key else ""
