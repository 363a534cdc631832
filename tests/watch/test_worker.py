"""The worker's loop: troubles of database and clock are said once, waited out, and end by
themselves.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from untilthen.letters.models import SealedFile
from untilthen.outbox.senders import Senders
from untilthen.people.models import Plan
from untilthen.watch.models import Heartbeat
from untilthen.watch.stop_signal import StopSignal
from untilthen.watch.worker import LOOK_EVERY, Worker

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
START = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


class NobodySends(Senders):
    """Senders without threads: nothing is owed in these tests."""

    def send_for(self, seconds: float) -> int:
        """Send nothing."""
        return 0


class NeverAsked(StopSignal):
    """A process that nobody asks to end, with its signals left alone."""

    def __init__(self) -> None:
        self.asked = False


class Clock:
    """A clock that a test moves."""

    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock) -> Worker:
    return Worker(clock, NobodySends(clock, {}, 0), NeverAsked(), 1)


def turns(worker: Worker, clock: Clock, count: int = 1) -> None:
    for _ in range(count):
        wait = worker.turn()
        assert timedelta(0) < wait <= LOOK_EVERY
        clock.now += wait


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO, "untilthen.worker"):
        yield caplog


def pragma(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


@pytest.mark.parametrize(
    ("trouble", "over", "words"),
    [
        (
            "PRAGMA query_only = ON",
            "PRAGMA query_only = OFF",
            "the database is read-only; nothing is done until it can be written again",
        ),
        (
            "ALTER TABLE watch_heartbeat RENAME TO elsewhere",
            "ALTER TABLE elsewhere RENAME TO watch_heartbeat",
            "the database is not prepared for this version; untilthen migrate does it",
        ),
    ],
)
def test_a_databases_trouble_is_said_once_and_waited_out(
    worker: Worker,
    clock: Clock,
    said: pytest.LogCaptureFixture,
    trouble: str,
    over: str,
    words: str,
) -> None:
    turns(worker, clock)
    pragma(trouble)
    turns(worker, clock, 5)
    pragma(over)
    assert said.messages == [words]
    turns(worker, clock, 2)
    assert said.messages == [words, "the work goes on"]
    assert Heartbeat.objects.get().at == clock.now - LOOK_EVERY


def test_a_clock_that_went_back_is_said_once_and_nothing_is_done_until_it_caught_up(
    worker: Worker, clock: Clock, said: pytest.LogCaptureFixture
) -> None:
    turns(worker, clock)
    seen = Heartbeat.objects.get().at
    clock.now -= timedelta(minutes=5)
    turns(worker, clock, 20)
    assert said.messages == ["the clock went back; nothing is done until it has caught up"]
    assert Heartbeat.objects.get().at == seen
    turns(worker, clock, 12)
    assert said.messages[1:] == ["the work goes on"]
    assert Heartbeat.objects.get().at > seen


def test_two_workers_that_meet_at_one_moment_are_no_trouble(
    worker: Worker, clock: Clock, said: pytest.LogCaptureFixture
) -> None:
    turns(worker, clock)
    Heartbeat.objects.update(at=clock.now + timedelta(milliseconds=2))
    turns(worker, clock, 3)
    assert said.messages == []


def test_uploads_that_became_no_letter_go_after_a_day(worker: Worker, clock: Clock) -> None:
    plan = Plan.objects.create(public_id="abc", made_at=START)
    for name, age in (("old", timedelta(days=2)), ("new", timedelta(hours=1))):
        SealedFile.objects.create(plan=plan, public_id=name, size=1, begun_at=START - age)
    turns(worker, clock, 2)
    assert [file.public_id for file in SealedFile.objects.all()] == ["new"]
    clock.now += timedelta(hours=23, minutes=30)
    turns(worker, clock)
    assert SealedFile.objects.count() == 1, "once a day is enough"
    clock.now += timedelta(hours=1)
    turns(worker, clock)
    assert SealedFile.objects.count() == 0
