"""Keepers who decline, step down and die, duties nobody takes, and our own absence: the figures of
stories S3 to S6 and S8, to the minute.
"""

from collections.abc import Callable

from tests.rehearsal.figures import KEEPERS, KNOCKED, Line, mails, minutes, states

Play = Callable[[str], list[Line]]
ANA = "Ana Berg"
CHANGE = "keeper_change"


def said(lines: list[Line], kind: str, who: str) -> list[tuple[str, str]]:
    """Return what became of a keeper, or of what they hold, as (local minute, state)."""
    found = (line for line in lines if line["kind"] == kind and line["who"] == who)
    return [(line["at"][:16], line["state"]) for line in found]


def duties(lines: list[Line], day: str) -> list[tuple[str, str, str]]:
    """Return what became of duties on a day, as (duty, who, state)."""
    return [
        (line["duty"], line["who"], line["state"])
        for line in lines
        if line["kind"] == "duty" and line["at"].startswith(day)
    ]


def test_s3_what_nobody_took_is_open_after_a_week_to_those_who_answered(play: Play) -> None:
    lines = play("s3_keeper_unreachable")
    assert duties(lines, "2027-05-11T09:00") == [
        ("D3", "", "open_to_all"),
        ("D5", "", "open_to_all"),
    ]
    sheets = mails(lines, "duty_sheet")[3:]
    assert sheets == [("2027-05-11T09:00", "Ben"), ("2027-05-11T09:00", "Dara")]


def test_s4_a_no_is_one_line_to_ana_and_the_duty_passes_to_chidi(play: Play) -> None:
    lines = play("s4_keeper_declines")
    assert states(lines) == [("2027-02-02T18:00", "living")]
    assert said(lines, "keeper", "Eli")[-1] == ("2027-02-04T18:00", "declined")
    assert duties(lines, "2027-02-04") == [("D5", "Chidi", "passed_on")]
    assert minutes(lines, ANA, (CHANGE,))[-2:] == ["2027-02-04T18:00", "2027-02-20T10:00"]
    assert lines[-1]["mails"]["Eli"] == 1


def test_s4_farah_is_reminded_once_and_never_written_to_again(play: Play) -> None:
    lines = play("s4_keeper_declines")
    assert minutes(lines, "Farah", ("invitation", "invitation_reminder")) == [
        "2027-02-06T10:00",
        "2027-02-13T10:00",
    ]
    assert said(lines, "keeper", "Farah") == [
        ("2027-02-06T10:00", "invited"),
        ("2027-02-20T10:00", "expired"),
    ]
    assert lines[-1]["mails"]["Farah"] == 2


def test_s4_with_two_left_both_are_needed(play: Play) -> None:
    lines = play("s4_steps_down_in_vigil")
    assert states(lines)[-1] == ("2027-04-28T09:00", "on_hold")
    assert lines[-1]["mails"]["Chidi"] == 1
    assert set(lines[-1]["deliveries"].values()) == {"sealed"}


def test_s5_dara_is_not_written_to_from_that_minute_and_ana_once(play: Play) -> None:
    lines = play("s5_keeper_dies")
    assert minutes(lines, ANA, (CHANGE,))[0] == "2027-03-10T14:00"
    assert "Dara" not in lines[-1]["mails"]
    assert said(lines, "keeper", "Dara") == [("2027-03-11T08:30", "died")]
    assert duties(lines, "2027-03-11") == [("D4", "Ben", "passed_on")]
    assert said(lines, "keeper", "Farah")[-1] == ("2027-03-15T10:00", "promised")


def test_s5_ana_never_answers_and_two_others_must_be_sure(play: Play) -> None:
    lines = play("s5_ana_never_answers")
    assert states(lines)[4] == ("2027-04-17T20:30", "quiet_wait")
    assert minutes(lines, "Dara", ("vigil",)) == ["2027-04-14T09:00", "2027-04-17T20:30"]
    assert lines[-1]["mails"]["Dara"] == 2
    assert lines[-1]["state"] == "closed"


def test_s5_one_press_of_hers_undoes_it(play: Play) -> None:
    lines = play("s5_wrong_report")
    assert not [line for line in lines if line["kind"] == "refused"]
    told = [("2027-03-10T19:00", name) for name in (ANA, "Chidi", "Eli")]
    assert mails(lines, CHANGE)[-3:] == told
    assert not said(lines, "keeper", "Dara")


def test_s6_after_three_weeks_one_mail_and_every_date_is_later(play: Play) -> None:
    lines = play("s6_nobody_presses")
    assert mails(lines, "outage_note") == [("2027-04-10T09:00", ANA)]
    asked = ("check_in", "reminder_1", "reminder_2", "reminder_3")
    assert [when[5:10] for when in minutes(lines, ANA, asked)] == [
        "04-18",
        "04-21",
        "04-24",
        "04-28",
        "05-03",
    ]
    assert states(lines)[-1] == ("2027-05-05T09:00", "vigil")


def test_s6_ana_presses_that_morning_and_her_next_day_is_in_may(play: Play) -> None:
    lines = play("s6_server_down")
    assert minutes(lines, ANA, ("check_in",)) == ["2027-05-07T09:00", "2027-05-10T09:00"]
    assert states(lines)[-1] == ("2027-05-10T09:00", "due")


def test_s6_in_the_quiet_wait_nothing_leaves_for_a_week_after_our_return(play: Play) -> None:
    lines = play("s6_in_quiet_wait")
    assert mails(lines, "outage_note") == [("2027-05-14T09:00", name) for name in (ANA, *KEEPERS)]
    assert ("2027-05-21T09:00", "delivering") in states(lines)
    times = [f"2027-05-21T10:{minute:02}" for minute in (0, 10, 20, 30, 40)]
    assert mails(lines, "knock") == list(zip(times, KNOCKED, strict=True))


def test_s8_eleven_mails_since_the_stop_and_ivo_hears_nothing(play: Play) -> None:
    lines = play("s8_owner_returns")
    assert mails(lines, "stop_query") == [("2027-04-25T10:26", name) for name in KEEPERS]
    back = mails(lines, "came_back")
    assert [when for when, _ in back] == ["2027-04-25T10:41"] * 7
    assert sorted(name for _, name in back) == sorted((*KEEPERS, "Finn", "Gita", "Hana"))
    assert "Ivo" not in lines[-1]["mails"]
    assert [name for _, name in mails(lines, "knock")] == ["Finn", "Gita", "Hana"]


def test_s8_one_was_read_four_went_back_and_two_never_left(play: Play) -> None:
    lines = play("s8_owner_returns")
    became = lines[-1]["deliveries"]
    assert became["L1/Finn"] == "opened"
    assert {became[each] for each in became if each != "L1/Finn"} == {"withdrawn"}
    assert states(lines)[6:] == [
        ("2027-04-25T10:25", "stopped"),
        ("2027-04-25T10:40", "came_back"),
        ("2027-05-02T12:00", "living"),
    ]


def test_a_long_pause_begins_a_week_later_and_everybody_hears_of_it(play: Play) -> None:
    lines = play("long_pause")
    asked = [("2027-03-05T12:00", name) for name in (ANA, "Ben", "Chidi")]
    assert mails(lines, CHANGE) == asked
    assert states(lines)[1:3] == [("2027-03-12T12:00", "paused"), ("2027-07-01T09:00", "due")]
