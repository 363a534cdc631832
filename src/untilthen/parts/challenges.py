"""Proving a part without showing it: a nonce that can be answered once, within its time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from untilthen.parts.keys import BadPart
from untilthen.parts.models import Challenge, Part
from untilthen.parts.sets import part_facts
from untilthen.people.models import Plan
from untilthen.sealing.errors import SealingError
from untilthen.sealing.proof import check
from untilthen.sealing.statement import DrillStatement, SureStatement

NONCE_BYTES = 32
ON_THE_PAGE = timedelta(minutes=10)
BY_HAND = timedelta(hours=24)
"""Somebody may carry it to another machine and back."""


@dataclass(frozen=True)
class Asked:
    """What somebody may answer just now: a nonce of 32 bytes, until an instant."""

    nonce: bytes
    expires: datetime


def ask(plan: Plan, person: int, dice: bytes, now: datetime, good_for: timedelta) -> Asked:
    """Return a fresh challenge for a person, in place of any other; `dice` are 32 random bytes."""
    nonce, expires = dice[:NONCE_BYTES], (now + good_for).astimezone(UTC).replace(microsecond=0)
    Challenge.objects.update_or_create(
        plan=plan, person=person, defaults={"nonce": nonce, "expires_at": expires}
    )
    return Asked(nonce, expires)


def use(plan: int, person: int, now: datetime) -> Asked:
    """Return the challenge a person may answer, which is then used up; raises BadPart."""
    with transaction.atomic():
        found = Challenge.objects.select_for_update().filter(plan_id=plan, person=person).first()
        if found is None:
            raise BadPart("no_challenge")
        found.delete()
    if found.expires_at < now:
        raise BadPart("too_late")
    return Asked(bytes(found.nonce), found.expires_at)


def drill_statement(part: Part, asked: Asked) -> DrillStatement:
    """Return what a keeper signs to prove that they have a part."""
    plan = part.part_set.plan
    return DrillStatement(
        origin=settings.ADDRESS,
        plan=plan.public_id,
        set=part.part_set.number,
        person=part.person,
        nonce=asked.nonce,
        expires=asked.expires,
    )


def sure_statement(part: Part, asked: Asked, vigil: int, release: str) -> SureStatement:
    """Return what a keeper signs with "I am sure", handing the part over to a release key."""
    drill = drill_statement(part, asked)
    return SureStatement(
        origin=drill.origin,
        plan=drill.plan,
        set=drill.set,
        person=drill.person,
        vigil=vigil,
        release=release,
        nonce=drill.nonce,
        expires=drill.expires,
    )


def check_drill(part: Part, asked: Asked, signature: str) -> None:
    """Raise BadPart unless the part's own key signed the statement."""
    check_signed(part, drill_statement(part, asked), signature)


def check_signed(part: Part, statement: DrillStatement | SureStatement, signature: str) -> None:
    """Raise BadPart unless the part's own key signed a statement."""
    try:
        check(part_facts(part).proof, statement.to_bytes(), signature)
    except SealingError:
        raise BadPart("other_part") from None
