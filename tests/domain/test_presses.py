"""Pressing stop: it always works, it proves little, and it is bounded (R12, 10.1, 10.2)."""

from dataclasses import replace
from datetime import date

from tests.domain.people import ANA, BEN, CHIDI, DARA, ELI, EVERYBODY, Life, at, plan, vigil
from untilthen.domain.acts import check_in, press_stop, sign_in
from untilthen.domain.away import were_away
from untilthen.domain.effects import DropAnswers, ShutDoors, TakeBack
from untilthen.domain.keeper_acts import is_sure, says_alive, step_down
from untilthen.domain.states import Event, State


def released() -> Life:
    """Return Ana's life up to 25 April 2027, 10:10: two doors were knocked."""
    ana = vigil().when("2027-04-16 11:00", is_sure, BEN).when("2027-04-17 20:30", is_sure, DARA)
    ana.until("2027-04-25 10:10")
    assert ana.state is State.DELIVERING
    return ana


def pressed_twice() -> Life:
    """Return Ana's life in the third vigil, after two presses that nobody confirmed."""
    ana = vigil().when("2027-04-15 10:00", press_stop)
    ana.when("2027-04-24 10:00", press_stop).until("2027-05-03 12:00")
    assert (ana.state, ana.switch.presses, ana.switch.vigil) == (State.VIGIL, 2, 3)
    return ana


def test_s8_one_press_shuts_every_door_and_a_sign_in_brings_ana_back() -> None:
    ana = released().when("2027-04-25 10:25", press_stop)
    assert {TakeBack(), ShutDoors(), DropAnswers()} <= set(ana.outcomes[-1].effects)
    for person in EVERYBODY:
        assert ana.mails_to(person)[-1] == "25 Apr 10:26 stop_query"
    ana.when("2027-04-25 10:40", sign_in)
    assert ana.state is State.CAME_BACK
    assert ana.mails_to(BEN)[-1] == "25 Apr 10:41 came_back"
    assert ana.until("2027-06-01 09:00").state is State.CAME_BACK


def test_one_alive_confirms_a_stop() -> None:
    ana = released().when("2027-04-25 10:25", press_stop).when("2027-04-26 10:00", says_alive, ELI)
    assert ana.state is State.CAME_BACK
    assert ana.switch.presses == 0


def test_a_stop_that_nobody_confirms_asks_all_afresh_after_seven_days() -> None:
    ana = vigil().when("2027-04-16 11:00", is_sure, BEN).when("2027-04-16 12:00", press_stop)
    ana.until("2027-04-24 09:00")
    assert ana.states()[-1] == "24 Apr 09:00 vigil"
    assert ana.outcomes[-1].event is Event.STOP_UNCONFIRMED
    assert ana.when("2027-04-24 10:00", is_sure, DARA).state is State.VIGIL
    ana.when("2027-04-24 11:00", is_sure, BEN).until("2027-05-02 09:00")
    assert ana.states()[-2:] == ["24 Apr 11:00 quiet_wait", "2 May 09:00 delivering"]


def test_without_keepers_an_unconfirmed_stop_begins_a_full_grace() -> None:
    ana = Life(plan()).when("2027-04-20 10:00", press_stop).until("2027-05-12 09:00")
    assert ana.states()[-2:] == ["28 Apr 09:00 overdue", "12 May 09:00 quiet_wait"]
    assert ana.mails_to(ANA)[-4:] == [
        "28 Apr 09:00 reminder_1",
        "5 May 09:00 reminder_2",
        "10 May 09:00 reminder_3",
        "12 May 09:00 quiet_wait",
    ]


def test_where_every_keeper_left_meanwhile_an_unconfirmed_stop_is_a_hold() -> None:
    ana = vigil(BEN, CHIDI).when("2027-04-15 10:00", press_stop)
    ana.when("2027-04-15 11:00", step_down, BEN).when("2027-04-15 12:00", step_down, CHIDI)
    assert ana.until("2027-04-23 09:00").states()[-1] == "23 Apr 09:00 on_hold"


def test_pressing_again_while_stopped_changes_no_date() -> None:
    ana = vigil().when("2027-04-16 12:00", press_stop).when("2027-04-22 12:00", press_stop)
    assert ana.until("2027-04-24 09:00").state is State.VIGIL


def test_the_third_press_holds_for_72_hours_and_asks_the_keepers() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", is_sure, BEN)
    ana.when("2027-05-04 11:00", is_sure, DARA).when("2027-05-11 10:00", press_stop)
    assert ana.state is State.QUIET_WAIT
    assert ana.mails_to(CHIDI)[-1] == "11 May 10:01 stop_query"
    ana.until("2027-05-16 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["15 May 09:00"]


def test_a_held_release_has_its_own_eve() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", is_sure, BEN)
    ana.when("2027-05-04 11:00", is_sure, DARA).when("2027-05-11 10:00", press_stop)
    ana.until("2027-05-16 09:00")
    assert [line for line in ana.mails_to(ANA) if "quiet_wait" in line] == [
        "4 May 11:00 quiet_wait",
        "8 May 09:00 quiet_wait",
        "11 May 09:00 quiet_wait",
        "14 May 09:00 quiet_wait",
    ]


def test_a_wait_is_held_once_even_after_the_hold_was_outweighed() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", is_sure, BEN)
    ana.when("2027-05-04 11:00", is_sure, DARA).when("2027-05-11 10:00", press_stop)
    assert ana.refused("2027-05-11 11:00", press_stop) == "already_held"
    ana.when("2027-05-11 12:00", is_sure, BEN)
    assert ana.switch.pressed_until is not None
    ana.when("2027-05-11 13:00", is_sure, DARA)
    assert ana.switch.pressed_until is None
    assert ana.refused("2027-05-11 14:00", press_stop) == "already_held"
    assert ana.until("2027-05-12 09:00").when_was(Event.QUIET_OVER) == ["12 May 09:00"]


def test_sure_keepers_do_not_outweigh_our_own_absence() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", is_sure, BEN)
    ana.when("2027-05-04 11:00", is_sure, DARA)
    ana.away("2027-05-09 10:00", "2027-05-10 12:00")
    ana.when("2027-05-10 13:00", press_stop).when("2027-05-10 14:00", is_sure, BEN)
    ana.when("2027-05-10 15:00", is_sure, DARA).until("2027-05-20 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["18 May 09:00"]


def test_a_third_press_in_delivering_is_outweighed_by_two_sure() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", is_sure, BEN)
    ana.when("2027-05-04 11:00", is_sure, DARA).until("2027-05-12 09:30")
    assert ana.state is State.DELIVERING
    ana.knocking = False
    assert ana.refused("2027-05-12 09:40", is_sure, BEN) == "not_asked"
    ana.when("2027-05-12 09:45", press_stop)
    assert ana.state is State.DELIVERING
    assert ana.switch.nothing_before is not None
    ana.when("2027-05-12 10:45", is_sure, BEN).when("2027-05-12 10:46", is_sure, CHIDI)
    assert ana.switch.nothing_before is None


def test_a_sign_in_gives_ana_her_two_presses_back() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", sign_in)
    assert ana.switch.presses == 0


def test_presses_alone_keep_a_plan_alive_for_a_year_then_sixty_days_of_warning() -> None:
    ana = Life(plan(*EVERYBODY))
    month = 3
    for count in range(15):
        year, month = 2027 + (2 + count) // 12, (2 + count) % 12 + 1
        ana.when(f"{year}-{month:02}-20 12:00", check_in)
    assert ana.when_was(Event.SIGN_IN_WANTED) == ["29 Feb 09:00"]
    assert ana.when_was(Event.NO_SIGN_IN) == ["29 Apr 09:00"]


def test_our_own_absence_is_no_part_of_that_year_or_of_the_warning() -> None:
    switch = plan(*EVERYBODY)
    away = were_away(switch, at("2027-03-05 02:00"), at("2027-03-08 02:00"), 1, switch.since).switch
    assert away.strong_at == at("2027-03-04 09:00")
    warned = replace(switch, sign_in_by=date(2028, 4, 29))
    away = were_away(warned, at("2028-03-05 02:00"), at("2028-03-08 02:00"), 1, switch.since).switch
    assert away.sign_in_by == date(2028, 5, 2)


def test_a_sign_in_during_the_warning_ends_it() -> None:
    ana = Life(plan(*EVERYBODY))
    for count in range(18):
        year, month = 2027 + (2 + count) // 12, (2 + count) % 12 + 1
        act = sign_in if (year, month) == (2028, 3) else check_in
        ana.when(f"{year}-{month:02}-20 12:00", act)
    assert ana.state is State.LIVING
    assert ana.when_was(Event.NO_SIGN_IN) == []


def test_after_a_keepers_alive_the_warning_begins_again() -> None:
    ana = Life(plan(*EVERYBODY))
    for count in range(14):
        year, month = 2027 + (2 + count) // 12, (2 + count) % 12 + 1
        ana.when(f"{year}-{month:02}-20 12:00", check_in)
    ana.when("2028-05-01 10:00", says_alive, BEN).when("2028-05-25 10:00", check_in)
    ana.when("2028-06-20 10:00", check_in).until("2028-07-02 09:00")
    assert ana.when_was(Event.SIGN_IN_WANTED) == ["29 Feb 09:00", "2 May 09:00"]
    assert ana.when_was(Event.NO_SIGN_IN) == ["29 Apr 09:00", "1 Jul 09:00"]


def test_a_keepers_alive_gives_the_two_presses_back() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", says_alive, BEN)
    assert (ana.state, ana.switch.presses) == (State.PAUSED, 0)


def test_a_vigil_held_once_does_not_spend_the_hold_of_the_wait() -> None:
    ana = pressed_twice().when("2027-05-04 10:00", press_stop)
    assert ana.refused("2027-05-04 11:00", press_stop) == "already_held"
    ana.when("2027-05-05 10:00", is_sure, BEN).when("2027-05-05 11:00", is_sure, DARA)
    ana.when("2027-05-11 10:00", press_stop).until("2027-05-16 09:00")
    assert ana.when_was(Event.QUIET_OVER) == ["15 May 09:00"]


def test_where_nobody_is_left_to_ask_the_end_of_the_warning_is_a_hold() -> None:
    switch = replace(plan(BEN, CHIDI), sign_in_by=date(2027, 3, 20))
    ana = Life(switch).when("2027-03-05 10:00", step_down, BEN)
    ana.when("2027-03-05 11:00", step_down, CHIDI).until("2027-03-20 09:00")
    assert ana.states() == ["20 Mar 09:00 on_hold"]
