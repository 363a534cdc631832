"""Filters that put dates and names into full words, the same in every page and mail."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext

from untilthen.people.names import isolated

register = template.Library()

# The order of the parts belongs to the language, not to a translator's taste, so it stands here.
DAY_FORMATS = {"en": "l j F Y", "de": "l, j. F Y"}
TIME_FORMATS = {"en": "H:i", "de": "H:i \\U\\h\\r"}


@register.filter
def full_date(when: datetime | str | None, zone: str | None = None) -> str:
    """Return `when` in full in `zone` (IANA name), as "Wednesday 14 April 2027, 09:00 (Berlin)"."""
    if not when:
        return ""
    local, place = in_zone(when, zone)
    day = format_date(local, by_language(DAY_FORMATS))
    time = format_date(local, by_language(TIME_FORMATS))
    return f"{day}, {time} ({place})"


@register.filter
def full_day(when: date | str | None, zone: str | None = None) -> str:
    """Return the day of `when` in `zone` in full, as "Wednesday 14 April 2027"."""
    if not when:
        return ""
    if isinstance(when, str) and len(when) == len("2027-04-14"):
        when = date.fromisoformat(when)
    if isinstance(when, str | datetime):
        when = in_zone(when, zone)[0]
    return format_date(when, by_language(DAY_FORMATS))


@register.filter
def for_reader(when: datetime | str | None, zones: tuple[str, str]) -> str:
    """Return `when` in the owner's zone, with the reader's time when theirs differs."""
    if not when:
        return ""
    owners, place = in_zone(when, zones[0])
    readers, readers_place = in_zone(when, zones[1])
    if owners.utcoffset() == readers.utcoffset():
        return full_date(when, zones[0])
    time = format_date(readers, by_language(TIME_FORMATS))
    if owners.date() != readers.date():
        time = f"{format_date(readers, by_language(DAY_FORMATS))}, {time}"
    there = pgettext("a time in a place", "%(time)s in %(place)s")
    local = there % {"time": time, "place": readers_place}
    return full_date(when, zones[0]).replace(f"({place})", f"({place}; {local})")


@register.filter
def in_words(names: Iterable[str]) -> str:
    """Return names as people say them: "Ben", "Ben and Dara", "Ben, Chidi and Dara"."""
    every = [isolated(str(name)) for name in names]
    if len(every) < 2:
        return "".join(every)
    first, last = ", ".join(every[:-1]), every[-1]
    return pgettext("a list of names", "%(first)s and %(last)s") % {"first": first, "last": last}


def in_zone(when: datetime | str, zone: str | None) -> tuple[datetime, str]:
    """Return `when` (aware, or in ISO form) in `zone` or its own zone, and the city's name."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    own = getattr(when.tzinfo, "key", None)
    name = zone or own or timezone.get_current_timezone_name()
    return when.astimezone(ZoneInfo(name)), name.rpartition("/")[2].replace("_", " ")


def by_language(formats: dict[str, str]) -> str:
    """Return the format of the active language, English when there is none."""
    return formats.get((get_language() or "en")[:2], formats["en"])
