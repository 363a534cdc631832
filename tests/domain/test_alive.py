"""A keeper's "alive": one is enough, and even a false one holds things up only so long (10.4)."""

from tests.domain.people import ANA, BEN, CHIDI, DARA, ELI, EVERYBODY, Life, plan, vigil
from untilthen.domain.acts import check_in, sign_in
from untilthen.domain.keeper_acts import is_sure, says_alive, step_down
from untilthen.domain.states import Event, State


def test_s2_false_alarm() -> None:
    ana = vigil().when("2027-04-14 12:05", says_alive, BEN)
    assert ana.states()[-1] == "14 Apr 12:05 paused"
    assert ana.mails_to(ANA)[-1] == "14 Apr 12:05 paused"
    assert [ana.mails_to(person)[-1] for person in EVERYBODY] == ["14 Apr 12:06 thanks"] * 4
    assert ana.switch.anchor.isoformat() == "2027-05-14T07:00:00+00:00"
    ana.when("2027-04-22 16:30", check_in).until("2027-05-22 09:00")
    assert ana.states()[-2:] == ["22 Apr 16:30 living", "22 May 09:00 due"]


def test_after_the_pause_ana_is_asked_before_her_keepers_are() -> None:
    ana = vigil().when("2027-04-14 12:05", says_alive, BEN).until("2027-05-28 09:00")
    assert ana.mails_to(ANA)[-6:] == [
        "11 May 09:00 check_in",
        "14 May 09:00 check_in",
        "17 May 09:00 reminder_1",
        "21 May 09:00 reminder_2",
        "26 May 09:00 reminder_3",
        "28 May 09:00 owner_warning",
    ]
    assert ana.switch.vigil == 2


def test_the_same_keeper_alone_cannot_pause_twice() -> None:
    ana = vigil().when("2027-04-14 12:05", says_alive, BEN)
    assert ana.when("2027-05-29 12:05", says_alive, BEN).state is State.VIGIL
    assert ana.when("2027-05-30 12:05", says_alive, CHIDI).state is State.PAUSED


def test_a_keepers_second_alive_counts_when_another_agrees() -> None:
    ana = vigil().when("2027-04-14 12:05", says_alive, BEN)
    ana.when("2027-05-29 12:05", says_alive, CHIDI).until("2027-07-13 10:00")
    assert ana.state is State.VIGIL
    assert ana.when("2027-07-13 11:00", says_alive, BEN).state is State.VIGIL
    assert ana.when("2027-07-13 12:00", says_alive, CHIDI).state is State.PAUSED


def test_a_strong_sign_in_forgets_what_was_said_before() -> None:
    ana = vigil().when("2027-04-14 12:05", says_alive, BEN).when("2027-04-22 16:30", sign_in)
    assert (ana.switch.alive_days, ana.switch.keepers[0].alive_said) == (0, 0)


def test_all_alives_together_pause_at_most_120_days() -> None:
    ana, paused = exhausted(), 120
    assert ana.switch.alive_days == paused
    ana.when("2027-10-14 10:00", says_alive, BEN).when("2027-10-14 11:00", says_alive, CHIDI)
    assert ana.state is State.VIGIL


def test_then_two_later_sure_begin_a_wait_of_thirty_days() -> None:
    ana = exhausted().when("2027-10-13 10:00", is_sure, DARA)
    ana.when("2027-10-14 10:00", says_alive, BEN).when("2027-10-14 11:00", is_sure, ELI)
    assert ana.when("2027-10-14 11:30", says_alive, BEN).state is State.VIGIL
    assert ana.when("2027-10-14 12:00", is_sure, DARA).state is State.QUIET_WAIT
    assert ana.switch.wait is not None
    assert (ana.switch.wait.kind, ana.switch.wait.days) == ("stale", 30)
    assert ana.until("2027-11-20 09:00").when_was(Event.QUIET_OVER) == ["14 Nov 09:00"]


def test_changing_ones_mind_does_not_hold_the_others_up_for_ever() -> None:
    ana = exhausted().when("2027-10-14 10:00", says_alive, BEN)
    ana.when("2027-10-14 11:00", is_sure, DARA).when("2027-10-14 12:00", is_sure, BEN)
    assert ana.state is State.QUIET_WAIT
    other = exhausted().when("2027-10-14 10:00", says_alive, BEN)
    other.when("2027-10-14 11:00", is_sure, DARA).when("2027-10-14 11:30", says_alive, BEN)
    assert other.when("2027-10-14 12:00", is_sure, ELI).state is State.QUIET_WAIT


def test_who_left_no_longer_says_alive() -> None:
    ana = exhausted().when("2027-10-14 10:00", says_alive, BEN)
    ana.when("2027-10-14 10:30", step_down, BEN).when("2027-10-14 11:00", is_sure, DARA)
    ana.when("2027-10-14 12:00", is_sure, ELI)
    assert ana.switch.wait is not None
    assert ana.switch.wait.kind == "keepers"


def test_nobody_is_asked_while_ana_answers() -> None:
    ana = Life(plan(*EVERYBODY))
    assert ana.refused("2027-03-10 10:00", says_alive, BEN) == "not_asked"


def exhausted() -> Life:
    """Return Ana's life in its fifth vigil: four keepers paused thirty days each, one after
    another.
    """
    ana = vigil()
    for day, person in (("04-14", BEN), ("05-29", CHIDI), ("07-13", DARA), ("08-27", ELI)):
        ana.when(f"2027-{day} 10:00", says_alive, person)
    ana.until("2027-10-12 10:00")
    assert (ana.state, ana.switch.vigil) == (State.VIGIL, 5)
    return ana
