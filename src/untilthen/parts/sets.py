"""Read sets of parts: rows opened with their keys into plain data."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from untilthen.keystore.queries import take
from untilthen.parts.models import Part, PartSet
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest

KEEPERS, SERVER = "keepers", "server"
KITS = ("none", "one", "two", "copy")


@dataclass(frozen=True, kw_only=True)
class SetFacts:
    """What is known of a set: the estate's public key, who keeps it, how it was split.

    `custody` is KEEPERS or SERVER (a solo plan); `kit` one of KITS; `needed` of the keepers' parts
    open; `held_here` are in the hold copy; `identity_file` is the estate identity in its armor.
    """

    estate: str
    custody: str
    kit: str
    needed: int
    held_here: int
    identity_file: str


@dataclass(frozen=True, kw_only=True)
class PartFacts:
    """A part as the server has it: sealed to `recipient` (base64 of an age file; "" when it is on
    paper only), and `proof`, the public half of its key.
    """

    recipient: str
    proof: str
    file: str


def set_key(number: int) -> str:
    """Return the key store's name for the key of a set."""
    return f"set {number}"


def server_part(number: int) -> str:
    """Return the key store's name for the server's part of a set (the seed, in a solo plan)."""
    return f"server part {number}"


def hold_copy(number: int) -> str:
    """Return the key store's name for the hold copy of a set."""
    return f"hold copy {number}"


def in_force(plan: int) -> PartSet | None:
    """Return the set that letters are sealed to, if there is one."""
    return PartSet.objects.filter(plan_id=plan, in_force=True).first()


def beside(plan: int) -> PartSet | None:
    """Return the set that is being put in its place, if there is one."""
    return PartSet.objects.filter(plan_id=plan, in_force=False).first()


def purpose(plan: int, what: str) -> str:
    """Return what something sealed under a set's key is bound to."""
    return f"{what} of plan {plan}"


def under_set_key(part_set: PartSet, what: str, facts: SetFacts | PartFacts) -> bytes:
    """Return facts sealed under the key of their set; raises KeyGone."""
    content = json.dumps(asdict(facts)).encode()
    key = take(part_set.plan_id, set_key(part_set.number))
    return seal_at_rest(key, content, purpose(part_set.plan_id, what))


def facts_of(part_set: PartSet) -> SetFacts:
    """Return what is known of a set; raises KeyGone, Damaged."""
    return SetFacts(**opened(part_set, f"set {part_set.number}", bytes(part_set.sealed)))


def part_facts(part: Part) -> PartFacts:
    """Return what is known of a part; raises KeyGone, Damaged."""
    return PartFacts(**opened(part.part_set, f"part {part.member}", bytes(part.sealed)))


def opened(part_set: PartSet, what: str, sealed: bytes) -> dict[str, Any]:
    """Return what was sealed under the key of a set."""
    key = take(part_set.plan_id, set_key(part_set.number))
    found: dict[str, Any] = json.loads(open_at_rest(key, sealed, purpose(part_set.plan_id, what)))
    return found


def estate_recipient(plan: int) -> str:
    """Return the public key of the estate in force, or "" while there is none."""
    found = in_force(plan)
    return facts_of(found).estate if found else ""


def part_of(plan: int, person: int) -> Part | None:
    """Return the part that a person should prove: of the set beside if they have one there."""
    parts = Part.objects.filter(part_set__plan_id=plan, person=person).select_related("part_set")
    return parts.order_by("part_set__in_force").first()


def part_in_force(plan: int, person: int) -> Part | None:
    """Return a person's part of the set in force."""
    parts = Part.objects.filter(part_set__plan_id=plan, part_set__in_force=True, person=person)
    return parts.select_related("part_set").first()
