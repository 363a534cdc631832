"""What lengthens a quiet wait: objections, and people who are to be told first; and who opens a
vigil in spite of check-ins.
"""

from dataclasses import replace

from tests.domain.people import ANA, BEN, CHIDI, DARA, ELI, Life, at, plan, vigil
from untilthen.domain.acts import check_in
from untilthen.domain.forecast import forecast
from untilthen.domain.keeper_acts import is_sure, open_vigil
from untilthen.domain.objections import everybody_told, objects
from untilthen.domain.states import State
from untilthen.domain.timetable import release_at


def waiting(**chosen: int) -> Life:
    """Return Ana's life in its quiet wait since Saturday 17 April 2027, 20:30."""
    life = vigil(**chosen)
    life.when("2027-04-16 11:00", is_sure, BEN).when("2027-04-17 20:30", is_sure, DARA)
    assert life.state is State.QUIET_WAIT
    return life


def test_one_objection_holds_the_release_for_fourteen_days_and_all_are_told() -> None:
    life = waiting().when("2027-04-20 10:00", objects, CHIDI)
    assert release_at(life.switch) == at("2027-05-09 09:00")
    told = [person for person in range(5) if "20 Apr 10:00 keeper_change" in life.mails_to(person)]
    assert told == [ANA, BEN, DARA, ELI]
    life.until("2027-05-09 09:00")
    assert life.states()[-1] == "9 May 09:00 delivering"
    assert life.mails_to(ANA)[-2:] == ["21 Apr 09:00 quiet_wait", "8 May 09:00 quiet_wait"]


def test_each_objects_once_and_all_together_for_four_weeks() -> None:
    life = waiting().when("2027-04-20 10:00", objects, CHIDI)
    assert life.refused("2027-04-21 10:00", objects, CHIDI) == "objected_already"
    life.when("2027-04-21 11:00", objects, ELI)
    assert life.refused("2027-04-21 12:00", objects, BEN) == "waited_longest"
    assert release_at(life.switch) == at("2027-05-23 09:00")


def test_there_is_nothing_to_object_to_outside_a_quiet_wait() -> None:
    assert vigil().refused("2027-04-15 10:00", objects, BEN) == "nothing_to_object_to"


def test_the_release_waits_for_people_who_were_not_told_and_no_longer() -> None:
    life = waiting(told_wait_days=10)
    assert release_at(life.switch) == at("2027-05-05 09:00")
    assert life.until("2027-05-05 09:00").state is State.DELIVERING


def test_once_all_are_told_it_goes_on_as_planned() -> None:
    life = waiting(told_wait_days=10).when("2027-04-20 10:00", everybody_told)
    assert release_at(life.switch) == at("2027-04-25 09:00")
    assert life.until("2027-04-25 09:00").state is State.DELIVERING


def test_all_told_after_the_planned_day_ana_still_has_the_mail_of_the_eve() -> None:
    life = waiting(told_wait_days=10).when("2027-04-28 15:00", everybody_told)
    assert release_at(life.switch) == at("2027-04-30 09:00")
    life.until("2027-04-30 09:00")
    assert life.state is State.DELIVERING
    assert life.mails_to(ANA)[-1] == "29 Apr 09:00 quiet_wait"
    assert life.refused("2027-04-30 09:30", everybody_told) == "not_now"


def test_waiting_for_people_to_be_told_is_off_by_default() -> None:
    assert waiting().refused("2027-04-18 10:00", everybody_told) == "not_now"


def test_a_keeper_opens_a_vigil_in_spite_of_check_ins_and_all_are_asked() -> None:
    life = Life(plan(BEN, CHIDI, DARA)).when("2027-03-05 10:00", open_vigil, BEN)
    assert life.state is State.VIGIL
    assert life.mails_to(ANA) == ["5 Mar 10:00 owner_warning"]
    assert life.mails_to(BEN) == life.mails_to(CHIDI) == ["5 Mar 10:00 vigil"]
    life.until("2027-03-08 09:00")
    assert life.mails_to(CHIDI)[-1] == "8 Mar 09:00 vigil_reminder"


def test_a_check_in_answers_such_a_vigil_and_each_opens_one_in_ninety_days() -> None:
    life = Life(plan(BEN, CHIDI)).when("2027-03-05 10:00", open_vigil, BEN)
    life.when("2027-03-05 12:00", check_in)
    assert life.state is State.STOPPED
    assert life.refused("2027-03-05 13:00", open_vigil, BEN) == "not_now"
    later = Life(plan(BEN, CHIDI)).when("2027-03-05 10:00", open_vigil, BEN)
    living = Life(plan(BEN, CHIDI), now=later.now)
    living.switch = replace(living.switch, keepers=later.switch.keepers)
    assert living.refused("2027-03-20 10:00", open_vigil, BEN) == "opened_lately"
    living.when("2027-03-20 11:00", open_vigil, CHIDI)
    assert living.state is State.VIGIL


def test_with_every_objection_the_end_is_still_shown_in_advance() -> None:
    life = waiting().when("2027-04-20 10:00", objects, CHIDI).when("2027-04-20 11:00", objects, ELI)
    coming = forecast(life.switch, at("2027-04-20 12:00"))
    assert coming.closed_at == at("2027-06-22 09:00")
