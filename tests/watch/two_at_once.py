"""Two processes' work on one PostgreSQL, in two threads here; run as `python -m … worker|reader`.

While one holds its transaction open in the middle, the other begins; then both are let go on.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.people_in_tests import Household

START = datetime(2027, 3, 1, 8, tzinfo=UTC)
PATIENCE_SECONDS = 20.0


def in_a_thread(act: Callable[[], object]) -> tuple[Thread, list[BaseException]]:
    """Begin to do something with a connection of its own; what it raises is kept."""
    raised: list[BaseException] = []

    def run() -> None:
        from django.db import connections

        try:
            act()
        except Exception as problem:  # noqa: BLE001 - handed over to whoever waits
            raised.append(problem)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread, raised


def wait_until_one_waits() -> None:
    """Return once some transaction waits for another's lock."""
    from django.db import connection

    until = Event()
    for _ in range(int(PATIENCE_SECONDS * 20)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        until.wait(0.05)
    raise AssertionError("nobody waits for anybody")


def stop_while(other: Callable[[], object], plan: int, at: datetime) -> list[BaseException]:
    """Press stop, and before that is through let `other` begin; return what either raised."""
    from django.db import transaction

    from untilthen.domain import acts
    from untilthen.journal.actions import hold
    from untilthen.watch.actions import record
    from untilthen.watch.store import locked

    with transaction.atomic():
        locked(plan)
        hold(plan)
        thread, raised = in_a_thread(other)
        wait_until_one_waits()
        record(plan, lambda switch: acts.press_stop(switch, at), at)
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
    return raised


def living() -> "Household":
    """Return Ana's plan in the vigil, Ben and Chidi sure, with a letter and a duty."""
    from tests.people_in_tests import Clock, with_keepers
    from untilthen.handover.actions import name_duty

    ana = with_keepers(Clock(START))
    ana.writes("Finn")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, ())
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    return ana


def stop_meets_the_worker(ana: "Household") -> None:
    """Stop while a worker notes that the last sheet was accepted, and would owe the knocks."""
    from untilthen.domain.timetable import release_at
    from untilthen.outbox.actions import mark_accepted
    from untilthen.outbox.models import Message
    from untilthen.watch.notice import notice
    from untilthen.watch.tick import tick

    end = release_at(ana.switch)
    ana.let_pass(end - timedelta(hours=1) - ana.clock.at)
    tick(end, lambda: 0)
    mark_accepted(Message.objects.get(about="duty_sheet"), end)
    raised = stop_while(lambda: notice(end), ana.plan.pk, end)
    assert not raised, raised
    assert not Message.objects.filter(about="knock", state=Message.OWED).exists()


def stop_meets_a_reader(ana: "Household") -> None:
    """Stop while Finn opens a letter."""
    from untilthen.letters.at_the_door import door_of, read
    from untilthen.letters.models import Delivery
    from untilthen.people.links import Link, LinkKind

    ana.let_pass(timedelta(days=9))
    link = Link(LinkKind.DOOR, ana.plan.pk, ana.people["Finn"].number, 1)
    letter = Delivery.objects.get().public_id
    raised = stop_while(lambda: read(link, letter, ana.clock.at), ana.plan.pk, ana.clock.at)
    assert not raised, raised
    assert door_of(link).shut == "stopped"
    assert Delivery.objects.get().state == "withdrawn"


if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    settings.REWRAP_HERE = True
    meets = {"worker": stop_meets_the_worker, "reader": stop_meets_a_reader}
    meets[sys.argv[1]](living())
