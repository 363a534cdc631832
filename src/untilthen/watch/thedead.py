"""Letters for somebody whose death was reported: they wait for fourteen days, and go to a keeper,
never the one who reported it, only if the report is final by then (10.4).
"""

from datetime import datetime

from untilthen.domain.calendar import DAY
from untilthen.domain.knocks import in_daytime
from untilthen.domain.reports import report_of
from untilthen.domain.states import About
from untilthen.domain.switch import Report, Switch
from untilthen.keystore.queries import KeyGone
from untilthen.letters.unreached import as_its_owner_wished
from untilthen.outbox.models import Message
from untilthen.people.queries import person
from untilthen.watch.store import load

LETTERS_WAIT = 14 * DAY
HELD = "held_for_report"


def hold_knocks(plan: int, switch: Switch) -> None:
    """Put off every knock at the door of somebody whose death was reported."""
    for report in switch.reports:
        if report.stands:
            put_off(plan, report)


def put_off(plan: int, report: Report) -> None:
    """Put off one person's knocks until fourteen days after the report, or after it was final."""
    zone = person(plan, report.person).details.zone
    until = in_daytime((report.final_at or report.at) + LETTERS_WAIT, zone)
    for knock in knocks_owed(plan, report.person):
        facts = knock.facts | {HELD: knock.facts.get(HELD) or knock.try_at.isoformat()}
        later = max(knock.try_at, until)
        Message.objects.filter(pk=knock.pk, state=Message.OWED).update(try_at=later, facts=facts)


def let_go(plan: int, number: int, at: datetime) -> None:
    """Let the knocks of somebody who lives after all come when they were to come, or now."""
    for knock in knocks_owed(plan, number):
        planned = knock.facts.get(HELD)
        if planned:
            soon = max(at, datetime.fromisoformat(planned))
            facts = knock.facts | {HELD: None}
            Message.objects.filter(pk=knock.pk, state=Message.OWED).update(try_at=soon, facts=facts)


def knocks_owed(plan: int, number: int) -> list[Message]:
    """Return the knocks still owed to one person."""
    owed = Message.objects.filter(plan=plan, person=number, state=Message.OWED)
    return list(owed.filter(about=About.KNOCK.value))


def settle_for_the_dead(now: datetime) -> int:
    """Settle, before they leave, the knocks of people whose death is certain; returns how many."""
    due = Message.objects.filter(
        about=About.KNOCK.value, state=Message.OWED, try_at__lte=now, facts__has_key=HELD
    )
    return sum(settle(knock, now) for knock in due)


def settle(knock: Message, now: datetime) -> bool:
    """Settle one person's letters as their owner wished, if the report is final; else it knocks."""
    try:
        switch = load(knock.plan)
    except KeyGone:
        return False
    report = report_of(switch, knock.person)
    if report is None or report.final_at is None:
        return False
    able = [each.person for each in switch.keepers if each.counts and each.person != report.by]
    as_its_owner_wished(knock.plan, knock.person, switch.release, able, now)
    Message.objects.filter(pk=knock.pk, state=Message.OWED).update(
        state=Message.CANCELLED, settled_at=now, claimed_until=None
    )
    return True
