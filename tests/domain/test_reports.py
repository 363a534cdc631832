"""A keeper says that another has died: provisional, final, undone (10.4, story S5)."""

from tests.domain.people import ANA, BEN, CHIDI, DARA, ELI, Life, at, plan, vigil
from untilthen.domain.keeper import Promise
from untilthen.domain.keeper_acts import does_not_know, invite, is_sure, promise
from untilthen.domain.reports import confirm_report, report_death, sign_in, undo_report
from untilthen.domain.states import Event, State

FARAH, FINN = 5, 6


def promises(life: Life) -> dict[int, Promise]:
    """Return how far each keeper has come."""
    return {each.person: each.promise for each in life.switch.keepers}


def reported() -> Life:
    """Return Ana's life after Ben said on 10 March that Dara has died."""
    life = Life(plan(BEN, CHIDI, DARA, ELI))
    return life.when("2027-03-10 14:00", report_death, BEN, DARA)


def test_s5_dara_is_not_counted_and_ana_and_the_others_hear_of_it_once() -> None:
    life = reported()
    assert promises(life)[DARA] is Promise.REPORTED
    assert life.mails_to(ANA) == ["10 Mar 14:00 keeper_change"]
    assert life.mails_to(CHIDI) == life.mails_to(ELI) == ["10 Mar 14:00 keeper_change"]
    assert life.mails_to(DARA) == life.mails_to(BEN) == []


def test_s5_ana_signs_in_and_it_is_final_and_a_check_in() -> None:
    life = reported().when("2027-03-11 08:30", sign_in)
    assert promises(life)[DARA] is Promise.DIED
    assert life.switch.anchor == at("2027-04-10 09:00")
    life.when("2027-03-14 10:00", invite, FARAH, "address of Farah")
    life.when("2027-03-15 10:00", promise, FARAH)
    assert sum(each.counts for each in life.switch.keepers) == 4


def test_nobody_answers_and_dara_is_asked_once_more_when_the_vigil_begins() -> None:
    life = reported().until("2027-04-14 09:00")
    assert life.state is State.VIGIL
    assert life.mails_to(DARA) == ["14 Apr 09:00 vigil"]
    life.until("2027-04-25 09:00")
    assert life.mails_to(DARA) == ["14 Apr 09:00 vigil"]


def test_who_reported_a_death_decides_nothing_until_a_third_confirms_it() -> None:
    life = reported().until("2027-04-14 09:00")
    life.when("2027-04-15 10:00", is_sure, BEN).when("2027-04-15 11:00", is_sure, CHIDI)
    assert not life.when_was(Event.AGREED)
    life.when("2027-04-16 10:00", confirm_report, ELI, DARA)
    assert promises(life)[DARA] is Promise.DIED
    assert life.state is State.QUIET_WAIT


def test_two_others_who_are_sure_need_no_reporter() -> None:
    life = reported().until("2027-04-14 09:00")
    life.when("2027-04-15 10:00", is_sure, ELI).when("2027-04-15 11:00", is_sure, CHIDI)
    assert life.state is State.QUIET_WAIT
    assert life.mails_to(DARA) == ["14 Apr 09:00 vigil", "15 Apr 11:00 vigil"]


def test_the_reporter_cannot_confirm_but_a_second_report_does() -> None:
    life = reported()
    assert life.refused("2027-03-11 10:00", confirm_report, BEN, DARA) == "another_must_confirm"
    assert life.refused("2027-03-11 10:00", report_death, BEN, DARA) == "reported_already"
    life.when("2027-03-12 10:00", report_death, CHIDI, DARA)
    assert promises(life)[DARA] is Promise.DIED
    assert life.refused("2027-03-13 10:00", confirm_report, ELI, DARA) == "no_report"


def test_daras_own_press_undoes_it_and_her_promise_stands_as_before() -> None:
    life = reported().when("2027-03-12 10:00", undo_report, DARA, DARA)
    assert promises(life)[DARA] is Promise.PROMISED
    assert life.mails_to(ANA)[-1] == "12 Mar 10:00 keeper_change"
    assert life.refused("2027-03-13 10:00", report_death, BEN, DARA) == "undone_lately"
    life.when("2027-04-13 10:00", report_death, BEN, DARA)
    assert promises(life)[DARA] is Promise.REPORTED


def test_a_final_report_is_undone_by_dara_or_ana_and_by_nobody_else() -> None:
    life = reported().when("2027-03-11 08:30", sign_in)
    assert life.refused("2027-03-12 10:00", undo_report, CHIDI, DARA) == "no_report"
    life.when("2027-03-12 11:00", undo_report, DARA, DARA)
    assert promises(life)[DARA] is Promise.PROMISED


def test_any_keeper_can_say_that_it_is_not_so_while_nobody_confirmed_it() -> None:
    life = reported().when("2027-03-10 18:00", undo_report, CHIDI, DARA)
    assert promises(life)[DARA] is Promise.PROMISED
    assert life.when_was(Event.REPORT_UNDONE) == ["10 Mar 18:00"]


def test_of_ana_and_of_oneself_nobody_says_it_here() -> None:
    life = Life(plan(BEN, CHIDI))
    assert life.refused("2027-03-10 10:00", report_death, BEN, ANA) == "not_of_them"
    assert life.refused("2027-03-10 10:00", report_death, BEN, BEN) == "not_of_them"
    assert life.refused("2027-03-10 10:00", report_death, FINN, BEN) == "not_a_keeper"


def test_a_reported_recipient_takes_no_keepers_voice_away() -> None:
    life = vigil().when("2027-04-15 09:30", report_death, BEN, FINN)
    life.when("2027-04-15 10:00", is_sure, BEN).when("2027-04-15 11:00", is_sure, CHIDI)
    assert life.state is State.QUIET_WAIT


def test_one_who_is_left_alone_is_still_asked_until_the_vigil_ends() -> None:
    life = Life(plan(BEN, CHIDI)).until("2027-04-14 09:00")
    life.when("2027-04-15 10:00", report_death, BEN, CHIDI)
    assert not life.when_was(Event.NOBODY_LEFT)
    life.until("2027-04-28 09:00")
    assert life.state is State.ON_HOLD


def test_a_reported_keeper_is_not_heard_before_the_report_is_undone() -> None:
    life = reported().until("2027-04-14 10:00")
    assert life.refused("2027-04-14 11:00", does_not_know, DARA) == "no_promise_stands"
