"""Parts that come with "I am sure": sealed to the release key of this vigil, checked at once, and
dropped as soon as they are not needed any more (10.5).
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore import actions as keystore
from untilthen.keystore.queries import take
from untilthen.parts.challenges import Asked, check_signed, sure_statement
from untilthen.parts.keys import BadPart
from untilthen.parts.leftovers import give_up
from untilthen.parts.models import HandedPart, Part, PartSet, ReleaseKey
from untilthen.parts.sets import part_facts
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.padding import unpad
from untilthen.sealing.proof import part_key

KIT = -1
"""Stands for the kit where a person's number would stand."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What comes with "I am sure": the part sealed to the release key (base64), and a signature."""

    file: str
    signature: str


def release_recipient(plan: int, dice: bytes) -> str:
    """Return the public release key, made from 32 random bytes where there is none yet."""
    with transaction.atomic():
        hold(plan)
        row, _ = ReleaseKey.objects.get_or_create(plan_id=plan)
        if not row.open:
            row.number, row.open = row.number + 1, True
            keystore.keep(plan, release_key(row.number), dice)
            row.save()
    return str(release_identity(plan).recipient)


def release_key(number: int) -> str:
    """Return the key store's name for a release key."""
    return f"release {number}"


def release_identity(plan: int) -> HybridIdentity:
    """Return the release key that is open; raises BadPart where there is none, and KeyGone."""
    row = ReleaseKey.objects.filter(plan_id=plan, open=True).first()
    if row is None:
        raise BadPart("not_asked")
    return HybridIdentity(take(plan, release_key(row.number)))


def hand_over(part: Part, handed: Handed, vigil: int, asked: Asked, at: datetime) -> None:
    """Keep a part that was handed over, once it proved to be the one we know; raises BadPart."""
    plan = part.part_set.plan
    release = str(release_identity(plan.pk).recipient)
    check_signed(part, sure_statement(part, asked, vigil, release), handed.signature)
    sealed = decoded(handed.file)
    if part_key(words_in(plan.pk, sealed)).public != part_facts(part).proof:
        raise BadPart("other_part")
    keep_handed(part, sealed, at)


def decoded(file: str) -> bytes:
    """Return the bytes of a file that came as base64; raises BadPart."""
    try:
        return base64.b64decode(file, validate=True)
    except (binascii.Error, ValueError):
        raise BadPart("not_readable") from None


def words_in(plan: int, sealed: bytes) -> str:
    """Return the words of a part that was sealed to the release key; raises BadPart."""
    try:
        return unpad(decrypt_bytes(sealed, [release_identity(plan)])).decode("ascii")
    except (SealingError, UnicodeDecodeError):
        raise BadPart("not_readable") from None


def keep_handed(part: Part, sealed: bytes, at: datetime) -> None:
    """Keep a handed-over part in place of an earlier one of the same person."""
    plan, number = part.part_set.plan, part.part_set.number
    HandedPart.objects.update_or_create(
        plan=plan,
        person=part.person,
        defaults={"set_number": number, "sealed": sealed, "at": at},
    )
    write(plan.pk, Entry(at, "part_handed_over", who=part.person, facts={"set": number}))


def take_back(plan: int, person: int) -> None:
    """Drop what one keeper handed over: they are not sure any more; again is no harm."""
    HandedPart.objects.filter(plan_id=plan, person=person).delete()


def drop_handed(plan: int, at: datetime) -> None:
    """Drop every part handed over, and the key they were sealed to; again is no harm.

    The set they are of has then been seen here, so the owner is asked to make a new one.
    """
    handed = HandedPart.objects.filter(plan_id=plan)
    numbers = set(handed.values_list("set_number", flat=True))
    if numbers:
        PartSet.objects.filter(plan_id=plan, number__in=numbers).update(exposed_at=at)
    forget_handed(plan)


def forget_handed(plan: int) -> None:
    """Delete every part handed over, and give up the release key; again is no harm."""
    HandedPart.objects.filter(plan_id=plan).delete()
    for row in ReleaseKey.objects.filter(plan_id=plan, open=True):
        ReleaseKey.objects.filter(pk=row.pk).update(open=False)
        give_up(plan, release_key(row.number))
