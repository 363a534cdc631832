"""A plan's dates as an iCalendar file (RFC 5545, 7986), with titles that tell nothing.

The same dates give the same bytes; an event keeps its UID wherever it moves.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext, pgettext
from icalendar import Alarm, Calendar, Event

from untilthen.domain.calendar import HOUR, MINUTE
from untilthen.keystore.queries import LINK, take
from untilthen.sealing.at_rest import mark
from untilthen.watch.calendardates import Dates

REFRESH = timedelta(hours=12)
LASTS = 15 * MINUTE
UID_LENGTH = 32


def calendar(plan: int, dates: Dates, language: str) -> bytes:
    """Return the calendar that programs subscribe to."""
    with translation.override(language):
        made = begun(refresh=True)
        for event in events(plan, dates):
            made.add_component(event)
    return bytes(made.to_ical())


def one_date(plan: int, dates: Dates, language: str) -> bytes:
    """Return the next check-in alone, with an alarm, to be taken into a calendar by hand."""
    with translation.override(language):
        made, event = begun(refresh=False), check_in(plan, dates)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title())
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())


def begun(*, refresh: bool) -> Calendar:
    """Return a calendar without events; one to subscribe to says how often to look."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//untilthen//check-ins//EN")
    made.add("calscale", "GREGORIAN")
    if refresh:
        made.add("name", title())
        made.add("x-wr-calname", title())
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", f"PT{REFRESH // HOUR}H")
    return made


def title() -> str:
    """Return the neutral title: a calendar is often seen by others."""
    return pgettext("in a calendar", "Check-in")


def events(plan: int, dates: Dates) -> Iterator[Event]:
    """Yield the events of a plan's dates."""
    yield check_in(plan, dates)
    if dates.ahead_at is not None:
        ahead = event_of(plan, "ahead", dates)
        days = {"days": dates.ahead_days}
        words = ngettext("Check-in in one day", "Check-in in %(days)d days", dates.ahead_days)
        ahead.add("summary", words % days)
        ahead.add("dtstart", dates.ahead_at)
        ahead.add("dtend", dates.ahead_at + LASTS)
        yield ahead
    if dates.pause is not None:
        pause = event_of(plan, "pause", dates)
        pause.add("summary", pgettext("in a calendar", "Pause"))
        pause.add("dtstart", dates.pause[0])
        pause.add("dtend", dates.pause[1])
        yield pause


def check_in(plan: int, dates: Dates) -> Event:
    """Return the check-in itself, at 09:00 where the owner lives."""
    event = event_of(plan, "check-in", dates)
    event.add("summary", title())
    event.add("dtstart", dates.due_at)
    event.add("dtend", dates.due_at + LASTS)
    return event


def event_of(plan: int, kind: str, dates: Dates) -> Event:
    """Return an event with all but its title and time."""
    event = Event()
    made = mark(take(plan, LINK), b"calendar event", kind.encode()).hex()[:UID_LENGTH]
    event.add("uid", f"{made}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", dates.changed_at)
    event.add("sequence", int(dates.changed_at.timestamp()) // 60)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
