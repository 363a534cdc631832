"""What a manifest has to list of a plan as it is now, for the owner's browser to check and sign."""

from typing import Any

from untilthen.letters.models import Letter, LetterKey
from untilthen.letters.queries import to_whom
from untilthen.parts import manifests
from untilthen.parts.keys import recipients
from untilthen.parts.sets import facts_of, in_force, part_facts
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, people
from untilthen.sealing.manifest import Manifest, parse

Facts = dict[str, Any]


def manifest_facts(plan: Plan, key: LetterKey) -> Facts:
    """Return everything but what only the owner's browser knows (the keyed hashes of names)."""
    part_set = in_force(plan.pk)
    return {
        "plan": plan.public_id,
        "number": manifests.next_number(plan.pk),
        "set": part_set.number if part_set else 0,
        "estate": facts_of(part_set).estate if part_set else "",
        "owner": key.owner_recipient,
        "people": people_facts(plan),
        "letters": [letter_facts(each) for each in Letter.objects.filter(plan=plan)],
        "signed": manifests.signed(plan.pk),
        "current": is_current(plan),
    }


def people_facts(plan: Plan) -> list[Facts]:
    """Return everybody but the owner: name, key, and part in the set in force."""
    keys, part_set = recipients(plan.pk), in_force(plan.pk)
    parts = {each.person: each for each in part_set.parts.all()} if part_set else {}
    return [
        {
            "number": each.number,
            "name": each.name,
            "key": keys.get(each.number, ""),
            "part": parts[each.number].member if each.number in parts else None,
            "proof": part_facts(parts[each.number]).proof if each.number in parts else "",
        }
        for each in people(plan.pk).values()
        if each.number != OWNER and each.name
    ]


def letter_facts(letter: Letter) -> Facts:
    """Return a letter's place in the manifest."""
    files = letter.files.order_by("position").values("public_id", "sha256")
    return {
        "letter": letter.public_id,
        "version": letter.version,
        "to": sorted(to_whom(letter)),
        "lock": letter.lock,
        "files": [{"file": each["public_id"], "sha256": each["sha256"]} for each in files],
    }


def is_current(plan: Plan) -> bool:
    """Return whether what the owner signed last is what is here now."""
    kept = manifests.signed(plan.pk)
    return kept is not None and says_the_same(plan, parse(kept["text"].encode()))


def says_the_same(plan: Plan, manifest: Manifest) -> bool:
    """Return whether a manifest lists the letters, keys and set that are here."""
    part_set = in_force(plan.pk)
    files = {
        (each["letter"], each["version"], tuple(file["sha256"] for file in each["files"]))
        for each in map(letter_facts, Letter.objects.filter(plan=plan))
    }
    listed = {
        (each.letter, each.version, tuple(file.sha256 for file in each.files))
        for each in manifest.letters
    }
    keys = {each["number"]: each["key"] for each in people_facts(plan)}
    known = {each.number: each.key for each in manifest.people}
    return (
        files == listed and keys == known and manifest.set == (part_set.number if part_set else 0)
    )
