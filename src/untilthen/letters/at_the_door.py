"""What lies behind one person's door, and what they may do with it: read, refuse, leave it with a
keeper. A letter that has not been knocked for does not exist here (design 10.7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import About, State
from untilthen.journal.actions import Entry, hold, write
from untilthen.journal.models import Line
from untilthen.letters.knocks import guardians_told, knocks_of
from untilthen.letters.models import Delivery, DoorWrap, Goodbye
from untilthen.letters.release import move
from untilthen.outbox.actions import Owed, owe
from untilthen.outbox.models import Message
from untilthen.people.blocked import report
from untilthen.people.links import Link
from untilthen.people.models import Report

S = DeliveryState
READABLE = frozenset({S.KNOCKED.value, S.OPENED.value, S.WITH_KEEPER.value})


@dataclass(frozen=True)
class Door:
    """One person's door in one release. `came`: what was knocked for; `here`: what can be read now.

    `shut` says why nothing can: stopped, came_back, refused, over (its time has passed), erased
    (they had their address erased), or sealed (given as it was sealed); "" while something can.
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


def door_of_guardian(link: Link) -> Door | None:
    """Return the shut door of a guardian who was told of a letter for somebody else; None for
    anybody else.
    """
    told = [
        each.settled_at
        for each in guardians_told(link.plan, link.round)
        if each.person == link.person and each.state == Message.ACCEPTED and each.settled_at
    ]
    return Door((), (), came_back_since(link, min(told))) if told else None


def why_shut(link: Link, came: tuple[Delivery, ...]) -> str:
    """Return why nothing can be read behind a door to which something came."""
    if any(each.state == S.REFUSED.value for each in came):
        return "refused"
    if any(each.state == S.WITH_RECIPIENT_SEALED.value for each in came):
        return "sealed"
    if all(each.state == S.SHREDDED.value for each in came):
        return "over"
    told = [each.settled_at for each in came if each.settled_at is not None]
    if not told:
        return "stopped"
    return came_back_since(link, min(told))


def came_back_since(link: Link, told_at: datetime) -> str:
    """Return whether the owner came back after somebody was told, or all is stopped until then."""
    back = Line.objects.filter(plan=link.plan, after=State.CAME_BACK.value, at__gte=told_at)
    return "came_back" if back.exists() else "stopped"


def knock_facts(link: Link) -> dict[str, object]:
    """Return what the last knock at this door said: the keeper, and until when letters stay."""
    accepted = [
        each
        for each in knocks_of(link.plan, link.round, link.person)
        if each.state == Message.ACCEPTED
    ]
    last = max(accepted, key=lambda each: (each.settled_at, each.pk), default=None)
    return dict(last.facts) if last else {}


def keepers_of(facts: Mapping[str, object]) -> list[int]:
    """Return the keepers that a knock knew of, by number, its reader excepted."""
    known = facts.get("keepers")
    return [each for each in known if isinstance(each, int)] if isinstance(known, list) else []


def ends_at(door: Door) -> datetime | None:
    """Return when the first of the letters that can be read here is taken away; None where nobody
    noted it.
    """
    return min((each.stays_until for each in door.here if each.stays_until), default=None)


def read(link: Link, public_id: str, at: datetime) -> Delivery | None:
    """Note that a letter is being read; returns it, or None where it cannot be read any more."""
    with transaction.atomic():
        hold(link.plan)
        delivery = door_of(link, locked=True).delivery(public_id)
        if delivery is not None and delivery.state != S.OPENED.value:
            move(delivery, S.OPENED, at)
    return delivery


def leave_with_keeper(link: Link, keeper: int, at: datetime, letter: int | None = None) -> int:
    """Note that the reader would have somebody keep the unread letters (or one), who cannot read
    them; returns how many.
    """
    with transaction.atomic():
        hold(link.plan)
        unread = door_of(link, locked=True).unread
        unread = tuple(each for each in unread if letter in (None, each.letter_id))
        for each in unread:
            move(each, S.WITH_KEEPER, at)
        kept = Delivery.objects.filter(pk__in=[each.pk for each in unread])
        return kept.filter(state=S.WITH_KEEPER.value).update(kept_by=keeper)


def refuse(link: Link, at: datetime, *, reported: bool = False) -> int:
    """Shred the doors of the unread letters at once, for good; returns how many were refused.

    Of letters that frighten somebody one keeper is told, and whoever runs this, with no word of
    what they say.
    """
    with transaction.atomic():
        hold(link.plan)
        door = door_of(link, locked=True)
        going = door.here if reported else door.unread
        moved = [each for each in going if move(each, S.REFUSED, at)]
        DoorWrap.objects.filter(delivery__in=moved).delete()
        if reported and moved:
            write(link.plan, Entry(at, "harassment_reported", who=link.person))
            tell_one_keeper(link, at)
            report(Report.FRIGHTENED, at)
    return len(moved)


def tell_one_keeper(link: Link, at: datetime) -> None:
    """Owe the first keeper who is not this reader the word that a letter frightened them."""
    facts = knock_facts(link)
    keeper = next((each for each in keepers_of(facts) if each != link.person), None)
    if keeper is None:
        return
    about, occasion = About.KEEPER_CHANGE.value, f"release {link.round} frightened {link.person}"
    told = {
        "keeper": link.person,
        "frightened": True,
        "round": facts.get("vigil", 0),
    }
    owe(Owed(plan=link.plan, person=keeper, about=about, occasion=occasion, at=at, facts=told), at)


def without_address(door: Door) -> Door:
    """Return a door as it is for somebody who had their address erased: it is shut."""
    return replace(door, here=(), shut="erased")


def goodbye_of(link: Link) -> Goodbye | None:
    """Return the goodbye this reader left in this release."""
    return Goodbye.objects.filter(plan=link.plan, person=link.person, release=link.round).first()


def shred_goodbye(link: Link) -> None:
    """Destroy the goodbye this reader left; again is no harm."""
    Goodbye.objects.filter(plan=link.plan, person=link.person, release=link.round).delete()
