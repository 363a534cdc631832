"""Time that is not the owner's silence: our own outages (R10) and mails that came late (R11; design
10.3).

Overlapping spans are one union; each day is given once, to every deadline that was open.
"""

from dataclasses import replace
from datetime import datetime

from untilthen.domain.calendar import DAY, HOUR, days_rounded_up, hour_at_or_after, shifted
from untilthen.domain.keeper import Keeper
from untilthen.domain.states import RESTING, Event, State
from untilthen.domain.switch import Credited, Outcome, Switch

OUTAGE_FROM = 24 * HOUR
LATE_FROM = 12 * HOUR
HELD_AFTER_OUTAGE = 7 * DAY
WAITED_AT_MOST = 30 * DAY


def were_away(switch: Switch, start: datetime, end: datetime, number: int, at: datetime) -> Outcome:
    """Return the switch after our outage `number` from `start` to `end`: dates moved, nothing
    nearer for 7 days.
    """
    after = replace(switch, outages_seen=number)
    if end - start >= OUTAGE_FROM and switch.since < end and switch.state is not State.CLOSED:
        after = credit(after, start, end)
        held = end + HELD_AFTER_OUTAGE
        after = replace(after, held_until=max(held, switch.held_until or held))
        if switch.state not in RESTING:
            after = replace(after, outage_note_at=hour_at_or_after(end, switch.zone))
    return Outcome(switch.state, after, Event.WERE_AWAY, at)


def settled(switch: Switch, step: int, accepted_at: datetime, at: datetime) -> Outcome:
    """Return the switch once every mail of `step` was accepted or refused for good, the last at
    `accepted_at`.
    """
    after = switch
    if switch.awaiting is not None and step == switch.step:
        after = replace(switch, awaiting=None)
        if accepted_at - switch.awaiting > LATE_FROM:
            after = credit(after, switch.awaiting, accepted_at)
    return Outcome(switch.state, after, Event.SETTLED, at)


def waited_enough(switch: Switch, at: datetime) -> Outcome:
    """Return the switch after waiting for a step's mails as long as anybody waits (P7)."""
    outcome = settled(switch, switch.step, at, at)
    return replace(outcome, event=Event.WAITED_ENOUGH)


def credit(switch: Switch, start: datetime, end: datetime) -> Switch:
    """Return the switch with every open deadline moved by the whole days of the span not yet
    given.
    """
    open_since = min(start, switch.awaiting or start)
    known = (*switch.credited_before, *filter(None, (switch.credited,)))
    apart = tuple(span for span in known if not overlap(span, start, end))
    over = tuple(span for span in known if overlap(span, start, end))
    given = sum(span.days for span in over)
    start = min((start, *(span.start for span in over)))
    end = max((end, *(span.end for span in over)))
    days = max(given, days_rounded_up(end - start))
    return replace(
        move(switch, days - given),
        credited=Credited(start=start, end=end, days=days),
        credited_before=tuple(span for span in apart if span.end >= open_since),
    )


def overlap(span: Credited, start: datetime, end: datetime) -> bool:
    """Return whether a span already given and a new one share any time."""
    return span.start <= end and start <= span.end


def move(switch: Switch, days: int) -> Switch:
    """Return the switch with every date `days` calendar days later, at the same time of day."""
    if days == 0:
        return switch

    def later(at: datetime | None) -> datetime | None:
        return None if at is None else shifted(at, days, switch.zone)

    return replace(
        switch,
        anchor=shifted(switch.anchor, days, switch.zone),
        strong_at=later(switch.strong_at),
        fired_for=switch.fired_for and switch.fired_for + days * DAY,
        sign_in_by=switch.sign_in_by and switch.sign_in_by + days * DAY,
        pressed_until=later(switch.pressed_until),
        lapse_notice_at=later(switch.lapse_notice_at),
        offers=tuple(
            replace(offer, until=shifted(offer.until, days, switch.zone)) for offer in switch.offers
        ),
        keepers=tuple(moved_keeper(keeper, days, switch.zone) for keeper in switch.keepers),
    )


def moved_keeper(keeper: Keeper, days: int, zone: str) -> Keeper:
    """Return the keeper with the open dates of an invitation or a vigil moved."""
    until = keeper.keeps_vigil_until
    return replace(
        keeper,
        invited_at=shifted(keeper.invited_at, days, zone),
        keeps_vigil_until=None if until is None else shifted(until, days, zone),
    )
