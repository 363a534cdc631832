"""A bad story gets one line that names the file, the key and the reason, and exit status 2."""

from pathlib import Path

import pytest

from tests.rehearsal.conftest import STORIES, run
from untilthen.rehearsal.reader import BadStory
from untilthen.rehearsal.reading import read_story

GOOD = (STORIES / "s2_false_alarm.toml").read_text(encoding="utf-8")
CASES = [
    ("title = ", "titel = ", "titel", "no such key"),
    ('zone = "Europe/Berlin"', 'zone = "Berlin"', "owner.zone", "'Berlin' is no zone name"),
    ("until = 2027-05-10", 'until = "May"', "until", "must be a date such as 2027-06-30"),
    ("checked_in = 2027-03-01T09:00:00", "checked_in = 1", "owner.checked_in", "a date and time"),
    ('name = "Chidi"', 'name = "Ben"', "keepers[1].name", "'Ben' is taken"),
    ('to = ["Finn"]', 'to = ["Fynn"]', "letters[0].to", "nobody is called 'Fynn'"),
    ('to = ["Finn"]', "to = []", "letters[0].to", "must be a list of names"),
    ('first = "Ben"', 'first = "Finn"', "duties[0].first", "no keeper is called 'Finn'"),
    ('does = "says_alive"', 'does = "says_hello"', "happens[0].does", "'says_hello' is not"),
    ('does = "says_alive"', 'does = "opens"', "happens[0].letter", "opens needs it"),
    ('does = "says_alive"', 'does = "server_down"', "happens[0].who", "'Ben' cannot do"),
    ('who = "Ben"', 'who = "Zoe"', "happens[0].who", "nobody is called 'Zoe'"),
    ('does = "says_alive"', 'does = "says_alive"\nletter = "L1"', "happens[0].letter", "not take"),
    ("[owner]", "[plan]\ncheck_in_days = 3\n[owner]", "plan.check_in_days", "14 to 365"),
    ("[owner]", "[plan]\ngrace_days = 12\n[owner]", "plan.reminder_days", "below grace_days (12)"),
    ("[owner]", "[plan]\nvigil = 3\n[owner]", "plan.vigil", "no such setting"),
    ("[owner]", "[plan]\nsure_needed = 5\n[owner]", "plan.sure_needed", "only 4 keepers"),
    ("until = 2027-05-10", "until = 2027-02-01", "until", "after owner.checked_in"),
    ("until = 2027-05-10", "until = 9999-12-31", "until", "within 36600 days"),
    (
        'who = "Ben"\ndoes = "says_alive"',
        'who = "Finn"\ndoes = "opens"\nletter = "L9"',
        "happens[0].letter",
        "there is no letter 'L9'",
    ),
    (
        'does = "says_alive"',
        'does = "takes"\nduty = "D9"',
        "happens[0].duty",
        "there is no duty 'D9'",
    ),
    (
        "checked_in = 2027-03-01T09:00:00",
        "checked_in = 2027-03-28T02:30:00",
        "owner.checked_in",
        "skipped by the clocks of Europe/Berlin",
    ),
    (
        "checked_in = 2027-03-01T09:00:00",
        "checked_in = 9999-12-31T23:59:59",
        "owner.checked_in",
        "in the years 1900 to 3000",
    ),
    (
        'to = ["Finn"]',
        'to = ["Finn"]\nnot_before = 9999-12-31',
        "letters[0].not_before",
        "over 36600 days away",
    ),
    ("[owner]", "[plan\n[owner]", "toml", "line"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), CASES)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    assert old in GOOD
    bad = tmp_path / "bad.toml"
    bad.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadStory) as caught:
        read_story(bad)
    assert caught.value.key == key
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"{bad}: {key}: ")


def test_the_command_says_it_in_one_line_and_exits_with_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(GOOD.replace('zone = "Europe/Berlin"', 'zone = "Mars"'), encoding="utf-8")
    done = run("--story", str(bad), "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"untilthen: {bad}: owner.zone: 'Mars' is no zone name"]


def test_a_missing_story_is_said_the_same_way(tmp_path: Path) -> None:
    done = run("--story", str(tmp_path / "none.toml"))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "none.toml" in done.stderr
