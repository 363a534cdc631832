"""What there is to open a plan's estate with, at the beginning of a release (10.5)."""

from untilthen.keystore.queries import KeyGone, has, take
from untilthen.parts.handing import words_in
from untilthen.parts.keys import BadPart
from untilthen.parts.models import HandedPart
from untilthen.parts.sets import SERVER, facts_of, hold_copy, in_force, server_part
from untilthen.sealing.errors import SealingError
from untilthen.sealing.parts import combine
from untilthen.sealing.rewrapper import Opening

WITH_WHAT_CAME = "with_what_came"
"""Stands for a wait after which only what people handed over counts, the kit among it."""
WAITS_WITH_HOLD_COPY = frozenset({"last_word", "one_keeper"})


class NothingToOpenWith(Exception):
    """There is no set of parts in force."""

    def __str__(self) -> str:
        return "no key was ever made for these letters"


def opening_for(plan: int, wait: str) -> Opening:
    """Return the seed of a solo plan, or every part at hand after a quiet wait of this kind.

    The hold copy is touched only where nobody, or one keeper alone, was sure. Raises KeyGone,
    BadPart and NothingToOpenWith.
    """
    part_set = in_force(plan)
    if part_set is None:
        raise NothingToOpenWith
    ours = take(plan, server_part(part_set.number)).decode("ascii")
    if facts_of(part_set).custody == SERVER:
        return Opening(seed=bytes.fromhex(ours))
    handed = HandedPart.objects.filter(plan_id=plan, set_number=part_set.number)
    parts = [ours, *(words_in(plan, bytes(each.sealed)) for each in handed.order_by("person"))]
    copy = hold_copy(part_set.number)
    if wait in WAITS_WITH_HOLD_COPY and has(plan, copy):
        parts += take(plan, copy).decode("ascii").split("\n")
    return Opening(parts=tuple(parts))


def can_open(plan: int) -> bool:
    """Return whether what people handed over opens the estate together with our part.

    Then a last word that would give the letters out sealed lets them be read (10.5). The hold copy
    is left aside, and so is a key that is all ours: the owner chose not to have those used.
    """
    try:
        opening = opening_for(plan, WITH_WHAT_CAME)
        return bool(opening.parts and combine(opening.parts))
    except (SealingError, BadPart, NothingToOpenWith, KeyGone):
        return False
