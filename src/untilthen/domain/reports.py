"""Somebody of a plan has died, a keeper says: provisional until the owner signs in or another
keeper confirms it, and undone by any press of the person themselves (10.4).
"""

from dataclasses import replace
from datetime import datetime

from untilthen.domain import acts
from untilthen.domain.addressees import OWNER
from untilthen.domain.calendar import DAY
from untilthen.domain.effects import Effect, Group, Mail, StopMail
from untilthen.domain.keeper import Promise, tally
from untilthen.domain.keeper_acts import counted, quorum
from untilthen.domain.silence import with_keeper
from untilthen.domain.states import UNSURE, About, Event, State
from untilthen.domain.step import step
from untilthen.domain.switch import Outcome, Refused, Report, Switch
from untilthen.domain.timetable import has_keepers

SAID_AGAIN_AFTER = 30 * DAY
"""A keeper whose report was undone can say the same of the same person only after this."""
GONE = frozenset({Promise.DECLINED, Promise.EXPIRED, Promise.STEPPED_DOWN, Promise.DIED})
TO_OTHERS = Mail(About.KEEPER_CHANGE, Group.OTHERS, counted=False)
TO_OWNER = Mail(About.KEEPER_CHANGE, Group.OWNER, counted=False)


def report_of(switch: Switch, person: int) -> Report | None:
    """Return the report that stands about a person, if there is one."""
    return next((each for each in switch.reports if each.person == person and each.stands), None)


def report_death(switch: Switch, person: int, about: int, at: datetime) -> tuple[Outcome, ...]:
    """Take a keeper's word that somebody else has died; a second keeper's word makes it final.

    Mail to them stops, and the others are told. Of the owner "I am sure" is said instead.
    """
    counted(switch, person)
    if about in (OWNER, person):
        raise Refused("not_of_them", switch.state)
    before = report_of(switch, about)
    if before is not None and before.provisional and before.by != person:
        return confirm_report(switch, person, about, at)
    if before is not None:
        raise Refused("reported_already", switch.state)
    if any(undone_lately(each, person, about, at) for each in switch.reports):
        raise Refused("undone_lately", switch.state)
    was = next((each.promise for each in switch.keepers if each.person == about), None)
    if was in GONE:
        was = None
    kept = tuple(each for each in switch.reports if (each.person, each.by) != (about, person))
    report = Report(person=about, by=person, at=at, was=was.value if was else "")
    after = with_reports(as_promised(switch, about, Promise.REPORTED, was), (*kept, report))
    effects: tuple[Effect, ...] = (StopMail(about), *told(after), TO_OTHERS)
    outcome = Outcome(switch.state, after, Event.DEATH_REPORTED, at, effects, about)
    return (outcome, *nobody_left(after, at))


def undone_lately(report: Report, by: int, about: int, at: datetime) -> bool:
    """Return whether this keeper said so of this person, and it was undone not long ago."""
    said = (report.by, report.person) == (by, about)
    return said and report.undone_at is not None and at - report.undone_at < SAID_AGAIN_AFTER


def confirm_report(switch: Switch, person: int, about: int, at: datetime) -> tuple[Outcome, ...]:
    """Let another keeper, or the owner, make a report final; its reporter cannot do so alone."""
    if person != OWNER:
        counted(switch, person)
    report = report_of(switch, about)
    if report is None or not report.provisional:
        raise Refused("no_report", switch.state)
    if report.by == person:
        raise Refused("another_must_confirm", switch.state)
    outcome = made_final(switch, report, at, TO_OTHERS, *told(switch))
    agreed = tally(outcome.switch.state, outcome.switch.keepers, quorum(outcome.switch, at))
    return (outcome,) if agreed is None else (outcome, step(outcome.switch, agreed, at))


def made_final(switch: Switch, report: Report, at: datetime, *mails: Mail) -> Outcome:
    """Return the outcome of a report that is now final."""
    final = replace(report, final_at=at)
    reports = tuple(final if each is report else each for each in switch.reports)
    was = Promise.REPORTED if report.was else None
    after = with_reports(as_promised(switch, report.person, Promise.DIED, was), reports)
    return Outcome(switch.state, after, Event.REPORT_FINAL, at, mails, report.person)


def undo_report(switch: Switch, person: int, about: int, at: datetime) -> tuple[Outcome, ...]:
    """Undo a report: the person themselves, the owner or any keeper says that they are alive.

    A final one only the person and the owner can undo. The promise stands again as before.
    """
    if person not in (OWNER, about):
        counted(switch, person)
    report = report_of(switch, about)
    if report is None or (report.final_at is not None and person not in (OWNER, about)):
        raise Refused("no_report", switch.state)
    undone = replace(report, undone_at=at)
    reports = tuple(undone if each is report else each for each in switch.reports)
    now = Promise.DIED if report.final_at is not None else Promise.REPORTED
    back = Promise(report.was) if report.was else Promise.PROMISED
    after = with_reports(as_promised(switch, about, back, now if report.was else None), reports)
    effects = (*told(after), TO_OTHERS)
    return (Outcome(switch.state, after, Event.REPORT_UNDONE, at, effects, about),)


def sign_in(switch: Switch, at: datetime) -> tuple[Outcome, ...]:
    """Take a strong sign-in: it is the owner, so what keepers reported of others is final too."""
    outcomes: list[Outcome] = []
    for report in switch.reports:
        if report.provisional:
            outcomes.append(made_final(switch, report, at))
            switch = outcomes[-1].switch
    return (*outcomes, acts.sign_in(switch, at))


def as_promised(switch: Switch, person: int, then: Promise, now: Promise | None) -> Switch:
    """Return the switch with a keeper's promise changed; `now` is None for who is no keeper."""
    if now is None:
        return switch
    return with_keeper(
        switch, person, lambda each: replace(each, promise=then, keeps_vigil_until=None)
    )


def with_reports(switch: Switch, reports: tuple[Report, ...]) -> Switch:
    """Return the switch with these reports; who made one of a keeper that is provisional decides
    nothing until then.
    """
    reporting = {each.by for each in reports if each.provisional and each.was}
    keepers = tuple(replace(each, reporting=each.person in reporting) for each in switch.keepers)
    return replace(switch, reports=reports, keepers=keepers)


def told(switch: Switch) -> tuple[Mail, ...]:
    """Return the mail to the owner, while the owner is thought to be there."""
    return () if switch.state in UNSURE else (TO_OWNER,)


def nobody_left(switch: Switch, at: datetime) -> tuple[Outcome, ...]:
    """Return the hold that begins where nobody is left to be asked (10.4)."""
    if switch.state is not State.VIGIL or has_keepers(switch):
        return ()
    return (step(switch, Event.NOBODY_LEFT, at),)
