"""The one place that turns what a step asks for into rows: mails owed, doors made or shut, things
destroyed.

Everything here runs in the transaction that saves the step.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from untilthen.domain.acts import PRESS_HOLDS
from untilthen.domain.addressees import OWNER, addressees
from untilthen.domain.effects import (
    Destroy,
    DropAnswers,
    Effect,
    GiveBack,
    Group,
    HandOver,
    Mail,
    PassDuties,
    Release,
    ShutDoors,
    StopMail,
    TakeBack,
)
from untilthen.domain.states import About, Event
from untilthen.domain.switch import Outcome, Switch
from untilthen.handover import actions as duties
from untilthen.letters import doors
from untilthen.letters.release import release
from untilthen.outbox.actions import (
    SECOND,
    Owed,
    cancel,
    cancel_person,
    enclose,
    forget_messages,
    owe,
    put_off,
)
from untilthen.outbox.queries import is_owed
from untilthen.parts.actions import destroy as destroy_parts
from untilthen.parts.handing import drop_handed, forget_handed, take_back
from untilthen.parts.opening import WITH_WHAT_CAME, can_open
from untilthen.people.models import PersonRow, Plan
from untilthen.people.queries import people
from untilthen.watch import dutymails
from untilthen.watch.closingnote import enclosed
from untilthen.watch.facts import facts_for
from untilthen.watch.thedead import hold_knocks, let_go

STILL_TRUE = tuple(
    about.value
    for about in (
        About.KEEPER_CHANGE,
        About.PROMISE_RECEIPT,
        About.INVITATION,
        About.INVITATION_REMINDER,
        About.CAME_BACK,
        About.OUTAGE_NOTE,
        About.YEARLY,
        About.CLOSED,
        About.CALL_ME,
        About.SECOND_TEST,
    )
)
"""Mails that stay true whatever the plan's state becomes."""
SAYS_ALIVE = frozenset({Event.CHECKED_IN, Event.SIGNED_IN, Event.PAUSE_SET})
"""After these a keeper's thanks stay true too: whoever was asked hears that the owner lives."""
LEFT = frozenset(
    {
        Event.DECLINED,
        Event.INVITATION_EXPIRED,
        Event.STEPPED_DOWN,
        Event.TAKEN_OFF,
        Event.UNREACHABLE,
        Event.REPORT_FINAL,
    }
)
"""After these whoever it happened to can take over nothing."""
NOT_SURE = frozenset({Event.SAID_ALIVE, Event.DOES_NOT_KNOW, Event.STEPPED_DOWN, Event.TAKEN_OFF})
"""After these a keeper's part, if it was handed over, is dropped again."""
Withdrawal = TakeBack | StopMail | ShutDoors | GiveBack | DropAnswers | Destroy
SECOND_FROM = 2
"""A second way to reach the owner joins from this reminder on (domain 5.1)."""


@dataclass
class KnockOwed(Exception):
    """A plan cannot be closed yet: somebody was not told of their letter. Nothing has changed."""

    plan: int

    def __str__(self) -> str:
        return f"a knock of plan {self.plan} is still owed"


@dataclass(frozen=True)
class Carrying:
    """One outcome being carried out: of which plan, and as which line of its journal."""

    plan: Plan
    outcome: Outcome
    line: int


def carry_out(carrying: Carrying) -> None:
    """Turn every effect of an outcome into rows."""
    for effect in carrying.outcome.effects:
        carry(effect, carrying)
    plan, switch, who = carrying.plan, carrying.outcome.switch, carrying.outcome.who
    if carrying.outcome.event in NOT_SURE and who is not None:
        take_back(plan.pk, who)
    if carrying.outcome.event in LEFT and who:
        can = able(plan, switch) - {who}
        dutymails.leave_hands(plan.pk, who, switch, can, carrying.outcome.at)
    if carrying.outcome.event in (Event.DEATH_REPORTED, Event.REPORT_FINAL):
        hold_knocks(plan.pk, switch)
    if carrying.outcome.event is Event.REPORT_UNDONE and who:
        let_go(plan.pk, who, carrying.outcome.at)
    if carrying.outcome.event is Event.PRESSED_AGAIN:
        put_off(carrying.plan.pk, About.KNOCK.value, PRESS_HOLDS, carrying.outcome.at)


def carry(effect: Effect, carrying: Carrying) -> None:
    """Turn one effect into rows."""
    plan, at = carrying.plan, carrying.outcome.at
    match effect:
        case Mail():
            owe_mails(effect, carrying)
        case Release() | HandOver():
            begin_release(carrying, opened_after(effect, carrying))
            forget_handed(plan.pk)
        case PassDuties():
            switch = carrying.outcome.switch
            dutymails.pass_untaken(plan.pk, effect.duties, switch, able(plan, switch), at)
        case _:
            take_away(effect, carrying)


def take_away(effect: Withdrawal, carrying: Carrying) -> None:
    """Take back, shut, put down, drop or destroy, as one effect asks."""
    plan, at = carrying.plan, carrying.outcome.at
    match effect:
        case TakeBack():
            alive = carrying.outcome.event in SAYS_ALIVE
            cancel(plan.pk, at, but=(*STILL_TRUE, About.THANKS.value) if alive else STILL_TRUE)
        case StopMail():
            cancel_person(plan.pk, effect.person, at, but=(About.KNOCK.value,))
        case ShutDoors():
            doors.shut(plan.pk, at)
        case GiveBack():
            duties.put_all_down(plan.pk, at)
            owe_to_readers(plan, carrying.outcome.switch, at)
        case DropAnswers():
            drop_handed(plan.pk, at)  # the answers themselves live in the switch
        case Destroy():
            close(carrying)


def owe_mails(mail: Mail, carrying: Carrying) -> None:
    """Owe one mail to each person of its group who can be reached."""
    plan, outcome = carrying.plan, carrying.outcome
    gone = unreachable(plan)
    unasked = gone if mail.to is Group.REPORTED else gone | reported(outcome.switch)
    facts = facts_for(mail, outcome)
    for person in addressees(mail.to, outcome.switch, outcome.at, outcome.who):
        if person in unasked - {OWNER}:
            continue  # the owner is asked all the same: the silence counted is theirs
        owed = Owed(
            plan=plan.pk,
            person=person,
            about=f"{mail.about.value}_{mail.number}" if mail.number else mail.about.value,
            occasion=f"line {carrying.line}",
            at=outcome.at + timedelta(seconds=mail.after),
            step=outcome.switch.step if mail.counted else None,
            facts=facts,
        )
        owe(owed, outcome.at)
        if person == OWNER and wants_second(plan, mail, gone):
            owe(Owed(**{**vars(owed), "channel": SECOND}), outcome.at)


def wants_second(plan: Plan, mail: Mail, gone: set[int]) -> bool:
    """Return whether the owner is written to in the second way too: late, or where mail fails."""
    late = mail.number >= SECOND_FROM or OWNER in gone
    return late and people(plan.pk)[OWNER].details.second_works


def owe_to_readers(plan: Plan, switch: Switch, at: datetime) -> None:
    """Owe whoever was knocked in this release, and is no keeper, the word that the owner lives.

    Once for each release, however often that owner comes back (10.6).
    """
    number = switch.release
    keepers = {keeper.person for keeper in switch.keepers if keeper.counts}
    opened, knocked = doors.those_who_opened(plan.pk, number), doors.those_reached(plan.pk, number)
    for person in doors.those_told(plan.pk, number):
        if person in keepers | unreachable(plan) | reported(switch):
            continue
        word = Owed(
            plan=plan.pk,
            person=person,
            about=About.CAME_BACK.value,
            occasion=f"release {number}",
            at=at + timedelta(seconds=60),
            facts={"as_reader": True, "round": number, "opened": person in opened}
            | {"told_first": person not in knocked},
        )
        owe(word, at)


def unreachable(plan: Plan) -> set[int]:
    """Return the persons of a plan whom no mail reaches, or who want none."""
    rows = PersonRow.objects.filter(plan=plan).exclude(unreachable_at=None, no_mail_at=None)
    return set(rows.values_list("number", flat=True))


def reported(switch: Switch) -> set[int]:
    """Return the persons whose death was reported: mail to them stops (10.4)."""
    return {report.person for report in switch.reports if report.stands}


def able(plan: Plan, switch: Switch) -> set[int]:
    """Return the keepers who can be asked to take something over."""
    counting = {keeper.person for keeper in switch.keepers if keeper.counts}
    return counting - unreachable(plan) - reported(switch)


def opened_after(effect: Release | HandOver, carrying: Carrying) -> str | None:
    """Return the kind of wait that opens the letters, or None where they stay sealed.

    What is handed over sealed is opened after all where the kit was typed, or parts came (10.5).
    """
    wait = carrying.outcome.switch.wait
    if isinstance(effect, HandOver):
        return WITH_WHAT_CAME if can_open(carrying.plan.pk) else None
    return wait.kind if wait else None


def begin_release(carrying: Carrying, wait: str | None) -> None:
    """Make the doors, queue the deliveries, and owe the duty sheets; the knocks follow when those
    are accepted.
    """
    plan, outcome = carrying.plan, carrying.outcome
    switch, at = outcome.switch, outcome.at
    keepers = {keeper.person for keeper in switch.keepers if keeper.counts}
    release(plan, switch.release, at, wait, keepers)
    for person in duties.offer_all(plan.pk, able(plan, switch), at):
        dutymails.owe_sheet(plan.pk, person, switch, at, switch.step)


def close(carrying: Carrying) -> None:
    """Destroy what can be read; addresses go once the last notes were accepted (forget_closed)."""
    plan, at = carrying.plan, carrying.outcome.at
    if is_owed(plan.pk, About.KNOCK.value):
        raise KnockOwed(plan.pk)
    doors.leave_unopened(plan.pk, at)
    cancel_all_but_closed(plan, carrying)
    enclose(plan.pk, About.CLOSED.value, enclosed(plan, carrying.outcome.switch, at))
    doors.destroy(plan)
    destroy_parts(plan)
    duties.forget(plan.pk)
    Plan.objects.filter(pk=plan.pk).update(closed_at=at)


def cancel_all_but_closed(plan: Plan, carrying: Carrying) -> None:
    """Take back every other mail still owed, and forget those that left."""
    cancel(plan.pk, carrying.outcome.at, but=(About.CLOSED.value,))
    forget_messages(plan.pk)
