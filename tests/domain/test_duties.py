"""Who is asked next about a duty nobody took (R9)."""

from dataclasses import replace

from tests.domain.people import BEN, CHIDI, DARA, ELI, at, plan
from untilthen.domain.away import were_away
from untilthen.domain.duties import next_in_line, with_offers
from untilthen.domain.effects import PassDuties
from untilthen.domain.silence import silence, wake_at
from untilthen.domain.states import Event, State
from untilthen.domain.switch import Switch

RELEASED_AT = at("2027-05-04 09:00")


def delivering() -> Switch:
    """Return a plan whose letters went out on 4 May, with two duties offered."""
    switch = replace(plan(BEN, CHIDI), state=State.GOODBYES, anchor=RELEASED_AT, since=RELEASED_AT)
    return with_offers(switch, ((3, CHIDI), (5, CHIDI)), RELEASED_AT)


def test_the_next_is_asked_who_can_be_reached_and_then_it_is_open_to_all() -> None:
    assert next_in_line((BEN, DARA), None, {BEN, DARA}) == BEN
    assert next_in_line((BEN, DARA), BEN, {BEN, DARA}) == DARA
    assert next_in_line((CHIDI, ELI, DARA), CHIDI, {DARA}) == DARA
    assert next_in_line((BEN, DARA), DARA, {BEN, DARA}) is None


def test_a_duty_waits_a_week_and_is_passed_on_at_nine() -> None:
    switch = delivering()
    assert wake_at(switch) == at("2027-05-11 09:00")
    after, (outcome,) = silence(switch, at("2027-05-11 09:00"))
    assert outcome.event is Event.DUTY_UNTAKEN
    assert outcome.effects == (PassDuties((3, 5)),)
    assert after.offers == ()


def test_missed_at_nine_it_is_passed_on_the_next_morning() -> None:
    after, _ = silence(delivering(), at("2027-05-11 14:00"))
    assert wake_at(after) == at("2027-05-12 09:00")


def test_an_offer_keeps_its_day_when_another_is_made() -> None:
    later = with_offers(delivering(), ((5, CHIDI), (3, DARA)), at("2027-05-06 12:00"))
    assert [(each.duty, each.until) for each in later.offers] == [
        (5, at("2027-05-11 09:00")),
        (3, at("2027-05-13 09:00")),
    ]


def test_days_on_which_we_were_away_are_given_to_duties_too() -> None:
    start, end = at("2027-05-05 02:00"), at("2027-05-08 02:00")
    after = were_away(delivering(), start, end, 1, end).switch
    assert {offer.until for offer in after.offers} == {at("2027-05-14 09:00")}
