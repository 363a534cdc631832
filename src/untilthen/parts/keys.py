"""People's own keys: made in their browser, kept here locked, known to others by six words."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import PLAN, take
from untilthen.parts.models import PersonKey
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest
from untilthen.sealing.errors import SealingError
from untilthen.sealing.hybrid import HybridRecipient
from untilthen.sealing.keys import parse_recipient


@dataclass
class BadPart(Exception):
    """A key, part or proof cannot be taken: the word for why (parts/sentences.py)."""

    why: str

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, kw_only=True)
class OwnKey:
    """A person's key: `recipient` is public; the files hold the secret, locked with six words and,
    if there is one, with a passkey.
    """

    recipient: str
    key_file: str
    passkey_file: str = ""


def keep_person_key(plan: int, person: int, key: OwnKey, at: datetime) -> None:
    """Keep a person's key, once; raises BadPart where there is one, or somebody else has it."""
    with transaction.atomic():
        hold(plan)
        if not is_post_quantum(key.recipient):
            raise BadPart("bad_key")
        if PersonKey.objects.filter(plan_id=plan, person=person).exists():
            raise BadPart("has_key")
        if key.recipient in recipients(plan).values():
            raise BadPart("key_of_another")
        PersonKey.objects.create(
            plan_id=plan, person=person, sealed=sealed(plan, person, key), made_at=at
        )
        write(plan, Entry(at, "person_key_made", who=person))


def forget_person_key(plan: int, person: int) -> None:
    """Forget a person's key, so that they can make another; parts sealed to it stay as they are."""
    PersonKey.objects.filter(plan_id=plan, person=person).delete()


def is_post_quantum(recipient: str) -> bool:
    """Return whether this is a readable post-quantum recipient."""
    try:
        return isinstance(parse_recipient(recipient), HybridRecipient)
    except SealingError:
        return False


def purpose(plan: int, person: int) -> str:
    """Return what a sealed key is bound to."""
    return f"key of person {person} of plan {plan}"


def sealed(plan: int, person: int, key: OwnKey) -> bytes:
    """Return a key as it is kept."""
    content = json.dumps(asdict(key)).encode()
    return seal_at_rest(take(plan, PLAN), content, purpose(plan, person))


def key_of(plan: int, person: int) -> OwnKey | None:
    """Return a person's key, if they made one; raises KeyGone."""
    row = PersonKey.objects.filter(plan_id=plan, person=person).first()
    return opened(row) if row else None


def opened(row: PersonKey) -> OwnKey:
    """Return a kept key."""
    bound = purpose(row.plan_id, row.person)
    return OwnKey(**json.loads(open_at_rest(take(row.plan_id, PLAN), bytes(row.sealed), bound)))


def recipients(plan: int) -> dict[int, str]:
    """Return the public keys of a plan's people by their number."""
    rows = PersonKey.objects.filter(plan_id=plan).order_by("person")
    return {row.person: opened(row).recipient for row in rows}
