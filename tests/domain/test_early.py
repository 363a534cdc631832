"""An early report: keepers often know first (R14, variant of story S1)."""

from dataclasses import replace

from tests.domain.people import ANA, BEN, CHIDI, DARA, EVERYBODY, Life, at, plan
from untilthen.domain.acts import check_in, press_stop
from untilthen.domain.keeper_acts import does_not_know, is_sure
from untilthen.domain.states import Event, State


def test_two_sure_before_the_vigil_wait_fourteen_days_and_ana_is_written_every_second() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-04 10:00", is_sure, BEN)
    ana.when("2027-03-05 12:00", is_sure, DARA).until("2027-04-19 09:00")
    assert ana.mails_to(ANA) == [
        "5 Mar 12:00 quiet_wait",
        *(f"{day} Mar 09:00 quiet_wait" for day in (7, 9, 11, 13, 15, 17, 19)),
    ]
    assert ana.states() == [
        "5 Mar 12:00 quiet_wait",
        "20 Mar 09:00 delivering",
        "20 Mar 10:40 goodbyes",
        "19 Apr 09:00 closed",
    ]


def test_one_early_sure_is_kept_silently_and_dropped_by_the_next_check_in() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-04 10:00", is_sure, BEN)
    assert not ana.mails
    ana.when("2027-03-05 10:00", check_in).when("2027-03-06 10:00", is_sure, DARA)
    assert ana.state is State.LIVING


def test_an_early_sure_still_stands_when_the_keepers_are_asked() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-04-05 10:00", is_sure, BEN).until("2027-04-17 09:00")
    assert ana.mails_to(BEN) == ["14 Apr 09:00 vigil"]
    ana.when("2027-04-18 10:00", is_sure, CHIDI)
    assert ana.switch.wait is not None
    assert (ana.state, ana.switch.wait.days) == (State.QUIET_WAIT, 7)


def test_a_promise_of_less_than_thirty_days_is_too_young() -> None:
    switch = plan(*EVERYBODY)
    young = replace(switch.keepers[0], promised_at=at("2027-03-01 10:00"))
    ana = Life(replace(switch, keepers=(young, *switch.keepers[1:])))
    assert ana.refused("2027-03-31 10:59", is_sure, BEN) == "promise_too_young"
    assert ana.when("2027-03-31 11:00", is_sure, BEN).when_was(Event.SAID_SURE) == ["31 Mar 11:00"]


def test_two_can_be_sure_on_the_due_day_too() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-31 10:00", is_sure, BEN)
    ana.when("2027-04-05 10:00", is_sure, CHIDI)
    assert ana.state is State.QUIET_WAIT
    assert ana.when_was(Event.AGREED_EARLY) == ["5 Apr 10:00"]


def test_ana_stops_an_early_report_with_one_press() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-04 10:00", is_sure, BEN)
    ana.when("2027-03-05 12:00", is_sure, DARA).when("2027-03-19 12:00", press_stop)
    assert ana.state is State.STOPPED


def test_an_early_sure_can_be_taken_back() -> None:
    ana = Life(plan(*EVERYBODY)).when("2027-03-04 10:00", is_sure, BEN)
    ana.when("2027-03-04 11:00", does_not_know, BEN).when("2027-03-05 12:00", is_sure, DARA)
    assert ana.state is State.LIVING
