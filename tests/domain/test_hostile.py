"""A machine that always presses, a keeper who always lies: they delay the end by bounded times (P7,
10.2, 10.4).
"""

from datetime import timedelta

from tests.domain.people import BEN, CHIDI, DARA, FIRST_CHECK_IN_AT, plan
from tests.domain.ways import Place, accepted, time_passes
from untilthen.domain import acts, keeper_acts
from untilthen.domain.calendar import DAY
from untilthen.domain.states import RELEASED, WATCHED, State
from untilthen.domain.switch import Refused

TRIO = (BEN, CHIDI, DARA)


def test_a_machine_that_always_presses_delays_the_end_but_cannot_prevent_it() -> None:
    place = Place(plan(*TRIO), FIRST_CHECK_IN_AT)
    for _ in range(400):
        switch, now = place.switch, place.now + timedelta(minutes=1)
        if switch.state is State.CLOSED:
            break
        try:
            pressed = acts.check_in(switch, now).switch
            place = Place(accepted(pressed, now), now)
        except Refused:
            pass
        place = next(time_passes(place))[0]
    assert place.switch.state is State.CLOSED
    assert place.now - FIRST_CHECK_IN_AT < 4 * 365 * DAY


def test_a_keeper_who_always_says_alive_cannot_keep_the_plan_from_its_end() -> None:
    place, paused = Place(plan(*TRIO), FIRST_CHECK_IN_AT), 0
    while place.switch.state not in RELEASED:
        place, outcomes = next(time_passes(place))
        if not outcomes or place.switch.state in WATCHED | RELEASED:
            continue
        later = place.now + timedelta(minutes=1)
        said = keeper_acts.says_alive(place.switch, BEN, later)[-1].switch
        paused += said.state is State.PAUSED
        place = Place(accepted(said, later), later)
    assert paused == 1
    assert place.now - FIRST_CHECK_IN_AT < 600 * DAY
