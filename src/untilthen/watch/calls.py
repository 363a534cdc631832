"""An owner may ask a keeper to call: one mail that says only that, and nothing else changes (domain
5.5).

The page shows no trace of it afterwards: somebody may be looking over the owner's shoulder.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from untilthen.domain.calendar import local_day
from untilthen.domain.states import WATCHED, About
from untilthen.domain.switch import Refused, Switch
from untilthen.journal.actions import Entry, hold, write
from untilthen.outbox.actions import Owed, owe, was_owed
from untilthen.people.queries import OWNER, Person, people
from untilthen.watch.store import load

ASKS_CALL = "asks_call"
"""What the button sends."""


def chosen(sent: QueryDict) -> int | None:
    """Return the number of the keeper whose button was pressed, or None for anything else."""
    number = sent.get("keeper", "")
    return int(number) if number.isascii() and number.isdigit() else None


def may_be_asked(switch: Switch, everybody: Mapping[int, Person]) -> list[Person]:
    """Return the keepers who can be asked to call: those who promised and whom mail reaches."""
    if switch.state not in WATCHED:
        return []  # keepers are being asked then, or told
    found = [everybody.get(keeper.person) for keeper in switch.keepers if keeper.counts]
    return [each for each in found if each is not None and not each.unreachable]


def ask_to_call(plan: int, keeper: int | None, now: datetime) -> None:
    """Owe a keeper the one mail, at most once a day each. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        asked = [each.number for each in may_be_asked(switch, people(plan))]
        if keeper is None or keeper not in asked:
            raise Refused("cannot_be_asked_to_call", switch.state)
        owed = Owed(
            plan=plan,
            person=keeper,
            about=About.CALL_ME.value,
            occasion=f"call of {local_day(now, switch.zone)}",
            at=now,
            facts={"round": switch.vigil},
        )
        hold(plan)
        if not was_owed(owed):
            owe(owed, now)
            write(plan, Entry(now, "asked_to_call", who=OWNER, facts={"keeper": keeper}))
