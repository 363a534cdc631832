"""A second way to reach the owner, or a keeper who looks after the machine: named, tried out with a
test, confirmed by the number it carried, removed. Only a confirmed one counts.
"""

from datetime import datetime, timedelta

from django.db import transaction

from untilthen.domain.states import About
from untilthen.domain.switch import Refused
from untilthen.journal.actions import Entry, hold, write
from untilthen.outbox.actions import SECOND, Owed, cancel_second, owe
from untilthen.outbox.models import Message
from untilthen.people.actions import change_second
from untilthen.people.queries import Details, person
from untilthen.sealing.at_rest import same
from untilthen.watch.store import load

CODE_DIGITS = 4
TESTS_A_DAY = 5
DAY = timedelta(days=1)


def code_of(dice: bytes) -> str:
    """Return a test's number of four digits, from some random bytes."""
    return f"{int.from_bytes(dice) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def name_second(plan: int, number: int, second: str, code: str, now: datetime) -> None:
    """Keep a second way and owe its test; it counts once the test's number comes back.

    Raises Refused after the day's tests.
    """
    with transaction.atomic():
        hold(plan)
        tests = Message.objects.filter(
            plan=plan, person=number, about=About.SECOND_TEST.value, owed_at__gt=now - DAY
        )
        if tests.count() >= TESTS_A_DAY:
            raise Refused("too_many_tests", load(plan).state)
        cancel_second(plan, number, now)
        change_second(plan, number, second, code)
        line = write(plan, Entry(now, "second_way_named", who=number))
        owe(
            Owed(
                plan=plan,
                person=number,
                about=About.SECOND_TEST.value,
                channel=SECOND,
                occasion=f"line {line.number}",
                at=now,
            ),
            now,
        )


def confirm_second(plan: int, number: int, typed: str, now: datetime) -> bool:
    """Take the number that a test carried; returns whether it was the right one."""
    with transaction.atomic():
        hold(plan)
        details = person(plan, number).details
        if details.second_works:
            return True
        right = bool(details.second) and same(details.second_code.encode(), typed.encode())
        if right:
            cancel_second(plan, number, now)
            change_second(plan, number, details.second, "")
            write(plan, Entry(now, "second_way_confirmed", who=number))
    return right


def remove_second(plan: int, number: int, now: datetime) -> None:
    """Forget a second way; where there is none, nothing happens."""
    with transaction.atomic():
        hold(plan)
        if person(plan, number).details.second:
            cancel_second(plan, number, now)
            change_second(plan, number, "", "")
            write(plan, Entry(now, "second_way_removed", who=number))


def last_try(plan: int, number: int) -> str:
    """Return how the newest message by a second way stands: "" (none), waiting, taken, failed."""
    theirs = Message.objects.filter(plan=plan, person=number, channel=SECOND)
    last = theirs.exclude(state=Message.CANCELLED).order_by("-pk").first()
    if last is None:
        return ""
    if last.state == Message.ACCEPTED:
        return "taken"
    return "failed" if last.tries else "waiting"


def state_of(plan: int, number: int, details: Details) -> str:
    """Return how a second way stands: none, unconfirmed, works, fails."""
    if not details.second:
        return "none"
    if details.second_code:
        return "unconfirmed"
    return "fails" if last_try(plan, number) == "failed" else "works"
