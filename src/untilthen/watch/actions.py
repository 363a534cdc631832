"""record(): the only write to a switch. Every act of a person, and silence itself, goes through it.

One transaction holds the new state, its journal lines, and everything then owed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from untilthen.domain import acts
from untilthen.domain.away import settled, were_away
from untilthen.domain.calendar import local_day
from untilthen.domain.duties import with_offers
from untilthen.domain.objections import everybody_told
from untilthen.domain.settings import Settings
from untilthen.domain.states import RELEASED, State
from untilthen.domain.switch import Outcome, Switch
from untilthen.handover.actions import waiting
from untilthen.journal.actions import Entry, write
from untilthen.letters import doors
from untilthen.outbox.queries import step_mails
from untilthen.people.actions import begin_plan
from untilthen.people.models import Plan
from untilthen.people.queries import Details
from untilthen.watch.carry_out import Carrying, carry_out
from untilthen.watch.knocks import begin_knocking, counted_from
from untilthen.watch.models import Outage
from untilthen.watch.said import all_told
from untilthen.watch.store import create, locked, opened, save

Outcomes = Outcome | tuple[Outcome, ...]
Act = Callable[[Switch], Outcomes]
Change = Callable[[Switch], tuple[Switch, tuple[Outcome, ...]]]


def begin(
    account: User | None, owner: Details, settings: Settings, at: datetime, dice: bytes
) -> tuple[Plan, Switch]:
    """Begin a plan in draft for an account, with its owner, keys, journal and switch."""
    with transaction.atomic():
        plan = begin_plan(account, owner, at, dice)
        before = Outage.objects.aggregate(last=Max("pk"))["last"] or 0
        switch = replace(acts.draft(settings, at), outages_seen=before)
        create(plan.pk, switch)
        write(plan.pk, Entry(at, "plan_begun", after=State.DRAFT.value, who=0))
    return plan, switch


def record(plan: int, act: Act, at: datetime) -> tuple[Outcome, ...]:
    """Let something happen to a plan; returns every outcome. Raises Refused, and then nothing has
    changed.
    """

    def change(switch: Switch) -> tuple[Switch, tuple[Outcome, ...]]:
        outcomes = as_tuple(act(switch))
        return (outcomes[-1].switch if outcomes else switch), outcomes

    return apply(plan, change, at)


def apply(plan: int, change: Change, at: datetime) -> tuple[Outcome, ...]:
    """Load a switch, take account of our outages, change it, write down and carry out, save."""
    with transaction.atomic():
        row = locked(plan)
        before = opened(row)
        switch, away = caught_up(before, at)
        switch, outcomes = change(switch)
        owner = Plan.objects.get(pk=plan)
        for outcome in (*away, *outcomes):
            take_down(owner, outcome)
        switch = settle_if_nothing_owed(plan, switch, at)
        switch = go_on_with_release(owner, before, switch, at)
        switch = with_waiting(plan, switch, at)
        if switch != before:
            save(row, switch)
    return (*away, *outcomes)


def with_waiting(plan: int, switch: Switch, at: datetime) -> Switch:
    """Return the switch that waits for what people still have to answer: duties offered to them,
    and others they are to tell first.
    """
    if switch.state in RELEASED or switch.offers:
        offered = waiting(plan) if switch.state in RELEASED else []
        switch = with_offers(switch, offered, at)
    if switch.wait is not None and switch.wait.told_days and all_told(plan, switch):
        outcome = everybody_told(switch, at)
        take_down(Plan.objects.get(pk=plan), outcome)
        switch = outcome.switch
    return switch


def note(plan: int, at: datetime) -> None:
    """Take account of what people did beside the switch: duties taken, people told."""
    apply(plan, lambda switch: (switch, ()), at)


def as_tuple(outcomes: Outcomes) -> tuple[Outcome, ...]:
    """Return one or many outcomes as many."""
    return (outcomes,) if isinstance(outcomes, Outcome) else outcomes


def caught_up(switch: Switch, at: datetime) -> tuple[Switch, tuple[Outcome, ...]]:
    """Return the switch with every outage it has not yet seen taken into account (R10)."""
    outcomes = []
    for outage in Outage.objects.filter(pk__gt=switch.outages_seen).order_by("pk"):
        outcome = were_away(switch, outage.start, outage.end, outage.pk, at)
        outcomes.append(outcome)
        switch = outcome.switch
    return switch, tuple(outcomes)


def take_down(plan: Plan, outcome: Outcome) -> None:
    """Write an outcome's journal line, then turn what it asks for into rows."""
    line = write(
        plan.pk,
        Entry(
            outcome.at,
            outcome.event.value,
            outcome.before.value,
            outcome.switch.state.value,
            outcome.who,
            facts_of(outcome),
        ),
    )
    carry_out(Carrying(plan, outcome, line.number))


def facts_of(outcome: Outcome) -> dict[str, object]:
    """Return what a line keeps of an outcome beside its event: dates only, by which it can be
    followed.
    """
    switch = outcome.switch
    return {"vigil": switch.vigil, "anchor": switch.anchor.isoformat()}


def settle_if_nothing_owed(plan: int, switch: Switch, at: datetime) -> Switch:
    """Return the switch no longer waiting where a step owed nobody anything."""
    if switch.awaiting is None or step_mails(plan, switch.step).people:
        return switch
    return settled(switch, switch.step, switch.awaiting, at).switch


def go_on_with_release(plan: Plan, before: Switch, switch: Switch, at: datetime) -> Switch:
    """Owe the knocks of a release whose sheets are out or were waited for long enough (R7, R11).

    Where none is due now no knock would ever end it: it goes on to goodbyes at once (P7).
    """
    begun = before.state is State.DELIVERING and before.awaiting is None
    if switch.state is not State.DELIVERING or switch.awaiting is not None or begun:
        return switch
    begin_knocking(plan.pk, switch, at)
    today = local_day(at, switch.zone)
    if doors.are_unsettled(plan.pk, switch.release, today):
        return switch
    last = doors.settled_at(plan.pk, switch.release, today) or at
    outcome = acts.all_knocked(switch, counted_from(plan.pk, switch, last), at)
    take_down(plan, outcome)
    return outcome.switch
