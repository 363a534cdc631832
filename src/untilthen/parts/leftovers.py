"""Destroy the keys that committed acts gave up. The key store is another database: destroying a key
before the act is committed could leave the act undone and the key gone.
"""

from untilthen.keystore import actions as keystore
from untilthen.parts.models import KeyToDestroy


def give_up(plan: int, *purposes: str) -> None:
    """Note, with the caller's act, that these keys are not needed any more."""
    KeyToDestroy.objects.bulk_create(KeyToDestroy(plan=plan, purpose=each) for each in purposes)


def destroy_leftovers() -> int:
    """Destroy every key given up so far; returns how many. Again is no harm."""
    given_up = list(KeyToDestroy.objects.order_by("pk"))
    for each in given_up:
        keystore.destroy(each.plan, each.purpose)
        each.delete()
    return len(given_up)
