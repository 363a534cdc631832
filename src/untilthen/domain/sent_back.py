"""A step whose mail was accepted and then sent back: it is waited for again, within the same bounds
(R11, 10.3).
"""

from dataclasses import replace
from datetime import datetime

from untilthen.domain.states import Event, State
from untilthen.domain.switch import Outcome, Switch

TRIES_AT_MOST = 5
"""How often a mail that comes back is sent again, a day apart, before it counts as refused."""


def is_last_step(switch: Switch, step: int | None) -> bool:
    """Return whether a mail belongs to the step that was taken last: what it says still holds."""
    return step is not None and step == switch.step and switch.state is not State.CLOSED


def waits_again(switch: Switch, step: int, owed_at: datetime, at: datetime) -> Outcome:
    """Return the switch waiting for the mails of its last step as if they had not been accepted.

    It counts from when they were owed, so that the thirty days of waiting are not begun anew.
    """
    after = switch
    if is_last_step(switch, step) and switch.awaiting is None:
        after = replace(switch, awaiting=owed_at)
    return Outcome(switch.state, after, Event.SENT_BACK, at)
