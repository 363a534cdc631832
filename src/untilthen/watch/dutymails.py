"""Duties on the move: who can be asked, who is passed over, and the sheets that are then owed, one
per keeper and day (R9, 10.8).
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from untilthen.domain.calendar import DAY, at_hour, local_day
from untilthen.domain.duties import OFFERED_DAYS
from untilthen.domain.states import RELEASED, About
from untilthen.domain.switch import Switch
from untilthen.handover import passing
from untilthen.handover.actions import OFFERED, TAKEN, offered_to
from untilthen.handover.models import Duty
from untilthen.journal.models import Line
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message


def silent(plan: int, switch: Switch, at: datetime) -> set[int]:
    """Return who was offered a duty in this release within a week and answered none (R9)."""
    since = at_hour(local_day(at, switch.zone) - OFFERED_DAYS * DAY, switch.zone)
    lines = Line.objects.filter(plan=plan, event="duty", at__gte=since)
    asked = {line.who for line in lines if line.after == OFFERED and line.who is not None}
    answered = {line.who for line in lines if line.after == TAKEN}
    answered |= {line.facts["said"] for line in lines if "said" in line.facts}
    return asked - answered


def pass_untaken(
    plan: int, numbers: Iterable[int], switch: Switch, able: Collection[int], at: datetime
) -> None:
    """Pass on duties nobody took within a week, over the heads of who is silent; owe the sheets."""
    able = set(able) - silent(plan, switch, at)
    owe_for(plan, passing.pass_untaken(plan, numbers, able, at), able, switch, at)


def leave_hands(
    plan: int, person: int, switch: Switch, able: Collection[int], at: datetime
) -> None:
    """Let duties leave the hands of a keeper who is gone: passed on after a release, only noted
    before.
    """
    if switch.state not in RELEASED:
        passing.pass_in_life(plan, person, able, at)
        return
    owe_for(plan, passing.pass_from(plan, person, able, at), able, switch, at)


def owe_for(
    plan: int, duties: Iterable[Duty], able: Collection[int], switch: Switch, at: datetime
) -> None:
    """Owe a sheet to everybody whom these duties now ask: their holder, or all."""
    asked: list[int] = []
    for duty in duties:
        asked += [duty.holder] if duty.holder is not None else sorted(able)
    for person in dict.fromkeys(asked):
        owe_sheet(plan, person, switch, at)


def owe_sheet(
    plan: int, person: int, switch: Switch, at: datetime, step: int | None = None
) -> None:
    """Owe a keeper the sheet of the day: once a day, so a second one waits for the next 09:00."""
    today = local_day(at, switch.zone)
    sheets = Message.objects.filter(plan=plan, person=person, about=About.DUTY_SHEET.value)
    had = sheets.filter(occasion=occasion(switch, str(today))).first()
    day, leaves = today, at
    if had is not None and had.state != Message.OWED:
        day = today + DAY
        leaves = at_hour(day, switch.zone)
    facts = {
        "count": offered_to(plan, person) or passing.open_to_all(plan),
        "round": switch.release,
        "unknown": switch.death_unknown,
    }
    owed = Owed(
        plan=plan,
        person=person,
        about=About.DUTY_SHEET.value,
        occasion=occasion(switch, str(day)),
        at=leaves,
        step=step,
        facts=facts,
    )
    message = owe(owed, at)
    if message.state == Message.OWED and message.facts != facts:
        Message.objects.filter(pk=message.pk, state=Message.OWED).update(facts=facts)


def occasion(switch: Switch, day: str) -> str:
    """Return what makes a sheet once: its release and its day."""
    return f"release {switch.release} on {day}"
