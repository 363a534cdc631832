"""Trying a mail again: soon at first, then every four hours, and never given up (story S7)."""

from datetime import datetime, timedelta
from itertools import pairwise

from tests.domain.people import at
from untilthen.domain.retry import next_try


def tries(first: datetime, count: int) -> list[datetime]:
    """Return the times of the first tries of a mail that fails each time."""
    times = [first]
    while len(times) < count:
        times.append(next_try(times[-1], len(times)))
    return times


def test_s7_the_oldest_mail_is_accepted_at_its_35th_try() -> None:
    times = tries(at("2027-04-25 09:00"), 35)
    assert times[:6] == [
        at(f"2027-04-25 {clock}")
        for clock in ("09:00", "09:05", "09:15", "09:45", "10:45", "14:45")
    ]
    assert times[33] == at("2027-04-30 06:45")
    assert times[34] == at("2027-04-30 10:45")


def test_after_years_it_is_still_tried_every_four_hours() -> None:
    times = tries(at("2027-04-25 09:00"), 5000)
    assert {later - sooner for sooner, later in pairwise(times[4:])} == {timedelta(hours=4)}
