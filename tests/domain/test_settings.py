"""What Ana may set: every range, and what does not go together (design section 4, 10.8)."""

import pytest

from untilthen.domain.settings import RANGES, Problem, Settings, problems

FINE = {
    "zone": "Europe/Berlin",
    "check_in_days": 30,
    "reminder_days": [3, 7, 12],
    "last_word": "let_go",
    "solo": False,
    "one_keeper_after_days": None,
}


def test_the_defaults_are_those_of_the_design_and_may_stand() -> None:
    given = Settings(zone="Europe/Berlin")
    assert not problems(vars(given))
    assert (given.check_in_days, given.mail_ahead_days, given.reminder_days) == (30, 3, (3, 7, 12))
    assert (given.grace_days, given.vigil_days, given.sure_needed) == (14, 14, 2)
    assert (given.quiet_wait_days, given.early_wait_days, given.solo_wait_days) == (7, 14, 30)
    assert (given.goodbye_days, given.hold_days, given.last_word) == (30, 365, "hand_over")
    assert (given.one_keeper_after_days, given.told_wait_days) == (None, 0)


def test_what_a_form_gives_may_stand() -> None:
    assert not problems(FINE)


@pytest.mark.parametrize("name", RANGES)
def test_each_number_has_its_range_and_says_so(name: str) -> None:
    least, most = RANGES[name]
    for value in (least - 1, most + 1, -1, 10**6, "7", 7.5, True):
        (problem,) = [each for each in problems({name: value}) if each.field == name]
        assert problem == Problem(name, value, f"a whole number from {least} to {most}")
        assert str(problem) == f"{name}: {value!r} is not allowed; {problem.allowed}"


@pytest.mark.parametrize("name", sorted(set(RANGES) - {"grace_days"}))
def test_the_ends_of_each_range_are_allowed(name: str) -> None:
    room = {"hold_days": 1825} if name == "one_keeper_after_days" else {}
    most = RANGES[name][1] - (name == "one_keeper_after_days")
    ahead = {"mail_ahead_days": 0} if name == "check_in_days" else {}
    assert not problems({name: RANGES[name][0], **room, **ahead})
    assert not problems({name: most, **room, **ahead})


@pytest.mark.parametrize(
    "days", [[], [0], [3, 3], [7, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9], ["3"], "37", 3, [True], [2.5]]
)
def test_reminders_are_one_to_eight_rising_days(days: object) -> None:
    assert [each.field for each in problems({"reminder_days": days})] == ["reminder_days"]


@pytest.mark.parametrize(
    ("values", "field", "allowed"),
    [
        ({"grace_days": 12}, "reminder_days", "each below grace_days (12)"),
        ({"reminder_days": (3, 14)}, "reminder_days", "each below grace_days (14)"),
        (
            {"check_in_days": 14, "mail_ahead_days": 14},
            "mail_ahead_days",
            "below check_in_days (14)",
        ),
        ({"one_keeper_after_days": 365}, "one_keeper_after_days", "below hold_days (365)"),
    ],
)
def test_what_does_not_go_together_is_refused(
    values: dict[str, object], field: str, allowed: str
) -> None:
    (problem,) = problems(values)
    assert (problem.field, problem.allowed) == (field, allowed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zone", "Berlin"),
        ("zone", ["Europe/Berlin"]),
        ("zone", 1),
        ("last_word", "burn"),
        ("last_word", ["hand_over"]),
        ("solo", "yes"),
        ("goodby_days", 30),
    ],
)
def test_other_nonsense_is_named(name: str, value: object) -> None:
    assert [each.field for each in problems({name: value})] == [name]
