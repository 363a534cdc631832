"""The vigil: keepers are asked, reminded, look in on Ana, and answer (R3, R4, R5; story S3)."""

from dataclasses import replace

from tests.domain.people import ANA, BEN, CHIDI, DARA, ELI, EVERYBODY, Life, plan, vigil
from untilthen.domain.keeper_acts import (
    become_unreachable,
    does_not_know,
    is_sure,
    keep_vigil,
    says_alive,
    step_down,
)
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Switch


def test_everybody_is_asked_and_the_silent_are_reminded_three_times() -> None:
    ana = vigil().until("2027-04-28 08:59")
    for person in EVERYBODY:
        assert ana.mails_to(person) == [
            "14 Apr 09:00 vigil",
            "17 Apr 09:00 vigil_reminder",
            "21 Apr 09:00 vigil_reminder",
            "25 Apr 09:00 vigil_reminder",
        ]
    assert ana.mails_to(ANA)[-2:] == ["14 Apr 09:00 owner_warning", "21 Apr 09:00 owner_warning"]


def test_who_answered_or_looks_in_is_not_reminded() -> None:
    ana = vigil().when("2027-04-14 18:10", keep_vigil, BEN)
    ana.when("2027-04-16 12:00", does_not_know, CHIDI)
    ana.when("2027-04-16 13:00", is_sure, DARA).until("2027-04-17 09:00")
    reminded = [mail.person for mail in ana.mails if mail.about == "vigil_reminder"]
    assert reminded == [CHIDI, ELI]


def test_s3_eli_cannot_be_reached_and_chidis_vigil_lapses() -> None:
    ana = vigil().when("2027-04-14 09:01", become_unreachable, ELI)
    ana.when("2027-04-14 10:00", keep_vigil, CHIDI)
    ana.when("2027-04-18 12:00", keep_vigil, DARA)
    ana.when("2027-04-19 19:00", is_sure, DARA)
    ana.when("2027-04-27 08:00", is_sure, BEN)
    ana.until("2027-06-03 09:00")
    assert ana.mails_to(BEN) == [
        "14 Apr 09:00 vigil",
        "17 Apr 09:00 vigil_reminder",
        "18 Apr 09:00 vigil_lapsed",
        "21 Apr 09:00 vigil_reminder",
        "25 Apr 09:00 vigil_reminder",
        "27 Apr 08:00 told_list",
        "27 May 09:00 closing_notice",
        "3 Jun 09:00 closed",
    ]
    assert ana.mails_to(CHIDI)[:3] == [
        "14 Apr 09:00 vigil",
        "21 Apr 09:00 vigil_reminder",
        "25 Apr 09:00 vigil_reminder",
    ]
    assert ana.mails_to(DARA)[1:3] == ["17 Apr 09:00 vigil_reminder", "18 Apr 09:00 vigil_lapsed"]
    assert ana.mails_to(ELI) == ["14 Apr 09:00 vigil"]
    assert ana.mails_to(ANA)[-3:] == [
        "27 Apr 08:00 quiet_wait",
        "1 May 09:00 quiet_wait",
        "3 May 09:00 quiet_wait",
    ]
    assert len(ana.mails_to(ANA)) == 10
    assert ana.states()[-4:] == [
        "27 Apr 08:00 quiet_wait",
        "4 May 09:00 delivering",
        "4 May 10:40 goodbyes",
        "3 Jun 09:00 closed",
    ]


def test_a_vigil_kept_is_renewed_by_keeping_it_again() -> None:
    ana = vigil().when("2027-04-14 18:10", keep_vigil, BEN)
    ana.when("2027-04-16 18:10", keep_vigil, BEN).until("2027-04-19 18:09")
    assert ana.switch.keepers[0].keeps_vigil_until is not None
    assert ana.until("2027-04-19 18:10").switch.keepers[0].keeps_vigil_until is None


def test_an_answer_ends_a_vigil_kept_and_nobody_is_told_of_a_lapse() -> None:
    ana = vigil().when("2027-04-14 18:10", keep_vigil, BEN)
    ana.when("2027-04-16 11:00", is_sure, BEN).until("2027-04-20 09:00")
    assert "vigil_lapsed" not in {mail.about for mail in ana.mails}


def test_no_lapse_is_told_while_another_still_looks_in() -> None:
    ana = vigil().when("2027-04-14 10:00", keep_vigil, CHIDI)
    ana.when("2027-04-15 10:00", keep_vigil, DARA).until("2027-04-18 09:30")
    assert "vigil_lapsed" not in {mail.about for mail in ana.mails}
    ana.until("2027-04-19 09:00")
    told = [mail.person for mail in ana.mails if mail.about == "vigil_lapsed"]
    assert told == [BEN, CHIDI, ELI]


def test_a_lapse_before_a_reminder_takes_its_place_on_that_day() -> None:
    ana = vigil().when("2027-04-17 10:00", keep_vigil, CHIDI).until("2027-04-21 09:00")
    assert ana.mails_to(BEN)[-1] == "21 Apr 09:00 vigil_lapsed"
    assert ana.mails_to(CHIDI)[-1] == "21 Apr 09:00 vigil_reminder"


def test_no_keeper_gets_more_than_six_mails_in_a_vigil_or_two_on_a_day() -> None:
    ana = vigil()
    for day in (14, 18, 22):
        ana.when(f"2027-04-{day} 09:30", keep_vigil, CHIDI)
    ana.until("2027-04-28 08:59")
    mails = ana.mails_to(BEN)
    days = [mail.split(" ")[0] for mail in mails]
    assert len(mails) == 6
    assert len(days) == len(set(days))


def test_two_sure_end_the_vigil_and_one_person_with_two_names_is_one() -> None:
    ana = vigil().when("2027-04-16 11:00", is_sure, BEN)
    ana.when("2027-04-16 12:00", is_sure, BEN)
    assert ana.state is State.VIGIL
    assert ana.when("2027-04-17 20:30", is_sure, DARA).state is State.QUIET_WAIT
    twins = Life(with_one_address(plan(BEN, CHIDI, DARA))).until("2027-04-14 09:00")
    twins.when("2027-04-15 10:00", is_sure, BEN).when("2027-04-15 11:00", is_sure, CHIDI)
    assert twins.state is State.VIGIL
    assert twins.when("2027-04-15 12:00", is_sure, DARA).state is State.QUIET_WAIT


def test_three_must_be_sure_where_ana_asked_for_three() -> None:
    ana = vigil(*EVERYBODY, sure_needed=3).when("2027-04-15 10:00", is_sure, BEN)
    ana.when("2027-04-15 11:00", is_sure, CHIDI)
    assert ana.state is State.VIGIL
    assert ana.when("2027-04-15 12:00", is_sure, ELI).state is State.QUIET_WAIT


def test_i_do_not_know_takes_a_sure_back() -> None:
    ana = vigil().when("2027-04-15 10:00", is_sure, BEN)
    ana.when("2027-04-15 11:00", does_not_know, BEN).when("2027-04-15 12:00", is_sure, DARA)
    assert ana.state is State.VIGIL


def test_a_keeper_who_left_is_not_counted_and_cannot_answer() -> None:
    ana = vigil(BEN, CHIDI, DARA).when("2027-04-15 10:00", is_sure, BEN)
    ana.when("2027-04-15 11:00", step_down, BEN).when("2027-04-15 12:00", is_sure, CHIDI)
    assert ana.state is State.VIGIL
    for act in (is_sure, says_alive, keep_vigil, does_not_know, step_down):
        assert ana.refused("2027-04-15 13:00", act, BEN) == "no_promise_stands"
        assert ana.refused("2027-04-15 13:00", act, ELI) == "not_a_keeper"


def test_when_the_last_keeper_leaves_the_plan_goes_on_hold_at_once() -> None:
    ana = vigil(BEN, CHIDI).when("2027-04-15 10:00", step_down, BEN)
    assert ana.state is State.VIGIL
    assert ana.when("2027-04-15 11:00", become_unreachable, CHIDI).state is State.ON_HOLD


def test_where_nobody_is_left_to_ask_there_is_no_vigil() -> None:
    ana = Life(plan(BEN, CHIDI)).when("2027-03-15 10:00", step_down, BEN)
    ana.when("2027-03-16 10:00", step_down, CHIDI).until("2027-04-14 09:00")
    assert ana.states()[-1] == "14 Apr 09:00 on_hold"
    assert [line for line in ana.mails_to(ANA) if "keeper_change" in line] == [
        "15 Mar 10:00 keeper_change",
        "16 Mar 10:00 keeper_change",
    ]


def test_too_few_left_still_get_their_fortnight() -> None:
    ana = vigil(BEN, CHIDI).when("2027-04-15 10:00", step_down, BEN)
    ana.when("2027-04-15 11:00", is_sure, CHIDI).until("2027-04-28 08:59")
    assert ana.state is State.VIGIL
    assert ana.until("2027-04-28 09:00").state is State.ON_HOLD


def with_one_address(switch: Switch) -> Switch:
    """Return the switch with its first two keepers sharing an address."""
    one, two, *others = switch.keepers
    return replace(switch, keepers=(one, replace(two, same_as=one.same_as), *others))


def test_lapses_are_told_in_the_next_vigil_too() -> None:
    ana = vigil()
    for day in ("14", "18"):
        ana.when(f"2027-04-{day} 09:30", keep_vigil, CHIDI)
    ana.when("2027-04-22 12:00", says_alive, DARA).until("2027-06-05 09:00")
    assert ana.switch.vigil == 2
    ana.when("2027-06-05 10:00", keep_vigil, CHIDI).until("2027-06-09 09:00")
    assert ana.mails_to(BEN)[-1] == "9 Jun 09:00 vigil_lapsed"


def test_a_vigil_kept_ends_with_the_vigil_and_lapses_no_more() -> None:
    ana = vigil().when("2027-04-16 10:00", keep_vigil, CHIDI)
    ana.when("2027-04-16 11:00", is_sure, BEN).when("2027-04-16 12:00", is_sure, DARA)
    assert ana.until("2027-04-30 09:00").when_was(Event.VIGIL_LAPSED) == []
