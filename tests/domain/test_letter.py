"""A letter on its way: what may become of it, and that each comes to an end (P8, 10.8)."""

from itertools import pairwise

from untilthen.domain.letter import AT_THE_DOOR, MAY_BECOME, SETTLED, DeliveryState, may_become

S = DeliveryState


def test_every_state_says_what_may_follow() -> None:
    assert set(MAY_BECOME) == set(DeliveryState)


def test_a_letter_goes_from_sealed_to_its_door_to_opened_to_shredded() -> None:
    way = [S.SEALED, S.QUEUED, S.KNOCKED, S.OPENED, S.SHREDDED]
    assert all(may_become(now, then) for now, then in pairwise(way))


def test_no_letter_is_opened_before_its_knock_or_after_it_was_taken_back() -> None:
    opened_from = {now for now in S if may_become(now, S.OPENED)}
    assert opened_from == {S.KNOCKED, S.WITH_KEEPER}
    assert not MAY_BECOME[S.WITHDRAWN]
    assert not MAY_BECOME[S.SHREDDED]


def test_what_was_read_cannot_be_unread() -> None:
    assert MAY_BECOME[S.OPENED] == {S.REFUSED, S.SHREDDED}


def test_every_delivery_can_come_to_its_end_and_never_turns_back() -> None:
    for start in DeliveryState:
        reached, new = {start}, {start}
        while new:
            new = {then for now in new for then in MAY_BECOME[now]} - reached
            reached |= new
        assert reached & {S.SHREDDED, S.WITHDRAWN}
        assert start not in {then for now in reached - {start} for then in MAY_BECOME[now]}


def test_settled_is_all_but_waiting_and_a_door_stands_only_after_a_knock() -> None:
    assert {S.SEALED, S.QUEUED}.isdisjoint(SETTLED)
    assert SETTLED >= AT_THE_DOOR
    assert S.WITHDRAWN not in AT_THE_DOOR
