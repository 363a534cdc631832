"""What people do that is more than one write: each of these is one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from untilthen.domain import keeper_acts
from untilthen.domain.keeper import Promise
from untilthen.domain.reports import report_of, undo_report
from untilthen.domain.states import About, Event
from untilthen.domain.switch import Refused
from untilthen.handover import passing
from untilthen.handover.actions import take
from untilthen.handover.for_a_while import take_for_a_while
from untilthen.handover.models import Duty
from untilthen.journal.actions import Entry, write
from untilthen.outbox.actions import Owed, cancel_about, owe
from untilthen.parts.challenges import use
from untilthen.parts.handing import Handed, hand_over
from untilthen.parts.keys import BadPart
from untilthen.parts.sets import part_in_force
from untilthen.people.actions import add_person, change_person, erase_address
from untilthen.people.blocked import block_address
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER, Details, Person, people, person
from untilthen.watch.actions import note, record
from untilthen.watch.carry_out import able
from untilthen.watch.dutymails import owe_for
from untilthen.watch.said import keep_words, tick_told, to_be_told
from untilthen.watch.settingchanges import put_in_force
from untilthen.watch.store import load

TALKS_FIRST = "talks_first"
INVITATIONS = (About.INVITATION.value, About.INVITATION_REMINDER.value)


def invite(plan: int, details: Details, now: datetime) -> Person:
    """Ask somebody to be a keeper. Raises Refused."""
    with transaction.atomic():
        asked = add_person(plan, details)
        record(
            plan,
            lambda switch: keeper_acts.invite(switch, asked.number, asked.address_mark, now),
            now,
        )
    return asked


def decline(plan: int, keeper: int, now: datetime, *, for_good: bool = False) -> None:
    """Take "I can't": the address is erased; `for_good`: and never invited again by anybody
    here.
    """
    with transaction.atomic():
        address = person(plan, keeper).details.address
        record(plan, lambda switch: keeper_acts.decline(switch, keeper, now), now)
        erase_address(plan, keeper)
        if for_good:
            block_address(address, now)


def withdraw(plan: int, keeper: int, now: datetime) -> None:
    """Take an invitation back before it was answered: no mail of it leaves any more, and the
    address is erased. Raises Refused.
    """
    with transaction.atomic():
        record(plan, lambda switch: keeper_acts.withdraw_invitation(switch, keeper, now), now)
        cancel_about(plan, keeper, INVITATIONS, now)
        erase_address(plan, keeper)


def talk_first(plan: int, keeper: int, now: datetime) -> None:
    """Tell the owner, once, that somebody invited would like to talk first. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        asked = keeper_acts.find(switch, keeper)
        if asked.promise is not Promise.INVITED:
            raise Refused("not_invited", switch.state)
        occasion = f"talks first {asked.invited_at:%Y-%m-%d %H:%M}"
        promised = sum(each.promise is Promise.PROMISED for each in switch.keepers)
        facts = {
            "keeper": keeper,
            "change": TALKS_FIRST,
            "promised": promised,
            "needed": switch.settings.sure_needed,
            "round": switch.vigil,
        }
        about = About.KEEPER_CHANGE.value
        owed = Owed(plan=plan, person=OWNER, about=about, occasion=occasion, at=now, facts=facts)
        if owe(owed, now).owed_at == now:
            write(plan, Entry(now, TALKS_FIRST, who=keeper))


def say_sure(
    plan: int, keeper: int, words: Mapping[str, str], handed: Handed | None, now: datetime
) -> None:
    """Take a keeper's "I am sure", with how they know and the part that goes with it.

    Without the part it is written down but does not count. Raises Refused and BadPart.
    """
    asked = use(plan, keeper, now) if handed else None
    with transaction.atomic():
        vigil = load(plan).vigil
        keep_words(plan, vigil, keeper, Event.SAID_SURE.value, words, now)
        if handed and asked:
            part = part_in_force(plan, keeper)
            if part is None:
                raise BadPart("no_part")
            hand_over(part, handed, vigil, asked, now)
        record(
            plan,
            lambda switch: keeper_acts.is_sure(switch, keeper, now, with_part=handed is not None),
            now,
        )


def save_owner(plan: int, details: Details, now: datetime) -> None:
    """Keep what the owner changed about themselves; a new zone moves the dates. Raises Refused."""
    with transaction.atomic():
        before = person(plan, OWNER).details
        change_person(
            plan, OWNER, replace(details, second=before.second, second_code=before.second_code)
        )
        if details.zone != load(plan).settings.zone:
            put_in_force(plan, {"zone": details.zone}, now)


def take_duty(plan: int, number: int, person: int, now: datetime) -> None:
    """Take over a duty that was offered to a person, or is open to all. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        keeper_acts.counted(switch, person)
        if not (take(plan, number, person, now) or passing.take_open(plan, number, person, now)):
            raise Refused("not_offered", switch.state)
        note(plan, now)


def take_duty_for_a_while(plan: int, number: int, person: int, now: datetime) -> None:
    """Take over a duty just for a while. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        keeper_acts.counted(switch, person)
        if not take_for_a_while(plan, number, person, now):
            raise Refused("not_offered", switch.state)
        note(plan, now)


def pass_duty(plan: int, number: int, person: int, now: datetime) -> None:
    """Take "I can't" for a duty; who was named next gets a sheet. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        can = able(Plan.objects.get(pk=plan), switch) - {person}
        if not passing.pass_on(plan, number, person, can, now):
            raise Refused("not_offered", switch.state)
        owe_for(plan, Duty.objects.filter(plan_id=plan, number=number), can, switch, now)
        note(plan, now)


def put_duty_down(plan: int, number: int, person: int, now: datetime) -> None:
    """Put down a duty that a person took; the other keepers get a sheet. Raises Refused."""
    with transaction.atomic():
        switch = load(plan)
        if not passing.put_down(plan, number, person, now):
            raise Refused("not_offered", switch.state)
        others = able(Plan.objects.get(pk=plan), switch) - {person}
        owe_for(plan, Duty.objects.filter(plan_id=plan, number=number), others, switch, now)


def tick_as_told(plan: int, keeper: int, persons: Collection[int], now: datetime) -> None:
    """Note whom a keeper knows to have been told; only people of the told-list, and only while
    there is one. Raises Refused.
    """
    with transaction.atomic():
        switch = load(plan)
        keeper_acts.counted(switch, keeper)
        if switch.wait is None:
            raise Refused("not_asked", switch.state)
        asked = [each for each in to_be_told(people(plan), switch) if each in persons]
        tick_told(plan, switch.vigil, keeper, asked, now)
        note(plan, now)


def here_i_am(plan: int, person: int, now: datetime) -> bool:
    """Take any press of somebody whose death was reported: they live, and all is as before; returns
    whether it was needed.
    """
    if report_of(load(plan), person) is None:
        return False
    record(plan, lambda switch: undo_report(switch, person, person, now), now)
    return True
