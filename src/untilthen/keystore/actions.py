"""Make, keep and destroy the keys of a plan."""

from django.conf import settings

from untilthen.keystore.models import Key
from untilthen.keystore.queries import LINK, PLAN, bound_to
from untilthen.sealing.at_rest import KEY_BYTES, seal_at_rest


def make_keys(plan: int, dice: bytes) -> None:
    """Make the plan key and the link key of a new plan from 64 random bytes."""
    keep(plan, PLAN, dice[:KEY_BYTES])
    keep(plan, LINK, dice[KEY_BYTES : 2 * KEY_BYTES])


def keep(plan: int, purpose: str, secret: bytes) -> None:
    """Keep a secret of a plan, in place of an earlier one for the same purpose."""
    wrapped = seal_at_rest(settings.MASTER_KEY, secret, bound_to(plan, purpose))
    Key.objects.update_or_create(plan=plan, purpose=purpose, defaults={"wrapped": wrapped})


def destroy(plan: int, *purposes: str) -> None:
    """Destroy the named keys of a plan, or all of them where none is named; again is no harm."""
    keys = Key.objects.filter(plan=plan)
    (keys.filter(purpose__in=purposes) if purposes else keys).delete()


def destroy_all_but(plan: int, purpose: str) -> None:
    """Destroy every key of a plan but one; again is no harm."""
    Key.objects.filter(plan=plan).exclude(purpose=purpose).delete()
