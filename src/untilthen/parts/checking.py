"""Whether a set of parts that a browser made is one that can be relied on, as far as we can see."""

from collections.abc import Iterable

from untilthen.parts.keys import BadPart, is_post_quantum, recipients
from untilthen.parts.made import MadeSet
from untilthen.parts.sets import KEEPERS, KITS, SERVER
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity
from untilthen.sealing.parts import Part, read_part

SERVER_GROUP, KEEPER_GROUP = 0, 1
MOST_MEMBERS = 16
"""A group of SLIP-39 has no more."""


def check(plan: int, made: MadeSet) -> None:
    """Raise BadPart where a set is not whole, or a part was made for a key we do not know."""
    facts = made.facts
    if not is_post_quantum(facts.estate) or facts.kit not in KITS:
        raise BadPart("bad_set")
    if facts.custody == SERVER:
        check_seed(made)
    elif facts.custody == KEEPERS:
        check_parts(plan, made)
    else:
        raise BadPart("bad_set")


def check_seed(made: MadeSet) -> None:
    """Raise BadPart unless the seed of a solo plan grows the estate's public key."""
    try:
        seed = bytes.fromhex(made.server_part)
    except ValueError:
        raise BadPart("bad_set") from None
    grown = str(HybridIdentity(seed).recipient) if len(seed) == SEED_BYTES else ""
    if grown != made.facts.estate or made.parts or made.hold:
        raise BadPart("bad_set")


def check_parts(plan: int, made: MadeSet) -> None:
    """Raise BadPart unless our own parts fit the set, and each keeper's is for their own key."""
    known = recipients(plan)
    members = [each.member for each in made.parts]
    held = range(len(made.parts), len(made.parts) + len(made.hold))
    if not 2 <= made.facts.needed <= len(made.parts) or held.stop > MOST_MEMBERS:
        raise BadPart("too_few_keepers")
    if members != list(range(len(members))) or made.facts.held_here != len(made.hold):
        raise BadPart("bad_set")
    if len({each.facts.proof for each in made.parts}) != len(made.parts):
        raise BadPart("bad_set")
    for each in made.parts:
        if known.get(each.person) != each.facts.recipient or not each.facts.file:
            raise BadPart("key_changed")
    check_ours(made, held)


def check_ours(made: MadeSet, held: Iterable[int]) -> None:
    """Raise BadPart unless the server's part and the hold copy are of one set, in their places."""
    try:
        server, *copies = (read_part(words) for words in (made.server_part, *made.hold))
    except SealingError:
        raise BadPart("bad_set") from None
    fit = (server.group, server.groups_needed, server.members_needed) == (SERVER_GROUP, 2, 1)
    if not fit or [each.member for each in copies] != list(held):
        raise BadPart("bad_set")
    if not all(of_keepers(each, server, made.facts.needed) for each in copies):
        raise BadPart("bad_set")


def of_keepers(part: Part, server: Part, needed: int) -> bool:
    """Return whether a part is one of the keepers' group of the same set."""
    same = part.identifier == server.identifier
    return same and (part.group, part.members_needed) == (KEEPER_GROUP, needed)
