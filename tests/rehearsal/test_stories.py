"""The stories come out as the product promises, to the minute and to the mail."""

from collections.abc import Callable

import pytest

from tests.rehearsal.conftest import STORIES
from tests.rehearsal.figures import (
    EVERY_DELIVERY,
    KEEPERS,
    KNOCKED,
    Line,
    abouts,
    mails,
    minutes,
    second_channel,
    states,
)

Play = Callable[[str], list[Line]]
NAMES = sorted(path.stem for path in STORIES.glob("*.toml"))
ANA = "Ana Berg"
UP_TO_VIGIL = [
    ("2027-03-01T09:00", "living"),
    ("2027-03-31T09:00", "due"),
    ("2027-04-03T09:00", "overdue"),
    ("2027-04-14T09:00", "vigil"),
]


def test_s1_normal_goes_through_its_states_to_the_minute(play: Play) -> None:
    assert states(play("s1_normal")) == [
        *UP_TO_VIGIL,
        ("2027-04-17T20:30", "quiet_wait"),
        ("2027-04-25T09:00", "delivering"),
        ("2027-04-25T10:40", "goodbyes"),
        ("2027-05-25T09:00", "closed"),
    ]


def test_s1_writes_to_ana_nine_times_and_reaches_her_twice_by_another_way(play: Play) -> None:
    lines = play("s1_normal")
    assert minutes(lines, ANA, ("check_in", "reminder_1", "reminder_2", "reminder_3")) == [
        "2027-03-28T09:00",
        "2027-03-31T09:00",
        "2027-04-03T09:00",
        "2027-04-07T09:00",
        "2027-04-12T09:00",
    ]
    assert minutes(lines, ANA, ("owner_warning", "quiet_wait")) == [
        "2027-04-14T09:00",
        "2027-04-17T20:30",
        "2027-04-21T09:00",
        "2027-04-24T09:00",
    ]
    assert lines[-1]["mails"][ANA] == 9
    assert second_channel(lines, ANA) == ["2027-04-07", "2027-04-12"]


def test_s1_writes_to_keepers_twenty_three_times(play: Play) -> None:
    counted = abouts(play("s1_normal"), KEEPERS)
    del counted["knock"]
    assert counted == {
        "vigil": 4,
        "vigil_reminder": 3,
        "told_list": 4,
        "duty_sheet": 4,
        "closing_notice": 4,
        "closed": 4,
    }


def test_s1_knocks_five_times_ten_minutes_apart(play: Play) -> None:
    times = [f"2027-04-25T10:{minute:02}" for minute in (0, 10, 20, 30, 40)]
    assert mails(play("s1_normal"), "knock") == list(zip(times, KNOCKED, strict=True))


def test_s1_delivers_seven_of_seven_each_once(play: Play) -> None:
    lines = play("s1_normal")
    knocked = [
        f"{line['letter']}/{line['to']}"
        for line in lines
        if line["kind"] == "delivery" and line["state"] == "knocked"
    ]
    assert sorted(knocked) == sorted(EVERY_DELIVERY)
    assert set(lines[-1]["deliveries"]) == set(EVERY_DELIVERY)


def test_reported_early_ana_is_asked_every_second_day(play: Play) -> None:
    lines = play("s1_early")
    days = [f"2027-03-{day:02}T09:00" for day in (7, 9, 11, 13, 15, 17, 19)]
    assert minutes(lines, ANA, ("quiet_wait",)) == ["2027-03-05T12:00", *days]
    assert states(lines)[1:] == [
        ("2027-03-05T12:00", "quiet_wait"),
        ("2027-03-20T09:00", "delivering"),
        ("2027-03-20T10:40", "goodbyes"),
        ("2027-04-19T09:00", "closed"),
    ]


def test_s2_one_keeper_who_spoke_to_her_ends_it(play: Play) -> None:
    lines = play("s2_false_alarm")
    assert states(lines) == [
        *UP_TO_VIGIL,
        ("2027-04-14T12:05", "paused"),
        ("2027-04-22T16:30", "living"),
    ]
    assert mails(lines, "paused") == [("2027-04-14T12:05", ANA)]
    assert mails(lines, "thanks") == [("2027-04-14T12:06", name) for name in KEEPERS]
    assert not mails(lines, "knock")
    assert not mails(lines, "duty_sheet")
    assert set(lines[-1]["deliveries"].values()) == {"sealed"}


def test_s3_goes_round_the_keeper_who_cannot_be_reached(play: Play) -> None:
    lines = play("s3_keeper_unreachable")
    assert mails(lines, "vigil_reminder") == [
        ("2027-04-17T09:00", "Ben"),
        ("2027-04-17T09:00", "Dara"),
        ("2027-04-21T09:00", "Ben"),
        ("2027-04-21T09:00", "Chidi"),
        ("2027-04-25T09:00", "Ben"),
        ("2027-04-25T09:00", "Chidi"),
    ]
    assert mails(lines, "vigil_lapsed") == [
        ("2027-04-18T09:00", "Ben"),
        ("2027-04-18T09:00", "Dara"),
    ]
    assert minutes(lines, ANA, ("quiet_wait",)) == [
        "2027-04-27T08:00",
        "2027-05-01T09:00",
        "2027-05-03T09:00",
    ]
    assert mails(lines, "duty_sheet")[:3] == [
        ("2027-05-04T09:00", name) for name in ("Ben", "Chidi", "Dara")
    ]
    times = [f"2027-05-04T10:{minute:02}" for minute in (0, 10, 20, 30, 40)]
    assert mails(lines, "knock") == list(zip(times, KNOCKED, strict=True))
    assert states(lines)[-1] == ("2027-06-03T09:00", "closed")
    assert lines[-1]["mails"][ANA] == 10
    assert "Eli" not in lines[-1]["mails"] or not mails(lines, "vigil", "Eli")


def test_s3_without_an_answer_nothing_leaves_until_the_last_word(play: Play) -> None:
    lines = play("s3_nobody_answers")
    asked = ["2027-05-28", "2027-06-27", "2027-09-25", "2027-12-24", "2028-03-23"]
    assert minutes(lines, "Ben", ("hold",)) == [f"{day}T09:00" for day in asked]
    assert states(lines)[4:] == [
        ("2027-04-28T09:00", "on_hold"),
        ("2028-04-27T09:00", "quiet_wait"),
        ("2028-05-27T09:00", "delivering"),
        ("2028-05-27T10:40", "goodbyes"),
        ("2028-06-26T09:00", "closed"),
    ]
    assert set(lines[-1]["deliveries"].values()) == {"with_recipient_sealed"}


def test_s7_five_days_without_a_relay_lose_nothing(play: Play) -> None:
    lines = play("s7_relay_down")
    sheets = [line for line in lines if line["kind"] == "mail" and line["about"] == "duty_sheet"]
    bens = [line for line in sheets if line["to"] == "Ben"]
    assert [line["at"][:16] for line in bens[:6]] == [
        "2027-04-25T09:00",
        "2027-04-25T09:05",
        "2027-04-25T09:15",
        "2027-04-25T09:45",
        "2027-04-25T10:45",
        "2027-04-25T14:45",
    ]
    assert (bens[-2]["at"][:16], bens[-2]["outcome"]) == ("2027-04-30T06:45", "refused")
    assert (bens[-1]["at"][:16], bens[-1]["try"]) == ("2027-04-30T10:45", 35)
    assert bens[-1]["outcome"] == "accepted"
    assert len({line["message_id"] for line in bens}) == 1
    times = [f"2027-04-30T{when}" for when in ("11:45", "11:55", "12:05", "12:15", "12:25")]
    assert mails(lines, "knock") == list(zip(times, KNOCKED, strict=True))
    assert second_channel(lines, "Eli") == ["2027-04-26"]
    assert mails(lines, "closing_notice", "Ben") == [("2027-05-23T09:00", "Ben")]
    assert states(lines)[-1] == ("2027-05-30T09:00", "closed")


def test_s7_a_late_reminder_gives_ana_her_days_back(play: Play) -> None:
    lines = play("s7_reminder_late")
    assert minutes(lines, ANA, ("reminder_1", "reminder_2", "reminder_3")) == [
        "2027-04-07T10:45",
        "2027-04-12T09:00",
        "2027-04-17T09:00",
    ]
    assert states(lines)[-1] == ("2027-04-19T09:00", "vigil")


def test_a_lost_answer_is_tried_again_as_the_same_mail_and_counted_once(play: Play) -> None:
    lines = play("s7_answer_lost")
    bens = [
        line
        for line in lines
        if line["kind"] == "mail" and line["about"] == "duty_sheet" and line["to"] == "Ben"
    ]
    assert [line["outcome"] for line in bens] == ["unclear", "accepted"]
    assert len({line["message_id"] for line in bens}) == 1
    assert lines[-1]["mails"]["Ben"] == 6


def test_a_worker_that_dies_sends_again_and_never_not_at_all(play: Play) -> None:
    lines = play("crashes")
    assert lines[-1]["state"] == "closed"
    assert sorted(name for _, name in mails(lines, "knock")) == sorted(KNOCKED)
    assert sorted(name for _, name in mails(lines, "duty_sheet")) == sorted(KEEPERS)


@pytest.mark.parametrize("name", NAMES)
def test_no_promise_is_broken_in_any_story(play: Play, name: str) -> None:
    assert play(name)[-1]["promises_broken"] == []
