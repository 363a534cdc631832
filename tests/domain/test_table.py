"""The table: every row is taken by some life, every state is left in the end, and no way leads
round a stage.
"""

import pytest

from tests.domain.people import EVERYBODY, at, plan
from tests.domain.ways import Place, rows_taken, time_passes, walk
from untilthen.domain.effects import (
    Destroy,
    DropAnswers,
    Group,
    HandOver,
    Mail,
    Release,
    ShutDoors,
)
from untilthen.domain.states import RELEASED, UNSURE, WATCHED, About, Event, State
from untilthen.domain.step import step
from untilthen.domain.switch import Outcome, Refused
from untilthen.domain.table import TABLE

ENOUGH = 11_000
Steps = list[tuple[Place, tuple[Outcome, ...]]]


@pytest.fixture(scope="module")
def steps() -> Steps:
    """Every step of a long walk over what people and time can bring."""
    return list(walk(ENOUGH))


def test_every_row_is_taken_by_some_life(steps: Steps) -> None:
    taken = {row for _, outcomes in steps for row in rows_taken(outcomes)}
    missing = [f"{state} {event}" for state, event in TABLE if (state, event) not in taken]
    assert not missing, missing


def test_from_every_place_silence_alone_comes_to_an_end(steps: Steps) -> None:
    places = {place.switch.state: place for place, _ in steps}
    assert set(places) == set(State)
    for place in places.values():
        seen = 0
        while place.switch.state is not State.CLOSED and seen < 100:
            place, seen = next(time_passes(place))[0], seen + 1
        assert place.switch.state is State.CLOSED


def test_time_alone_never_stands_still_or_goes_back(steps: Steps) -> None:
    for place, _ in steps[::25]:
        for after, _ in time_passes(place):
            assert after.now >= place.now
            for later, outcomes in time_passes(after):
                assert later.now > after.now or not outcomes


def test_only_silence_after_a_whole_wait_releases() -> None:
    ways = {row: then for row, then in TABLE.items() if then.then in RELEASED}
    assert {row[0] for row, then in ways.items() if row[0] not in RELEASED} == {State.QUIET_WAIT}
    giving = [row for row, then in TABLE.items() if {Release(), HandOver()} & set(then.owes)]
    assert giving == [
        (State.QUIET_WAIT, Event.QUIET_OVER),
        (State.QUIET_WAIT, Event.HANDED_OVER),
    ]


def test_from_a_watched_plan_nothing_leads_to_release_but_a_stage() -> None:
    for (state, _event), row in TABLE.items():
        if state in WATCHED:
            assert row.then in WATCHED | {State.VIGIL, State.ON_HOLD, State.QUIET_WAIT}


def test_a_press_stops_every_unsure_state_and_shuts_the_doors() -> None:
    for state in UNSURE:
        row = TABLE[state, Event.PRESSED]
        assert row.then is State.STOPPED
        assert {ShutDoors(), DropAnswers()} <= set(row.owes)


def test_nothing_happens_after_closed_and_only_closing_destroys() -> None:
    assert not [event for state, event in TABLE if state is State.CLOSED]
    for row in TABLE.values():
        assert (Destroy() in row.owes) == (row.then is State.CLOSED)


def test_a_row_that_does_not_begin_afresh_stays_where_it_is() -> None:
    for (state, _event), row in TABLE.items():
        assert row.afresh or row.then is state


def test_every_mail_on_the_way_to_a_release_is_waited_for() -> None:
    never_waited_for = {About.PAUSED, About.THANKS, About.STOP_QUERY, About.CAME_BACK, About.CLOSED}
    for row in TABLE.values():
        for effect in row.owes:
            if isinstance(effect, Mail):
                free = effect.about in never_waited_for or effect.to is Group.REPORTED
                assert effect.counted != free


def test_what_has_no_row_is_refused_and_says_so() -> None:
    switch = plan(*EVERYBODY)
    with pytest.raises(Refused) as refusal:
        step(switch, Event.QUIET_OVER, at("2027-03-02 09:00"))
    assert (refusal.value.why, refusal.value.state) == ("not_now", State.LIVING)
    assert str(refusal.value) == "not_now (living)"
