"""What pages need to know of a plan beside its switch, read from the journal and the outbox."""

from datetime import datetime, timedelta

from django.db.models import Q

from untilthen.domain.states import WATCHED, Event
from untilthen.domain.switch import Switch
from untilthen.journal.models import Line
from untilthen.outbox.models import Message
from untilthen.people.linkpage import Visit
from untilthen.people.links import LinkKind
from untilthen.people.queries import OWNER

QUICK = timedelta(minutes=5)
ASKED_EVERY = 4


def mailed_just_now(plan: int, now: datetime) -> bool:
    """Return whether a mail to the owner was accepted within five minutes, or is leaving this
    minute
    (10.2).
    """
    mails = Message.objects.filter(plan=plan, person=OWNER)
    accepted = Q(state=Message.ACCEPTED, settled_at__gt=now - QUICK)
    leaving = Q(state=Message.OWED, claimed_until__gt=now)
    return mails.filter(accepted | leaving).exists()


def is_stale(visit: Visit, switch: Switch) -> bool:
    """Return whether a link was made in an earlier vigil (10.2); reminders before the first vigil
    still stop it.
    """
    first = visit.link.round == 0 and switch.vigil == 1 and switch.state not in WATCHED
    still_stops = first and visit.link.kind is LinkKind.CHECK_IN
    return visit.link.round != switch.vigil and not still_stops


def paused_by(plan: int) -> int | None:
    """Return the keeper whose "alive" made the present pause, or None if the owner set it."""
    lines = Line.objects.filter(plan=plan)
    last = lines.filter(event__in=(Event.PAUSE_SET, Event.VOUCHED)).order_by("-number").first()
    if last is None or last.event != Event.VOUCHED.value:
        return None
    said = lines.filter(event=Event.SAID_ALIVE, number__lt=last.number).order_by("-number").first()
    return said.who if said else None


def is_fourth_by_link(plan: int) -> bool:
    """Return whether the last check-in was the fourth, or the eighth, in a row without a full
    sign-in; the owner is asked kindly for one then (domain 5.2).
    """
    lines = Line.objects.filter(plan=plan)
    known = lines.filter(event__in=(Event.SIGNED_IN, Event.REARMED, Event.ARMED))
    last = known.order_by("-number").values_list("number", flat=True).first() or 0
    pressed = lines.filter(event=Event.CHECKED_IN, number__gt=last).count()
    return pressed > 0 and pressed % ASKED_EVERY == 0


def was_taken_off(plan: int, person: int) -> bool:
    """Return whether it was the owner who ended a keeper's promise."""
    ends = Line.objects.filter(
        plan=plan, who=person, event__in=(Event.STEPPED_DOWN, Event.TAKEN_OFF)
    )
    last = ends.order_by("-number").first()
    return last is not None and last.event == Event.TAKEN_OFF.value


def wants_to_talk(plan: int) -> dict[int, datetime]:
    """Return who answered an invitation with the wish to talk first, and when."""
    lines = Line.objects.filter(plan=plan, event="talks_first").order_by("number")
    return {line.who: line.at for line in lines if line.who is not None}
