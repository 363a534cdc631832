"""When an unsent message is tried again: soon at first, then every four hours, and never given up
(S7).
"""

from datetime import datetime, timedelta

FIRST_GAPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 30, 60))
LATER_GAP = timedelta(hours=4)


def tries_within(span: timedelta) -> int:
    """Return how often something is tried within `span` while we are there to try it."""
    later = span - sum(FIRST_GAPS, timedelta())
    return 1 + len(FIRST_GAPS) + max(0, later // LATER_GAP)


def next_try(tried_at: datetime, tries: int) -> datetime:
    """Return when to try again after the try number `tries` (from 1) at `tried_at` failed."""
    gap = FIRST_GAPS[tries - 1] if tries <= len(FIRST_GAPS) else LATER_GAP
    return tried_at + gap
