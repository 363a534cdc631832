"""What a keeper can do: promise, decline, step down, keep vigil, and answer whether the owner lives
(10.4).
"""

from dataclasses import replace
from datetime import datetime

from untilthen.domain.acts import outweighed
from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.effects import Group, Mail
from untilthen.domain.keeper import VIGIL_LASTS, Answer, Keeper, Promise, tally
from untilthen.domain.silence import Due, remind_invited, with_keeper
from untilthen.domain.states import ASKING, RELEASED, UNSURE, WATCHED, About, Event, State
from untilthen.domain.step import step
from untilthen.domain.switch import Outcome, Refused, Switch
from untilthen.domain.timetable import has_keepers

ALIVE_PAUSES_DAYS = 30
ALIVE_PAUSES_AT_MOST = 120
INVITATIONS_OPEN_AT_MOST = 10
VIGIL_OPENED_EVERY = 90 * DAY
MAY_ANSWER = ASKING | WATCHED | {State.QUIET_WAIT}
MAY_VOUCH = ASKING | RELEASED | {State.QUIET_WAIT, State.STOPPED}
TO_OWNER = Mail(About.KEEPER_CHANGE, Group.OWNER, counted=False)


def find(switch: Switch, person: int) -> Keeper:
    """Return the keeper with this person's id; raises Refused for anybody else, and once closed."""
    if switch.state is State.CLOSED:
        raise Refused("too_late", switch.state)
    for keeper in switch.keepers:
        if keeper.person == person:
            return keeper
    raise Refused("not_a_keeper", switch.state)


def counted(switch: Switch, person: int) -> Keeper:
    """Return the keeper if their promise stands; raises Refused otherwise."""
    keeper = find(switch, person)
    if not keeper.counts:
        raise Refused("no_promise_stands", switch.state)
    return keeper


def invite(switch: Switch, person: int, same_as: str, at: datetime) -> Outcome:
    """Ask somebody to be a keeper; `same_as` marks their address. Twice at most are they written to
    (R13).
    """
    if any(keeper.person == person or has_said_no(keeper, same_as) for keeper in switch.keepers):
        raise Refused("already_asked", switch.state)
    if switch.state in (State.CLOSED, *RELEASED):
        raise Refused("too_late", switch.state)
    if sum(keeper.promise is Promise.INVITED for keeper in switch.keepers) >= (
        INVITATIONS_OPEN_AT_MOST
    ):
        raise Refused("too_many_invitations", switch.state)
    keeper = Keeper(person=person, promise=Promise.INVITED, invited_at=at, same_as=same_as)
    after = replace(switch, keepers=(*switch.keepers, keeper))
    mail = Mail(About.INVITATION, Group.WHO, counted=False)
    return Outcome(switch.state, after, Event.INVITED, at, (mail,), person)


def has_said_no(keeper: Keeper, same_as: str) -> bool:
    """Return whether an invitation to this address has ended already; it gets no third mail."""
    ended = keeper.promise in (Promise.DECLINED, Promise.EXPIRED)
    return ended and keeper.same_as == same_as


def remind(switch: Switch, person: int, at: datetime) -> Outcome:
    """Send the one reminder of an invitation now, as the owner asks; it never comes twice (R13)."""
    keeper = find(switch, person)
    if keeper.promise is not Promise.INVITED:
        raise Refused("not_invited", switch.state)
    if keeper.reminded:
        raise Refused("reminded_already", switch.state)
    return remind_invited(switch, Due(at, Event.INVITATION_REMINDED, person), at)


def withdraw_invitation(switch: Switch, person: int, at: datetime) -> Outcome:
    """Take an invitation back before it was answered; nothing was promised, so it acts at once."""
    if find(switch, person).promise is not Promise.INVITED:
        raise Refused("not_invited", switch.state)
    after = with_keeper(switch, person, lambda keeper: replace(keeper, promise=Promise.EXPIRED))
    return Outcome(switch.state, after, Event.INVITATION_WITHDRAWN, at, who=person)


def promise(switch: Switch, person: int, at: datetime) -> Outcome:
    """Take somebody's "I promise"; the plan is armed once enough of them hold parts (parts.py)."""
    if find(switch, person).promise is not Promise.INVITED:
        raise Refused("not_invited", switch.state)
    if switch.state in RELEASED:
        raise Refused("too_late", switch.state)
    after = with_keeper(
        switch, person, lambda keeper: replace(keeper, promise=Promise.PROMISED, promised_at=at)
    )
    receipt = Mail(About.PROMISE_RECEIPT, Group.WHO, counted=False)
    return Outcome(switch.state, after, Event.PROMISED, at, (receipt, TO_OWNER), person)


def decline(switch: Switch, person: int, at: datetime) -> tuple[Outcome, ...]:
    """Take somebody's "I can't"; nobody asks why, and the owner gets one line."""
    if find(switch, person).promise is not Promise.INVITED:
        raise Refused("not_invited", switch.state)
    return leave(switch, person, Promise.DECLINED, Event.DECLINED, at)


def step_down(switch: Switch, person: int, at: datetime) -> tuple[Outcome, ...]:
    """Release a keeper from the promise, at once and without a reason."""
    counted(switch, person)
    return leave(switch, person, Promise.STEPPED_DOWN, Event.STEPPED_DOWN, at)


def take_off(switch: Switch, person: int, at: datetime) -> tuple[Outcome, ...]:
    """End a keeper's promise as the owner asked, once the week of notice is over; both are told
    (10.2).
    """
    if find(switch, person).promise not in (Promise.PROMISED, Promise.UNREACHABLE):
        raise Refused("no_promise_stands", switch.state)
    first, *more = leave(switch, person, Promise.STEPPED_DOWN, Event.TAKEN_OFF, at)
    told = Mail(About.KEEPER_CHANGE, Group.WHO, counted=False)
    return (replace(first, effects=(*first.effects, told)), *more)


def become_unreachable(switch: Switch, person: int, at: datetime) -> tuple[Outcome, ...]:
    """Note that no mail reaches a keeper: they are skipped and not counted (10.3)."""
    if find(switch, person).promise not in (Promise.INVITED, Promise.PROMISED):
        return ()
    return leave(switch, person, Promise.UNREACHABLE, Event.UNREACHABLE, at)


def leave(
    switch: Switch, person: int, became: Promise, event: Event, at: datetime
) -> tuple[Outcome, ...]:
    """Take a keeper out of the count; where nobody is left to ask, the plan goes on hold (10.4).

    The owner hears of it while they answer; later the report of coming back says it.
    """
    gone = with_keeper(
        switch, person, lambda keeper: replace(keeper, promise=became, keeps_vigil_until=None)
    )
    told = () if switch.state in UNSURE else (TO_OWNER,)
    outcome = Outcome(switch.state, gone, event, at, told, person)
    if gone.state is State.VIGIL and not has_keepers(gone):
        return (outcome, step(gone, Event.NOBODY_LEFT, at))
    return (outcome,)


def keep_vigil(switch: Switch, person: int, at: datetime) -> Outcome:
    """Let a keeper look in on the owner for 72 hours, renewable; the others see who does (R4)."""
    keeper = counted(switch, person)
    if switch.state is not State.VIGIL or not keeper.unanswered:
        raise Refused("no_vigil", switch.state)
    after = with_keeper(
        switch, person, lambda each: replace(each, keeps_vigil_until=at + VIGIL_LASTS)
    )
    return Outcome(
        switch.state, replace(after, lapse_notice_at=None), Event.KEEPS_VIGIL, at, who=person
    )


def open_vigil(switch: Switch, person: int, at: datetime) -> Outcome:
    """Ask everybody in spite of check-ins: somebody may be pressing for the owner. Once in 90 days
    each (10.4).
    """
    keeper = counted(switch, person)
    if switch.state not in WATCHED:
        raise Refused("not_now", switch.state)
    last = keeper.opened_vigil_at
    if last is not None and at - last < VIGIL_OPENED_EVERY:
        raise Refused("opened_lately", switch.state)
    after = with_keeper(switch, person, lambda each: replace(each, opened_vigil_at=at))
    return step(after, Event.VIGIL_OPENED, at, person)


def does_not_know(switch: Switch, person: int, at: datetime) -> Outcome:
    """Note that a keeper does not know yet, which is no answer; it takes back an earlier "sure"."""
    counted(switch, person)
    if switch.state not in MAY_ANSWER - {State.QUIET_WAIT}:
        raise Refused("not_asked", switch.state)
    after = answered(switch, person, Answer.DOES_NOT_KNOW, at)
    return Outcome(switch.state, after, Event.DOES_NOT_KNOW, at, who=person)


def is_sure(
    switch: Switch, person: int, at: datetime, *, with_part: bool = True
) -> tuple[Outcome, ...]:
    """Take a keeper's "I am sure"; enough of them begin a quiet wait (R5, R14).

    Without the part that goes with it, it is written down and shown, but does not count (10.5).
    """
    keeper = counted(switch, person)
    held = switch.state in RELEASED and switch.pressed_at is not None
    if switch.state not in MAY_ANSWER and not held:
        raise Refused("not_asked", switch.state)
    if switch.state in WATCHED and not keeper.may_report_early(at):
        raise Refused("promise_too_young", switch.state)
    if not with_part:
        after = answered(switch, person, Answer.SURE_WITHOUT_PART, at)
        return (Outcome(switch.state, after, Event.SAID_SURE_WITHOUT_PART, at, who=person),)
    after = outweighed(answered(switch, person, Answer.SURE, at))
    outcome = Outcome(switch.state, after, Event.SAID_SURE, at, who=person)
    agreed = tally(after.state, after.keepers, quorum(after, at))
    return (outcome,) if agreed is None else (outcome, step(after, agreed, at))


def quorum(switch: Switch, at: datetime) -> int:
    """Return how many must be sure now: one, late in a hold, if the owner allowed it (10.5).

    That takes a hold copy that opens together with one keeper's part.
    """
    after = switch.settings.one_keeper_after_days
    if switch.state is not State.ON_HOLD or after is None:
        return switch.sure_needed
    late = at >= at_hour(local_day(switch.anchor, switch.zone) + after * DAY, switch.zone)
    opens = switch.hold_copy >= switch.parts_needed - 1
    return 1 if late and opens else switch.sure_needed


def says_alive(switch: Switch, person: int, at: datetime) -> tuple[Outcome, ...]:
    """Take a keeper's "alive": one is enough to pause 30 days, 120 in all; a second of theirs needs
    another (10.4).
    """
    keeper = counted(switch, person)
    if switch.state not in MAY_VOUCH:
        raise Refused("not_asked", switch.state)
    noted = answered(switch, person, Answer.ALIVE, at)
    noted = with_keeper(noted, person, lambda each: replace(each, alive_said=each.alive_said + 1))
    outcome = Outcome(switch.state, noted, Event.SAID_ALIVE, at, who=person)
    if switch.state in (State.STOPPED, *RELEASED):
        return (outcome, step(replace(noted, presses=0), Event.VOUCHED, at, person))
    another = any(
        each.answer is Answer.ALIVE and each.same_as != keeper.same_as
        for each in noted.keepers
        if each.counts
    )
    days = min(ALIVE_PAUSES_DAYS, ALIVE_PAUSES_AT_MOST - switch.alive_days)
    if days <= 0 or (keeper.alive_said >= 1 and not another):
        return (outcome,)
    paused = replace(
        noted,
        alive_days=noted.alive_days + days,
        presses=0,
        pause_until=local_day(at, switch.zone) + days * DAY,
    )
    return (outcome, step(paused, Event.VOUCHED, at, person))


def answered(switch: Switch, person: int, answer: Answer, at: datetime) -> Switch:
    """Return the switch with one keeper's answer; an answer ends a vigil kept, without a notice
    (10.4).
    """

    def change(keeper: Keeper) -> Keeper:
        first_alive = keeper.alive_at or (at if answer is Answer.ALIVE else None)
        return replace(
            keeper, answer=answer, answered_at=at, alive_at=first_alive, keeps_vigil_until=None
        )

    return with_keeper(switch, person, change)
