"""What of a set is given to readers whose letters they get still sealed (10.5, hand_over): our own
part, and whom to ask for the others.
"""

from dataclasses import dataclass

from untilthen.keystore.queries import take
from untilthen.parts.sets import SERVER, facts_of, in_force, server_part


@dataclass(frozen=True, kw_only=True, repr=False)
class GivenOut:
    """Our part in words, who else has one, how many of theirs it takes, and what the kit holds.

    `kit` is one of parts.sets.KITS; `identity_file` the estate identity in its armor, or "".
    """

    words: tuple[str, ...]
    holders: tuple[int, ...]
    needed: int
    kit: str
    identity_file: str


def given_out(plan: int) -> GivenOut | None:
    """Return what readers are given of the set in force; None in a plan whose whole key is ours.

    Raises KeyGone, Damaged.
    """
    part_set = in_force(plan)
    facts = facts_of(part_set) if part_set else None
    if part_set is None or facts is None or facts.custody == SERVER:
        return None
    return GivenOut(
        words=tuple(take(plan, server_part(part_set.number)).decode("ascii").split()),
        holders=tuple(part_set.parts.order_by("member").values_list("person", flat=True)),
        needed=facts.needed,
        kit=facts.kit,
        identity_file=facts.identity_file,
    )
