"""Send what is due: claim, write, send, mark. A crash in between sends again, never not at all (P8,
P9).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from traceback import extract_tb

from django.db import DatabaseError

from untilthen.domain.knocks import QUIET_AT_MOST, in_daytime
from untilthen.domain.states import About
from untilthen.keystore.queries import KeyGone
from untilthen.outbox.actions import MAIL, mark_accepted, mark_failed, mark_refused
from untilthen.outbox.claims import claim
from untilthen.outbox.context import context_for, template_of, unsubscribe_link
from untilthen.outbox.couriers.base import CannotSend, Courier, Parcel
from untilthen.outbox.couriers.mailbox import BadAddress, mailbox
from untilthen.outbox.models import Message
from untilthen.outbox.queries import address_of, due
from untilthen.outbox.rendering import render
from untilthen.outbox.returns.paths import return_path
from untilthen.outbox.returns.provider import id_header
from untilthen.people.queries import OWNER, Person, people, quiet_dates

AT_ONCE = 100
ACCEPTED, REFUSED, UNCLEAR, BOUNCED = "accepted", "refused", "unclear", "bounced"
logger = logging.getLogger(__name__)


class NotAtThisHour(Exception):
    """Nobody is knocked now where this mail's reader lives; the try passes, and counts."""


@dataclass(frozen=True)
class Try:
    """How one try ended: which mail, to whom, the try's number, and the outcome's word."""

    message: Message
    parcel: Parcel
    number: int
    outcome: str


@dataclass(frozen=True)
class Ended:
    """What is to be marked after a try; `parcel` is None where the mail could not be written."""

    message: Message
    parcel: Parcel | None
    outcome: str


Clock = Callable[[], datetime]
Watcher = Callable[[Try], None]


def send_due(
    clock: Clock, couriers: Mapping[str, Courier], seen: Watcher | None = None, most: int = AT_ONCE
) -> int:
    """Try up to `most` mails that are due, oldest first, one by one; returns how many."""
    tried = 0
    for message in in_order(due(clock(), most)):
        if claim(message, clock()):
            send_one(message, clock, couriers, seen)
            tried += 1
    return tried


def in_order(messages: list[Message]) -> list[Message]:
    """Return mails as given, save that each person's stand in the order in which they were owed."""
    places: dict[tuple[int, int, str], list[Message]] = {}
    for message in sorted(messages, key=lambda each: each.pk):
        places.setdefault((message.plan, message.person, message.channel), []).append(message)
    return [places[each.plan, each.person, each.channel].pop(0) for each in messages]


def send_one(
    message: Message, clock: Clock, couriers: Mapping[str, Courier], seen: Watcher | None
) -> None:
    """Write and send a claimed mail, then mark it: first the world, then our books."""
    ended = send(message, clock, couriers)
    mark(ended, clock())
    if seen is not None and ended.parcel is not None:
        seen(Try(message, ended.parcel, message.tries + 1, ended.outcome))


def send(message: Message, clock: Clock, couriers: Mapping[str, Courier]) -> Ended:
    """Write a claimed mail and hand it over; nothing is marked yet. Raises DatabaseError, and what
    a courier raises that is no CannotSend.
    """
    try:
        require_welcome(message, clock())
        parcel = write_parcel(message, clock())
    except KeyGone:
        return Ended(message, None, BOUNCED)
    except NotAtThisHour:
        return Ended(message, None, REFUSED)
    except DatabaseError:
        raise
    except Exception as problem:  # noqa: BLE001 - one mail that cannot be written stops nobody else
        note_ours(message, problem)
        return Ended(message, None, REFUSED)
    try:
        couriers[message.channel].send(parcel)
    except CannotSend as problem:
        log = logger.error if problem.ours else logger.warning
        log("mail %s (%s) was not accepted: %s", message.pk, message.about, problem.reason)
        if problem.unclear:
            return Ended(message, parcel, UNCLEAR)
        return Ended(message, parcel, BOUNCED if problem.permanent else REFUSED)
    return Ended(message, parcel, ACCEPTED)


def note_ours(message: Message, problem: Exception) -> None:
    """Say where a mistake of ours happened; not its words, which may hold somebody's name."""
    place = extract_tb(problem.__traceback__)[-1]
    logger.error(
        "mail %s (%s) met a mistake of ours: %s at %s:%s; it is tried again",
        message.pk,
        message.about,
        type(problem).__name__,
        place.filename,
        place.lineno,
    )


def mark(ended: Ended, now: datetime) -> None:
    """Note how a try ended; refused for now and unclear are tried again."""
    match ended.outcome:
        case "accepted":
            mark_accepted(ended.message, now)
        case "bounced":
            mark_refused(ended.message, now)
        case _:
            mark_failed(ended.message, now)


def write_parcel(message: Message, now: datetime) -> Parcel:
    """Return a mail in the language of whom it is for; raises KeyGone for a closed plan."""
    everybody = people(message.plan)
    to = everybody[message.person]
    rendered = render(template_of(message), context_for(message, everybody), to.details.language)
    return Parcel(
        message_id=message.message_id,
        about=message.about,
        owner=everybody[OWNER].name,
        name=to.name,
        address=address_of(message, to),
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        language=to.details.language,
        at=now,
        return_path=return_path(message, address_of(message, to)),
        reply_to=reply_to(message, everybody),
        marked=id_header(message.message_id),
        unsubscribe=unsubscribe_link(message),
    )


def require_welcome(message: Message, now: datetime) -> None:
    """Raise NotAtThisHour where a knock that is late would come at night, or on a quiet date within
    the days for which those count (10.3). Raises KeyGone for a closed plan.
    """
    if message.about != About.KNOCK.value or message.channel != MAIL:
        return
    details = people(message.plan)[message.person].details
    counts = now - message.owed_at < QUIET_AT_MOST
    quiet = quiet_dates(details) if counts else frozenset[str]()
    if in_daytime(now, details.zone, quiet) != now:
        raise NotAtThisHour


def reply_to(message: Message, people: Mapping[int, Person]) -> str:
    """Return who is answered where somebody answers a knock: the keeper it names, if that keeper
    agreed; otherwise nothing, and answers come to us.
    """
    keeper = people.get(message.facts.get("keeper") or OWNER)
    named = message.about == About.KNOCK.value and keeper is not None and keeper.number != OWNER
    if not named or keeper is None or not keeper.details.answers:
        return ""
    try:
        return str(mailbox(keeper.details.address))
    except BadAddress:
        return ""
