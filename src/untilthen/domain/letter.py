"""One letter for one recipient: where its delivery stands, and what may become of it (P8, P9;
design 10.8).
"""

from enum import StrEnum


class DeliveryState(StrEnum):
    """Where one delivery stands."""

    SEALED = "sealed"
    QUEUED = "queued"
    KNOCKED = "knocked"
    OPENED = "opened"
    REFUSED = "refused"
    WITH_KEEPER = "with_keeper"
    WITH_RECIPIENT_SEALED = "with_recipient_sealed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    SHREDDED = "shredded"


S = DeliveryState
MAY_BECOME: dict[DeliveryState, frozenset[DeliveryState]] = {
    S.SEALED: frozenset({S.QUEUED}),
    S.QUEUED: frozenset({S.KNOCKED, S.WITH_RECIPIENT_SEALED, S.WITH_KEEPER, S.LEFT, S.WITHDRAWN}),
    S.KNOCKED: frozenset({S.OPENED, S.REFUSED, S.WITH_KEEPER, S.LEFT, S.WITHDRAWN}),
    S.WITH_RECIPIENT_SEALED: frozenset({S.REFUSED, S.SHREDDED, S.WITHDRAWN}),
    S.OPENED: frozenset({S.REFUSED, S.SHREDDED}),
    S.WITH_KEEPER: frozenset({S.OPENED, S.REFUSED, S.LEFT, S.SHREDDED, S.WITHDRAWN}),
    S.LEFT: frozenset({S.SHREDDED}),
    S.REFUSED: frozenset({S.SHREDDED}),
    S.WITHDRAWN: frozenset(),
    S.SHREDDED: frozenset(),
}
SETTLED = frozenset(set(DeliveryState) - {S.SEALED, S.QUEUED})
"""The knock was accepted, or it was settled otherwise."""
AT_THE_DOOR = frozenset({S.KNOCKED, S.OPENED, S.WITH_RECIPIENT_SEALED})


def may_become(now: DeliveryState, then: DeliveryState) -> bool:
    """Return whether a delivery may go from `now` to `then`."""
    return then in MAY_BECOME[now]
