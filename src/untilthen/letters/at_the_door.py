"""What lies behind one person's door, and what they may do with it: read, refuse, leave it with a
keeper. A letter that has not been knocked for does not exist here (design 10.7).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import About, State
from untilthen.journal.actions import Entry, hold, write
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery, DoorWrap, Goodbye
from untilthen.letters.release import move
from untilthen.outbox.models import Message
from untilthen.people.links import Link

S = DeliveryState
READABLE = frozenset({S.KNOCKED.value, S.OPENED.value, S.WITH_KEEPER.value})


@dataclass(frozen=True)
class Door:
    """One person's door in one release. `came`: what was knocked for; `here`: what can be read now.

    `shut` says why nothing can: stopped, came_back, refused, or sealed (given as it was sealed);
    "" while something can.
    """

    came: tuple[Delivery, ...]
    here: tuple[Delivery, ...]
    shut: str

    @property
    def unread(self) -> tuple[Delivery, ...]:
        """What can be read and was not yet."""
        return tuple(each for each in self.here if each.state != S.OPENED.value)

    @property
    def read(self) -> tuple[Delivery, ...]:
        """What was read."""
        return tuple(each for each in self.came if each.state == S.OPENED.value)

    @property
    def sealed(self) -> tuple[Delivery, ...]:
        """What was given to this reader as it was sealed."""
        return tuple(each for each in self.came if each.state == S.WITH_RECIPIENT_SEALED.value)

    def delivery(self, public_id: str) -> Delivery | None:
        """Return what can be read here under this id."""
        return next((each for each in self.here if each.public_id == public_id), None)


def door_of(link: Link, *, locked: bool = False) -> Door:
    """Return what lies behind the door a link leads to; within a transaction it can be locked."""
    found = Delivery.objects.filter(
        plan_id=link.plan, person=link.person, release=link.round
    ).exclude(settled_at=None)
    if locked:
        found = found.select_for_update(of=("self",))
    wraps = DoorWrap.objects.filter(delivery=OuterRef("pk"))
    ordered = found.annotate(has_door=Exists(wraps)).order_by("letter__position", "pk")
    came = tuple(ordered.exclude(state=S.LEFT.value).select_related("letter", "plan"))
    here = tuple(each for each in came if each.state in READABLE and each.has_door)
    return Door(came, here, "" if here else why_shut(link, came))


def why_shut(link: Link, came: tuple[Delivery, ...]) -> str:
    """Return why nothing can be read behind a door to which something came."""
    if any(each.state == S.REFUSED.value for each in came):
        return "refused"
    if any(each.state == S.WITH_RECIPIENT_SEALED.value for each in came):
        return "sealed"
    told = [each.settled_at for each in came if each.settled_at is not None]
    if not told:
        return "stopped"
    back = Line.objects.filter(plan=link.plan, after=State.CAME_BACK.value, at__gte=min(told))
    return "came_back" if back.exists() else "stopped"


def knock_facts(link: Link) -> dict[str, object]:
    """Return what the last knock at this door said: the keeper, and until when letters stay."""
    knocks = Message.objects.filter(
        plan=link.plan, person=link.person, about=About.KNOCK.value, state=Message.ACCEPTED
    )
    ours = [
        each.facts for each in knocks.order_by("settled_at") if each.facts["round"] == link.round
    ]
    return dict(ours[-1]) if ours else {}


def read(link: Link, public_id: str, at: datetime) -> Delivery | None:
    """Note that a letter is being read; returns it, or None where it cannot be read any more."""
    with transaction.atomic():
        hold(link.plan)
        delivery = door_of(link, locked=True).delivery(public_id)
        if delivery is not None and delivery.state != S.OPENED.value:
            move(delivery, S.OPENED, at)
    return delivery


def leave_with_keeper(link: Link, at: datetime) -> int:
    """Note that the reader would have a keeper keep the unread letters; returns how many."""
    with transaction.atomic():
        hold(link.plan)
        unread = door_of(link, locked=True).unread
        return sum(move(each, S.WITH_KEEPER, at) for each in unread)


def refuse(link: Link, at: datetime, *, reported: bool = False) -> int:
    """Shred the doors of the unread letters at once, for good; returns how many were refused."""
    with transaction.atomic():
        hold(link.plan)
        door = door_of(link, locked=True)
        going = door.here if reported else door.unread
        moved = [each for each in going if move(each, S.REFUSED, at)]
        DoorWrap.objects.filter(delivery__in=moved).delete()
        if reported and moved:
            write(link.plan, Entry(at, "harassment_reported", who=link.person))
    return len(moved)


def goodbye_of(link: Link) -> Goodbye | None:
    """Return the goodbye this reader left in this release."""
    return Goodbye.objects.filter(plan=link.plan, person=link.person, release=link.round).first()


def shred_goodbye(link: Link) -> None:
    """Destroy the goodbye this reader left; again is no harm."""
    Goodbye.objects.filter(plan=link.plan, person=link.person, release=link.round).delete()
