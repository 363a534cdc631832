"""What an owner may set, with its ranges (design section 4): the days of every wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from zoneinfo import available_timezones

from untilthen.domain.states import LastWord

RANGES: Mapping[str, tuple[int, int]] = {
    "check_in_days": (14, 365),
    "mail_ahead_days": (0, 14),
    "grace_days": (7, 120),
    "vigil_days": (7, 60),
    "sure_needed": (2, 5),
    "quiet_wait_days": (3, 60),
    "early_wait_days": (7, 60),
    "solo_wait_days": (14, 90),
    "goodbye_days": (7, 365),
    "hold_days": (90, 1825),
    "one_keeper_after_days": (180, 1825),
    "told_wait_days": (0, 14),
}
MOST_REMINDERS = 8


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The waits of one plan, in days, and the zone in which its 09:00 falls."""

    zone: str
    solo: bool = False
    check_in_days: int = 30
    mail_ahead_days: int = 3
    reminder_days: tuple[int, ...] = (3, 7, 12)
    grace_days: int = 14
    vigil_days: int = 14
    sure_needed: int = 2
    quiet_wait_days: int = 7
    early_wait_days: int = 14
    solo_wait_days: int = 30
    goodbye_days: int = 30
    hold_days: int = 365
    last_word: str = LastWord.HAND_OVER.value
    one_keeper_after_days: int | None = None
    told_wait_days: int = 0


@dataclass(frozen=True)
class Problem:
    """One setting that cannot stand: which, what was given, what is allowed."""

    field: str
    value: object
    allowed: str

    def __str__(self) -> str:
        return f"{self.field}: {self.value!r} is not allowed; {self.allowed}"


NAMES = frozenset(field.name for field in fields(Settings))


def problems(values: Mapping[str, object]) -> list[Problem]:
    """Return everything wrong with `values` (setting name to value); empty when they may stand."""
    found = [Problem(name, "", "no such setting") for name in values if name not in NAMES]
    for name, (least, most) in RANGES.items():
        value = values.get(name)
        if value is not None and not (whole(value) and least <= value <= most):  # type: ignore[operator]
            found.append(Problem(name, value, f"a whole number from {least} to {most}"))
    zone = values.get("zone")
    if zone is not None and not (isinstance(zone, str) and zone in available_timezones()):
        found.append(Problem("zone", zone, "a zone name such as Europe/Berlin"))
    word = values.get("last_word")
    if word is not None and word not in [choice.value for choice in LastWord]:
        found.append(Problem("last_word", word, "hand_over, let_go or release"))
    if not isinstance(values.get("solo", False), bool):
        found.append(Problem("solo", values["solo"], "true or false"))
    return found + reminder_problems(values) or together_problems(values)


def reminder_problems(values: Mapping[str, object]) -> list[Problem]:
    """Return what is wrong with the list of reminder days itself."""
    days = values.get("reminder_days")
    if days is None:
        return []
    allowed = f"1 to {MOST_REMINDERS} rising whole numbers of days after the due day"
    if not isinstance(days, Sequence) or isinstance(days, str):
        return [Problem("reminder_days", days, allowed)]
    rising = all(whole(day) and day >= 1 for day in days) and list(days) == sorted(set(days))
    if not rising or not 1 <= len(days) <= MOST_REMINDERS:
        return [Problem("reminder_days", days, allowed)]
    return []


def together_problems(values: Mapping[str, object]) -> list[Problem]:
    """Return what is wrong between settings that are each fine alone (10.8)."""
    given = {name: value for name, value in values.items() if value is not None}
    known = Settings(**{"zone": "UTC", **given})  # type: ignore[arg-type]
    found = []
    if known.reminder_days[-1] >= known.grace_days:
        found.append(
            Problem(
                "reminder_days", known.reminder_days, f"each below grace_days ({known.grace_days})"
            )
        )
    if known.mail_ahead_days >= known.check_in_days:
        found.append(
            Problem(
                "mail_ahead_days",
                known.mail_ahead_days,
                f"below check_in_days ({known.check_in_days})",
            )
        )
    after = known.one_keeper_after_days
    if after is not None and after >= known.hold_days:
        found.append(
            Problem("one_keeper_after_days", after, f"below hold_days ({known.hold_days})")
        )
    return found


def whole(value: object) -> bool:
    """Return whether `value` is a whole number (and not a yes or no)."""
    return isinstance(value, int) and not isinstance(value, bool)
