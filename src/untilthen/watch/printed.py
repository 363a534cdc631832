"""What a plan's printed sheets say: the kit, a keeper's card and the owner's recovery card.

Telephone numbers of keepers are left as blanks: they were given to be shown in an emergency only.
"""

import base64
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings

from untilthen.domain.keeper import Keeper as Promised
from untilthen.domain.switch import Switch
from untilthen.handover.kit.facts import CardFacts, Keeper, KitFacts, RecoveryFacts
from untilthen.keystore.queries import LINK, take
from untilthen.letters.models import LetterKey
from untilthen.parts.keys import recipients
from untilthen.parts.models import Part
from untilthen.parts.sets import SERVER, facts_of, in_force, part_facts, part_in_force
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Person
from untilthen.sealing.at_rest import mark
from untilthen.sealing.fingerprint import fingerprint
from untilthen.watch.sealfacts import keepers

CODE_BYTES = 5
VALID_FOR = timedelta(days=365)
People = dict[int, Person]


def kit_facts(plan: Plan, switch: Switch, everybody: People, today: date) -> KitFacts:
    """Return what the kit of a plan says today; raises KeyGone, Damaged."""
    part_set = in_force(plan.pk)
    facts = facts_of(part_set) if part_set else None
    shared = part_set is not None and facts is not None and facts.custody != SERVER
    return KitFacts(
        owner=everybody[OWNER].name,
        address=settings.ADDRESS,
        code=kit_code(plan),
        keepers=tuple(keeper_in(everybody, each) for each in keepers(switch)),
        settings=switch.settings,
        kind=facts.kit if facts and shared else "none",
        set_number=part_set.number if part_set else 0,
        parts=part_set.parts.count() if part_set and shared else 0,
        estate_fingerprint=fingerprint(facts.estate) if facts and shared else "",
        owner_fingerprint=signer_words(plan),
        version=part_set.number if part_set else 1,
        printed_on=today,
        valid_until=today + VALID_FOR,
    )


def keeper_in(everybody: People, keeper: Promised) -> Keeper:
    """Return a keeper as printed, with a place to write the telephone number."""
    known = everybody[keeper.person]
    return Keeper(known.name, technical=known.details.technical)


def kit_code(plan: Plan) -> str:
    """Return the eight letters and digits that say which plan a kit belongs to, always the same."""
    marked = mark(take(plan.pk, LINK), b"kit code", plan.public_id.encode())
    return base64.b32encode(marked[:CODE_BYTES]).decode()


def signer_words(plan: Plan) -> str:
    """Return the six words of the owner's signature, or "" before there is a key."""
    signer = LetterKey.objects.filter(plan=plan).values_list("signer", flat=True).first()
    return fingerprint(signer) if signer else ""


def card_facts(plan: Plan, switch: Switch, everybody: People, number: int, on: date) -> CardFacts:
    """Return what the card of one keeper says; raises KeyError for who is none."""
    if number not in {each.person for each in keepers(switch)}:
        raise KeyError(number)
    key, part = recipients(plan.pk).get(number, ""), part_in_force(plan.pk, number)
    return CardFacts(
        owner=everybody[OWNER].name,
        keeper=everybody[number].name,
        address=settings.ADDRESS,
        owner_fingerprint=signer_words(plan),
        keeper_fingerprint=fingerprint(key) if key else "",
        on_paper=part is not None and not part_facts(part).recipient,
        set_number=part.part_set.number if part else 0,
        part=part.member + 1 if part else 0,
        parts=of_how_many(part),
        sure_needed=switch.settings.sure_needed,
        printed_on=on,
    )


def of_how_many(part: Part | None) -> int:
    """Return how many keepers have a part in the same set."""
    return part.part_set.parts.count() if part else 0


def recovery_facts(plan: Plan, everybody: People, today: date) -> RecoveryFacts:
    """Return what the owner's own card says."""
    return RecoveryFacts(
        owner=everybody[OWNER].name,
        address=settings.ADDRESS,
        owner_fingerprint=signer_words(plan),
        codes=codes_of(plan),
        printed_on=today,
    )


def codes_of(plan: Plan) -> tuple[str, ...]:
    """Return the codes of the owner's recovery card that are not used yet."""
    kind = Authenticator.Type.RECOVERY_CODES
    made = Authenticator.objects.filter(user=plan.account_id, type=kind).first()
    return tuple(RecoveryCodes(made).get_unused_codes()) if made else ()
