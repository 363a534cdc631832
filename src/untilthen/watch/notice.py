"""Take note of how mails ended: steps settled, knocks accepted, people who cannot be reached (R7,
R11, 10.3).

A plan's switch is locked first, so that nothing is owed for a state that somebody is just ending.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from untilthen.domain.acts import all_knocked, cannot_be_reached, knocked_later
from untilthen.domain.away import settled
from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.keeper_acts import become_unreachable
from untilthen.domain.states import RELEASED, RESTING, WATCHED, About, State
from untilthen.domain.switch import Refused, Switch
from untilthen.journal.actions import Entry, write
from untilthen.letters import doors
from untilthen.letters.knocking import guardian_knows
from untilthen.letters.knocks import GIVEN_BACK, GUARDS
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message
from untilthen.outbox.queries import last_settled, mark_noticed, not_noticed, step_mails
from untilthen.people.actions import note_unreachable
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, person
from untilthen.watch.actions import record
from untilthen.watch.carry_out import owe_to_readers
from untilthen.watch.knocks import counted_from
from untilthen.watch.models import SwitchRow
from untilthen.watch.returned import notice_sent_back
from untilthen.watch.store import opened

AT_ONCE = 200
KNOWN_ALIVE = RESTING | {State.LIVING, State.PAUSED}
"""Whoever was told of a death has been told, by now, that it was none."""
logger = logging.getLogger(__name__)


def notice(now: datetime) -> int:
    """Take note of every mail that ended since we last looked; returns how many."""
    by_plan: dict[int, list[Message]] = {}
    for message in not_noticed(AT_ONCE):
        by_plan.setdefault(message.plan, []).append(message)
    done = 0
    for plan, theirs in by_plan.items():
        try:
            with transaction.atomic():
                notice_plan(plan, theirs, now)
                mark_noticed(theirs)
            done += len(theirs)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one plan's trouble stops no other
            logger.exception("mails of plan %s could not be taken note of; tried again", plan)
    return done


def notice_plan(plan: int, messages: list[Message], now: datetime) -> None:
    """Take note of some ended mails of one plan."""
    row = SwitchRow.objects.select_for_update().filter(plan_id=plan).first()
    if row is None or Plan.objects.filter(pk=plan).exclude(closed_at=None).exists():
        return
    for message in messages:
        notice_one(message, now)
    if any(message.step is not None for message in messages):
        settle_step(plan, now)
    if any(message.about == About.KNOCK.value for message in messages):
        finish_knocking(plan, now)


def notice_one(message: Message, now: datetime) -> None:
    """Take note of one mail: the knock it was, or the person it did not reach."""
    if message.state == Message.SENT_BACK:
        notice_sent_back(message, current(message.plan), now)
        return
    at = max(filter(None, (message.settled_at, message.returned_at)), default=now)
    if message.about == About.KNOCK.value:
        notice_knock(message, at)
    if message.state == Message.REFUSED:
        notice_refused(message, at, now)


def notice_knock(message: Message, at: datetime) -> None:
    """Take note of a knock: its letters wait now, or go as their owner wished.

    One that left while all was stopped told its reader of a death: they hear that it was none.
    """
    plan, reader, facts = message.plan, message.person, message.facts
    if GUARDS in facts:
        notice_guardian(message, at)
        return
    if GIVEN_BACK in facts:
        return  # the letters were given back when it was owed
    if message.state == Message.REFUSED:
        doors.cannot_be_knocked(plan, reader, facts["round"], facts["day"], keeper_for(facts), at)
    if message.state != Message.ACCEPTED:
        return
    switch = current(plan)
    until = stays_until(facts, at, switch.zone)
    doors.knocked(plan, reader, facts["round"], facts["day"], at, until)
    if doors.told_too_late(plan, reader, facts["round"], facts["day"], at) and (
        switch.state in KNOWN_ALIVE
    ):
        owe_to_readers(Plan.objects.get(pk=plan), switch, at)


def notice_guardian(message: Message, at: datetime) -> None:
    """Take note that a guardian knows of a letter, or cannot be told: its knock follows.

    A word that left while all was stopped, and is no longer true, is answered by another.
    """
    if message.state == Message.CANCELLED:
        return
    switch = current(message.plan)
    if switch.state in RELEASED and message.facts["round"] == switch.release:
        guardian_knows(message, at)
    elif message.state == Message.ACCEPTED and switch.state in KNOWN_ALIVE:
        owe_to_readers(Plan.objects.get(pk=message.plan), switch, at)


def stays_until(facts: Mapping[str, Any], at: datetime, zone: str) -> datetime:
    """Return until when the letters of a knock accepted at `at` stay: as it said, or longer if it
    was late.
    """
    said = datetime.fromisoformat(facts["stays_until"])
    return max(said, at_hour(local_day(at, zone) + facts.get("stays", 0) * DAY, zone))


def keeper_for(facts: Mapping[str, Any]) -> int | None:
    """Return the keeper to whom the letters of a knock go that arrives nowhere."""
    return next(iter(facts.get("keepers") or [facts.get("keeper")]), None)


def notice_refused(message: Message, at: datetime, now: datetime) -> None:
    """Take note of whom no mail reaches any more: a keeper is skipped; the owner stays asked."""
    plan, who = message.plan, message.person
    if message.channel == "mail":
        note_unreachable(plan, who, at)
        write(plan, Entry(at, "mail_refused_for_good", who=who))
    if who == OWNER:
        if out_of_reach(plan) and not current(plan).owner_unreachable:
            record(plan, lambda switch: cannot_be_reached(switch, now), now)
    elif message.channel == "mail":
        try:
            record(plan, lambda switch: become_unreachable(switch, who, now), now)
        except Refused:  # no keeper: a recipient only
            tell_owner(message, current(plan), now)


def tell_owner(message: Message, switch: Switch, now: datetime) -> None:
    """Tell an owner who answers, once for each address, that a reader's mail does not arrive."""
    if switch.state not in WATCHED | RESTING:
        return
    reader = person(message.plan, message.person)
    word = Owed(
        plan=message.plan,
        person=OWNER,
        about=About.KEEPER_CHANGE.value,
        occasion=f"unreachable {reader.number} {reader.address_mark[:12]}",
        at=now,
        facts={"keeper": reader.number, "change": "reader_unreachable", "promised": 0, "needed": 0},
    )
    owe(word, now)


def out_of_reach(plan: int) -> bool:
    """Return whether every way to reach the owner was refused for good when last tried (10.3)."""
    mail = last_settled(plan, OWNER, "mail")
    second = last_settled(plan, OWNER, "second")
    if mail is None or mail.state != Message.REFUSED:
        return False
    if second is None:
        return not person(plan, OWNER).details.second_works
    return second.state == Message.REFUSED


def current(plan: int) -> Switch:
    """Return the switch as it stands; its row is locked already."""
    return opened(SwitchRow.objects.get(plan_id=plan))


def settle_step(plan: int, now: datetime) -> None:
    """Let the next step come once every mail of the last one was accepted."""
    switch = current(plan)
    if switch.awaiting is None:
        return
    mails = step_mails(plan, switch.step)
    if mails.owed:
        return
    accepted_at = mails.settled_at or now
    record(plan, lambda now_so: settled(now_so, switch.step, accepted_at, now), now)


def finish_knocking(plan: int, now: datetime) -> None:
    """Go on to goodbyes once every knock that was due is settled; closing counts from the last."""
    switch = current(plan)
    last = doors.settled_at(plan, switch.release, local_day(now, switch.zone))
    if last is None:
        return
    counted = counted_from(plan, switch, last)
    if switch.state is State.DELIVERING:
        record(plan, lambda now_so: all_knocked(now_so, counted, now), now)
    elif switch.state is State.GOODBYES and counted > switch.anchor:
        record(plan, lambda now_so: knocked_later(now_so, counted, now), now)
