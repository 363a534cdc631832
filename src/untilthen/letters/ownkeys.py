"""A reader's own key: the owner has them asked for it, they make it or say no, and nobody asks a
third time, or once more after a no.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from untilthen.domain.calendar import DAY
from untilthen.domain.letter import DeliveryState
from untilthen.domain.states import About
from untilthen.journal.actions import Entry, hold, write
from untilthen.journal.models import Line
from untilthen.letters.models import Delivery, Letter
from untilthen.outbox.actions import Owed, cancel_one, owe
from untilthen.parts.keys import OwnKey, forget_person_key, keep_person_key
from untilthen.parts.models import Part, PersonKey
from untilthen.people.blocked import not_written_to
from untilthen.people.queries import person as person_of

ASKED, DECLINED = "own_key_asked", "own_key_declined"
MOST_ASKED = 2
AGAIN_AFTER = 7 * DAY
GONE = (DeliveryState.WITHDRAWN.value, DeliveryState.LEFT.value, DeliveryState.REFUSED.value)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How it stands with somebody's own key: when it was made, when they were asked, their no."""

    made_at: datetime | None
    asked_at: tuple[datetime, ...]
    declined: bool

    def may_be_asked(self, now: datetime) -> bool:
        """Return whether a mail may go out: at most two, a week apart, and none after a no."""
        if self.made_at or self.declined or len(self.asked_at) >= MOST_ASKED:
            return False
        return not self.asked_at or now - self.asked_at[-1] >= AGAIN_AFTER


def standing_of(plan: int, person: int) -> Standing:
    """Return how it stands with one person's own key."""
    made = PersonKey.objects.filter(plan_id=plan, person=person).first()
    lines = list(
        Line.objects.filter(plan=plan, who=person, event__in=(ASKED, DECLINED)).order_by("number")
    )
    return Standing(
        made_at=made.made_at if made else None,
        asked_at=tuple(each.at for each in lines if each.event == ASKED),
        declined=any(each.event == DECLINED for each in lines),
    )


def ask(plan: int, person: int, now: datetime) -> bool:
    """Owe somebody the mail that asks them to make a key; returns whether it may be sent."""
    with transaction.atomic():
        hold(plan)
        standing = standing_of(plan, person)
        if not standing.may_be_asked(now):
            return False
        owed = Owed(
            plan=plan,
            person=person,
            about=About.INVITATION.value,
            occasion=occasion(len(standing.asked_at) + 1),
            at=now,
            facts={"own_key": True},
        )
        if not not_written_to([person_of(plan, person)]):
            owe(owed, now)  # their owner sees no difference: a no is nobody's but theirs
        write(plan, Entry(now, ASKED, who=person))
    return True


def occasion(number: int) -> str:
    """Return what makes the first or second mail to somebody owed once."""
    return f"own key {number}"


def decline(plan: int, person: int, now: datetime) -> None:
    """Take a reader's "No, thank you", and back a mail that has not left; again is no harm."""
    with transaction.atomic():
        hold(plan)
        standing = standing_of(plan, person)
        if not standing.declined and not standing.made_at:
            write(plan, Entry(now, DECLINED, who=person))
            for number in range(1, len(standing.asked_at) + 1):
                cancel_one(plan, person, About.INVITATION.value, occasion(number), now)


def keep(plan: int, person: int, key: OwnKey, now: datetime, *, another: bool) -> None:
    """Keep the key that a reader made, in place of the one they lost if they say so.

    Raises BadPart where there is one already, or the one there may not be replaced.
    """
    with transaction.atomic():
        if another and may_make_another(plan, person):
            forget_person_key(plan, person)
        keep_person_key(plan, person, key, now)


def may_make_another(plan: int, person: int) -> bool:
    """Return whether a key may be replaced: not while a letter locked to it is on its way, and not
    a keeper's, to which a part is sealed.
    """
    coming = Delivery.objects.filter(plan_id=plan, person=person).exclude(state__in=GONE)
    has_part = Part.objects.filter(part_set__plan_id=plan, person=person)
    return not coming.exists() and not has_part.exists()


def locked_to_other_keys(plan: int) -> list[int]:
    """Return the persons with a letter that was locked before they made the key they have now."""
    made = {each.person: each.made_at for each in PersonKey.objects.filter(plan_id=plan)}
    locked = Letter.objects.filter(plan_id=plan, lock="keys").prefetch_related("addressings")
    return sorted(
        {
            each.person
            for letter in locked
            for each in letter.addressings.all()
            if each.person not in made or made[each.person] > letter.changed_at
        }
    )
