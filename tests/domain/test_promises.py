"""Ana's life played by chance: people answer, lie, press and fall silent, mails come late, the
service goes down. Whatever happens, the promises hold (P1, P2, P3, P7).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.domain.people import BEN, CHIDI, DARA, plan
from untilthen.domain import acts, keeper_acts
from untilthen.domain.away import settled, were_away
from untilthen.domain.calendar import DAY, HOUR, local_day
from untilthen.domain.forecast import forecast
from untilthen.domain.plain import from_plain, to_plain
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import RELEASED, RESTING, UNSURE, Event, State
from untilthen.domain.switch import Outcome, Refused, Switch

TRIO = (BEN, CHIDI, DARA)
ZONES = some.sampled_from(["Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"])
RHYTHMS: list[dict[str, Any]] = [
    {},
    {"reminder_days": [1, 2, 3], "grace_days": 7, "vigil_days": 7, "quiet_wait_days": 3},
    {"check_in_days": 14, "hold_days": 90, "last_word": "let_go", "goodbye_days": 7},
    {"sure_needed": 3, "last_word": "release", "mail_ahead_days": 0},
]
SETTLE_DAYS = 2 * 365 * DAY
"""Longer than any life here goes on in silence: round, vigil, hold, last wait and goodbyes."""


class AnasLife(RuleBasedStateMachine):
    """One switch, the time, and what has happened since the last sign of life."""

    switch: Switch
    now: datetime
    outcomes: list[Outcome]
    outages: int
    since_heard: list[Outcome]

    @initialize(
        zone=ZONES,
        rhythm=some.sampled_from(RHYTHMS),
        keepers=some.sampled_from([TRIO, TRIO, TRIO, ()]),
        steps=some.integers(0, 14),
        sure=some.booleans(),
        presses=some.integers(0, 2),
    )
    def begin(
        self,
        *,
        zone: str,
        rhythm: dict[str, Any],
        keepers: tuple[int, ...],
        steps: int,
        sure: bool,
        presses: int,
    ) -> None:
        """Begin somewhere on the way: a silent life of some steps, the keepers perhaps sure."""
        self.switch = replace(plan(*keepers, zone=zone, **rhythm), presses=presses)
        self.now, self.outages, self.since_heard = self.switch.since, 0, []
        self.silence_falls(steps)
        for person in keepers if sure else ():
            self.now += HOUR
            self.does(keeper_acts.is_sure, person)

    def take(self, outcomes: tuple[Outcome, ...]) -> None:
        """Take what happened, checking each step against what came before it."""
        for outcome in outcomes:
            before = self.switch
            self.switch = outcome.switch
            if outcome.switch.state is not outcome.before:
                self.entered(before, outcome)
            self.since_heard.append(outcome)

    def entered(self, before: Switch, outcome: Outcome) -> None:
        """Check a change of state (P1), and begin to count afresh where Ana was heard."""
        state = outcome.switch.state
        if state in (State.LIVING, State.PAUSED, State.CAME_BACK, State.STOPPED):
            self.since_heard = []
        if state is State.VIGIL and outcome.event is Event.GRACE_OVER:
            self.reminded(before)
        if state is State.QUIET_WAIT:
            self.may_wait(before, outcome)
        if state in (State.DELIVERING, State.CLOSED) and outcome.before is State.QUIET_WAIT:
            self.whole_wait(before, outcome)

    def reminded(self, before: Switch) -> None:
        """Check that every reminder came before keepers are asked."""
        seen = [each.event for each in self.since_heard]
        expected = len(before.settings.reminder_days)
        came = seen.count(Event.OVERDUE_DAY) + seen.count(Event.REMINDER_DAY)
        unconfirmed = seen.count(Event.STOP_UNCONFIRMED_SOLO)
        assert came + unconfirmed >= expected

    def may_wait(self, before: Switch, outcome: Outcome) -> None:
        """Check that a quiet wait has a reason: enough sure keepers, a solo plan, a hold's end."""
        sure = [each for each in before.keepers if each.counts and each.answer == "sure"]
        if outcome.event in (Event.AGREED, Event.AGREED_EARLY):
            assert len(sure) >= before.settings.sure_needed
        elif outcome.event is Event.HOLD_OVER:
            days = local_day(outcome.at, before.zone) - local_day(before.since, before.zone)
            assert days >= before.settings.hold_days * DAY
        else:
            assert before.settings.solo
            assert outcome.event in (Event.GRACE_OVER_SOLO, Event.NO_SIGN_IN_SOLO)

    def whole_wait(self, before: Switch, outcome: Outcome) -> None:
        """Check that the wait was whole and that Ana was written at its end."""
        assert before.wait is not None
        assert outcome.at - before.since >= before.wait.days * DAY
        assert before.awaiting is None
        assert before.nothing_before is None or outcome.at >= before.nothing_before
        mails = [each.at for each in self.since_heard if each.event is Event.QUIET_MAIL_DAY]
        assert mails
        assert mails[-1] >= before.since + (before.wait.days - 2) * DAY

    def does(self, act: Callable[..., Any], *details: object) -> bool:
        """Let somebody act; a refusal changes nothing."""
        try:
            outcomes = act(self.switch, *details, self.now)
        except Refused:
            return False
        self.take((outcomes,) if isinstance(outcomes, Outcome) else outcomes)
        return True

    @rule(hours=some.integers(1, 30 * 24), late=some.integers(0, 40 * 24), arrives=some.booleans())
    def time_passes(self, hours: int, late: int, arrives: bool) -> None:  # noqa: FBT001
        """Let the worker run at each wake-up time; each step's mails arrive, at once or late."""
        end = self.now + hours * HOUR
        for _ in range(400):
            wake = wake_at(self.switch)
            if self.switch.state is State.DELIVERING or wake is None or wake > end:
                break
            self.now = max(wake, self.now)
            self.fall()
            if self.switch.awaiting is not None and arrives:
                self.now += late * HOUR
                self.arrive()
        self.now = max(end, self.now)
        self.fall()

    @rule(steps=some.integers(1, 6))
    def silence_falls(self, steps: int) -> None:
        """Let the next things fall, one by one, every mail arriving at once."""
        for _ in range(steps):
            wake = wake_at(self.switch)
            if wake is None or self.switch.state is State.DELIVERING:
                return
            self.now = max(wake, self.now)
            self.fall()
            self.arrive()

    def fall(self) -> None:
        """Let silence fall now, and check that it leaves nothing due."""
        before = self.switch
        after, outcomes = silence(before, self.now)
        steps = [each for each in outcomes if each.switch.fired_on != before.fired_on]
        assert len({each.switch.fired_on for each in steps}) <= 1
        for outcome in steps:
            local = outcome.at.astimezone(ZoneInfo(before.zone))
            assert (local.hour, local.minute) < (10, 1)
            assert local.hour >= 9
            assert before.awaiting is None
        self.take(outcomes)
        self.switch = after
        wake = wake_at(after)
        assert wake is None or wake > self.now

    def arrive(self) -> None:
        """Let every mail of the last step be accepted now; no date comes nearer for it (R11)."""
        before = self.switch
        outcome = settled(before, before.step, self.now, self.now)
        assert outcome.switch.anchor >= before.anchor
        self.take((outcome,))

    @rule()
    def mails_arrive(self) -> None:
        self.arrive()

    @rule(hours=some.integers(1, 24 * 40))
    def we_are_away(self, hours: int) -> None:
        """Let the service be down: every date moves on by whole days, and none comes nearer."""
        start, self.now = self.now, self.now + hours * HOUR
        self.outages += 1
        before = self.switch
        outcome = were_away(before, start, self.now, self.outages, self.now)
        gone = hours >= 24 and before.state is not State.CLOSED
        moved = -(-hours // 24) if gone else 0
        days = local_day(outcome.switch.anchor, before.zone) - local_day(before.anchor, before.zone)
        assert days <= moved * DAY
        assert outcome.switch.anchor >= before.anchor
        if gone:
            assert outcome.switch.nothing_before is not None
            assert outcome.switch.nothing_before >= self.now + 7 * DAY
        self.take((outcome,))

    @rule(act=some.sampled_from([acts.check_in, acts.press_stop, acts.rearm]))
    def somebody_presses(self, act: Callable[[Switch, datetime], Outcome]) -> None:
        unsure = self.switch.state in UNSURE
        held = self.switch.pressed_at is not None
        done = self.does(act)
        if unsure and act is not acts.rearm:
            assert done or held
            assert held or self.switch.state is State.STOPPED or self.switch.pressed_at == self.now
            assert self.switch.presses <= 2 or self.switch.state is not State.STOPPED

    @rule()
    def ana_signs_in(self) -> None:
        state = self.switch.state
        done = self.does(acts.sign_in)
        assert done == (state is not State.CLOSED)
        if state in UNSURE or state is State.STOPPED:
            assert self.switch.state is State.CAME_BACK

    @rule(days=some.integers(-1, 400))
    def ana_pauses(self, days: int) -> None:
        self.does(acts.pause, local_day(self.now, self.switch.zone) + days * DAY)

    @rule(
        who=some.sampled_from((*TRIO, 7)),
        act=some.sampled_from(
            [
                keeper_acts.is_sure,
                keeper_acts.is_sure,
                keeper_acts.says_alive,
                keeper_acts.does_not_know,
                keeper_acts.keep_vigil,
                keeper_acts.step_down,
                keeper_acts.become_unreachable,
                keeper_acts.promise,
                keeper_acts.decline,
            ]
        ),
    )
    def a_keeper_acts(self, who: int, act: Callable[..., Any]) -> None:
        first, state = act is keeper_acts.says_alive, self.switch.state
        self.does(act, who)
        if first and state in RELEASED and self.switch.state in RELEASED:
            assert not [each for each in self.switch.keepers if each.person == who and each.counts]

    @rule()
    def ana_invites_one_more(self) -> None:
        self.does(keeper_acts.invite, 7, "address 7")

    @precondition(lambda self: self.switch.state is State.DELIVERING)
    @rule(minutes=some.integers(0, 600))
    def the_last_knock_is_accepted(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.does(acts.all_knocked, self.now)

    @invariant()
    def silence_alone_comes_to_an_end_at_the_date_foretold(self) -> None:
        """P7, from wherever this life stands; resting plans take their three years."""
        told = forecast(self.switch, self.now)
        if self.switch.state is State.CLOSED:
            return
        assert told.closed_at is not None
        longest = 5 * 365 * DAY if self.switch.state in RESTING else SETTLE_DAYS
        held = max(0, (self.switch.anchor - self.now) // DAY) * DAY
        assert told.closed_at - self.now <= longest + held

    @invariant()
    def what_is_kept_is_what_was(self) -> None:
        assert from_plain(Switch, to_plain(self.switch)) == self.switch


TestAnasLife = AnasLife.TestCase
TestAnasLife.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
