"""Changes that wait seven days before they begin, so that nobody can make them unseen (10.2).

What begins then is carried out in watch/waitingchanges.py; here they are only kept.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from untilthen.keystore.queries import PLAN, take
from untilthen.people.models import WaitingChange
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest

WAITS = timedelta(days=7)


class Kind(StrEnum):
    """What is to change."""

    SETTINGS = "settings"
    KEEPER = "keeper"
    PAUSE = "pause"
    ADDRESS = "address"
    PASSWORD = "password"  # noqa: S105 - the name of a change
    WAY_IN = "way_in"
    WAY_OUT = "way_out"


def keep(
    plan: int,
    kind: Kind,
    now: datetime,
    subject: int = 0,
    values: dict[str, object] | None = None,
    secret: str = "",
) -> WaitingChange:
    """Keep a change until it begins, in place of one of the same kind about the same subject."""
    sealed = seal_at_rest(take(plan, PLAN), secret.encode(), purpose(plan, kind)) if secret else b""
    WaitingChange.objects.filter(plan_id=plan, kind=kind.value, subject=subject).delete()
    return WaitingChange.objects.create(
        plan_id=plan,
        kind=kind.value,
        subject=subject,
        values=values or {},
        sealed=sealed,
        asked_at=now,
        begins_at=now + WAITS,
    )


def secret_of(change: WaitingChange) -> str:
    """Return what a change holds sealed, or "" where it holds nothing."""
    if not change.sealed:
        return ""
    key, about = take(change.plan_id, PLAN), purpose(change.plan_id, Kind(change.kind))
    return open_at_rest(key, bytes(change.sealed), about).decode()


def purpose(plan: int, kind: Kind) -> str:
    """Return what is sealed is bound to."""
    return f"waiting {kind.value} of plan {plan}"


def waiting(plan: int, *kinds: Kind) -> list[WaitingChange]:
    """Return the changes of a plan that have not begun, of some kinds or of all, oldest first."""
    found = WaitingChange.objects.filter(plan_id=plan)
    if kinds:
        found = found.filter(kind__in=[kind.value for kind in kinds])
    return list(found.order_by("begins_at", "pk"))


def not_counted_yet(account: int) -> set[int]:
    """Return the sign-in methods of an account that do not count as strong yet, by number."""
    added = WaitingChange.objects.filter(plan__account=account, kind=Kind.WAY_IN.value)
    return set(added.values_list("subject", flat=True))
