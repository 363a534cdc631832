"""Take keys out of the key store. A plan whose key is gone counts as closed (design 10.5)."""

from dataclasses import dataclass

from django.conf import settings

from untilthen.keystore.models import Key
from untilthen.sealing.at_rest import open_at_rest
from untilthen.sealing.sign import SigningKey

PLAN = "plan"
LINK = "link"


@dataclass
class KeyGone(Exception):
    """The key store has no such key: the plan was closed, or never had one."""

    plan: int
    purpose: str

    def __str__(self) -> str:
        return f"the {self.purpose} key of plan {self.plan} is gone"


def closing_key() -> SigningKey:
    """Return the key that signs closing notes: it grows from the master key, so it outlives every
    plan and is stored nowhere.
    """
    return SigningKey.from_master_key(settings.MASTER_KEY)


def bound_to(plan: int, purpose: str) -> str:
    """Return what a wrapped key is bound to, so that no key can stand in another's place."""
    return f"key {purpose} of plan {plan}"


def take(plan: int, purpose: str) -> bytes:
    """Return a secret of a plan; raises KeyGone."""
    key = Key.objects.filter(plan=plan, purpose=purpose).first()
    if key is None:
        raise KeyGone(plan, purpose)
    return open_at_rest(settings.MASTER_KEY, bytes(key.wrapped), bound_to(plan, purpose))


def has(plan: int, purpose: str) -> bool:
    """Return whether the key store holds this key."""
    return Key.objects.filter(plan=plan, purpose=purpose).exists()
