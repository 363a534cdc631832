"""The only clock and the only dice: everything else is told the time and given its chance."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the present instant of this machine, aware, in UTC."""
    return datetime.now(UTC)


class Edge:
    """Where a process takes its time from; the demo puts a clock here that can be moved."""

    clock: Clock = staticmethod(wall_clock)


def set_clock(clock: Clock) -> None:
    """Take the time from `clock` from now on, in this process."""
    Edge.clock = staticmethod(clock)


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return Edge.clock()


def token(size: int) -> bytes:
    """Return `size` random bytes fit for keys and identifiers."""
    return secrets.token_bytes(size)
