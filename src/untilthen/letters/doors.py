"""The door of a delivery: what may be done there, and what stops and closings do to it."""

from datetime import date, datetime

from untilthen.domain.letter import SETTLED, DeliveryState
from untilthen.journal.actions import Entry, write
from untilthen.keystore.queries import PLAN, take
from untilthen.letters.days import later_day
from untilthen.letters.knocks import guardians_told, knocks_of
from untilthen.letters.models import (
    Delivery,
    DoorWrap,
    Goodbye,
    GuardianWait,
    Letter,
    LetterKey,
    SealedFile,
    SheetWrap,
)
from untilthen.letters.release import move
from untilthen.letters.unreached import settle
from untilthen.outbox.models import Message
from untilthen.people.models import Plan
from untilthen.sealing.at_rest import open_at_rest, seal_at_rest

S = DeliveryState
OPEN_DOORS = (S.KNOCKED.value, S.OPENED.value)


def at_door(plan: int, person: int, release: int) -> list[Delivery]:
    """Return a person's deliveries of one release, in the owner's order."""
    found = Delivery.objects.filter(plan_id=plan, person=person, release=release)
    return list(found.select_related("letter", "plan").order_by("letter__position"))


def knocked(
    plan: int,
    person: int,
    release: int,
    day: str | None,
    at: datetime,
    stays_until: datetime | None = None,
) -> None:
    """Note that a person's knock was accepted: the letters of that day wait behind the door.

    Without a wrap to open them they are there as they were sealed (the last word `hand_over`).
    """
    for delivery in coming(plan, person, release, day):
        move(delivery, S.KNOCKED if delivery.wraps.exists() else S.WITH_RECIPIENT_SEALED, at)
        Delivery.objects.filter(pk=delivery.pk).update(stays_until=stays_until)


def cannot_be_knocked(
    plan: int, person: int, release: int, day: str | None, keeper: int | None, at: datetime
) -> None:
    """Settle a person's letters as their owner wished when mail to them is refused for good.

    Also where a knock was accepted and came back later, unless its link was used already.
    """
    waiting = (
        each
        for state in (S.QUEUED, S.KNOCKED)
        for each in coming(plan, person, release, day, state)
    )
    for delivery in waiting:
        settle(delivery, keeper, at)


def told_too_late(plan: int, person: int, release: int, day: str | None, at: datetime) -> int:
    """Note that a knock arrived after its letters were taken back; returns how many it told of."""
    taken_back = coming(plan, person, release, day, S.WITHDRAWN)
    untold = [each for each in taken_back if each.settled_at is None]
    for each in untold:
        facts = {"letter": each.letter_id, "release": release, "told_late": True}
        write(plan, Entry(at, "delivery", each.state, each.state, person, facts))
    return Delivery.objects.filter(pk__in=[each.pk for each in untold]).update(settled_at=at)


def coming(
    plan: int, person: int, release: int, day: str | None, state: DeliveryState = S.QUEUED
) -> list[Delivery]:
    """Return the deliveries, queued unless said, that one knock announces: of `day` (ISO), or of
    the release itself.
    """
    queued = [each for each in at_door(plan, person, release) if each.state == state.value]
    if day is not None:
        return [each for each in queued if str(each.letter.not_before) == day]
    later = days_still_to_knock(plan, person, release)
    return [each for each in queued if str(each.letter.not_before) not in later]


def days_still_to_knock(plan: int, person: int, release: int) -> set[str]:
    """Return the later days (ISO) for which a person has a knock of their own."""
    mails = (*knocks_of(plan, release, person), *guardians_told(plan, release, person))
    return {str(each.facts["day"]) for each in mails if each.facts["day"]}


def are_unsettled(plan: int, release: int, today: date) -> bool:
    """Return whether a letter that is due by `today` still waits for its knock."""
    queued = Delivery.objects.filter(plan_id=plan, release=release, state=S.QUEUED.value)
    return any(later_day(each, today) is None for each in queued.select_related("letter"))


def are_sealed(plan: int, release: int) -> bool:
    """Return whether a release gives letters as they were sealed: none of them has a door."""
    wraps = DoorWrap.objects.filter(delivery__plan_id=plan, delivery__release=release)
    return not wraps.exists()


def settled_at(plan: int, release: int, today: date) -> datetime | None:
    """Return when the last delivery due by `today` was settled, or None while one is not."""
    found = [
        delivery
        for delivery in Delivery.objects.filter(plan_id=plan, release=release).select_related(
            "letter"
        )
        if later_day(delivery, today) is None
    ]
    if any(S(delivery.state) not in SETTLED for delivery in found):
        return None
    return max((each.settled_at for each in found if each.settled_at), default=None)


def last_later_day(plan: int, release: int, today: date) -> date | None:
    """Return the last day after `today` on which a letter of this release still comes."""
    found = Delivery.objects.filter(plan_id=plan, release=release, state=S.QUEUED.value)
    days = [later_day(delivery, today) for delivery in found.select_related("letter")]
    return max((day for day in days if day is not None), default=None)


def those_told(plan: int, release: int) -> tuple[int, ...]:
    """Return the persons who were told of a release: whose door was knocked, in order, then the
    guardians who were told first.
    """
    found = Delivery.objects.filter(plan_id=plan, release=release).exclude(settled_at=None)
    heard = those_reached(plan, release)
    readers = (each for each in found.order_by("pk").values_list("person", flat=True))
    guardians = (
        each.person for each in guardians_told(plan, release) if each.state == Message.ACCEPTED
    )
    return tuple(dict.fromkeys((*(each for each in readers if each in heard), *guardians)))


def those_reached(plan: int, release: int) -> set[int]:
    """Return the persons of a release one of whose knocks was accepted."""
    return {each.person for each in knocks_of(plan, release) if each.state == Message.ACCEPTED}


def those_who_opened(plan: int, release: int) -> set[int]:
    """Return the persons who opened a letter of a release."""
    found = Delivery.objects.filter(plan_id=plan, release=release).exclude(opened_at=None)
    return set(found.values_list("person", flat=True))


def kept_by(plan: int, release: int, keeper: int) -> list[Delivery]:
    """Return the letters that somebody keeps for whom they are for."""
    found = Delivery.objects.filter(
        plan_id=plan, release=release, kept_by=keeper, state=S.WITH_KEEPER.value
    )
    return list(found.order_by("pk"))


def shared_with(plan: int, release: int, keeper: int) -> list[Goodbye]:
    """Return the goodbyes that a keeper may read."""
    found = Goodbye.objects.filter(plan_id=plan, release=release, shared_with=keeper)
    return list(found.order_by("written_at"))


def given_back(plan: int, person: int, release: int, keeper: int) -> int:
    """Note that a keeper keeps a person's letters no longer; returns how many. They lie at the
    person's door, as before.
    """
    theirs = [each.pk for each in kept_by(plan, release, keeper) if each.person == person]
    return Delivery.objects.filter(pk__in=theirs).update(kept_by=None)


def take_away(delivery: Delivery, at: datetime) -> None:
    """Take away the door of one delivery whose time has passed, and with the last of them the
    goodbye of whom it was for (10.7).
    """
    if delivery.state == S.KNOCKED.value:
        move(delivery, S.LEFT, at)  # nobody opened it; what a keeper kept ends as kept
    move(delivery, S.SHREDDED, at)
    delivery.wraps.all().delete()
    theirs = {"plan_id": delivery.plan_id, "person": delivery.person, "release": delivery.release}
    gone = [S.SHREDDED.value, S.REFUSED.value, S.LEFT.value]
    if not Delivery.objects.filter(**theirs).exclude(state__in=gone).exists():
        Goodbye.objects.filter(**theirs).delete()


def shut(plan: int, at: datetime) -> None:
    """Shut every door of a plan at once: the wraps that opened them are deleted, and those that
    opened its sheets.
    """
    DoorWrap.objects.filter(delivery__plan_id=plan).delete()
    SheetWrap.objects.filter(plan_id=plan).delete()
    for delivery in Delivery.objects.filter(plan_id=plan):
        move(delivery, S.WITHDRAWN, at)


def leave_unopened(plan: int, at: datetime) -> None:
    """Note at closing which letters nobody opened."""
    for delivery in Delivery.objects.filter(plan_id=plan, state=S.KNOCKED.value):
        move(delivery, S.LEFT, at)


def write_goodbye(
    plan: int,
    person: int,
    release: int,
    words: str,
    at: datetime,
    shared_with: int | None = None,
) -> Goodbye:
    """Keep a person's one goodbye, in place of what they wrote before; nobody reads it but the
    keeper they chose, if they chose one.
    """
    sealed = seal_at_rest(take(plan, PLAN), words.encode(), goodbye_purpose(plan, person))
    goodbye, _ = Goodbye.objects.update_or_create(
        plan_id=plan,
        person=person,
        release=release,
        defaults={"sealed": sealed, "written_at": at, "shared_with": shared_with},
    )
    return goodbye


def read_goodbye(goodbye: Goodbye) -> str:
    """Return the words of a goodbye, for the person who wrote them or a keeper they chose."""
    purpose = goodbye_purpose(goodbye.plan_id, goodbye.person)
    return open_at_rest(take(goodbye.plan_id, PLAN), bytes(goodbye.sealed), purpose).decode()


def goodbye_purpose(plan: int, person: int) -> str:
    """Return what a sealed goodbye is bound to."""
    return f"goodbye of person {person} of plan {plan}"


def destroy(plan: Plan) -> None:
    """Destroy every letter, sheet, file, door, goodbye and key of a plan in the database and on
    disk (10.9).
    """
    DoorWrap.objects.filter(delivery__plan=plan).delete()
    SheetWrap.objects.filter(plan=plan).delete()
    Goodbye.objects.filter(plan=plan).delete()
    Delivery.objects.filter(plan=plan).delete()
    GuardianWait.objects.filter(plan=plan).delete()
    SealedFile.objects.filter(plan=plan).delete()
    Letter.objects.filter(plan=plan).delete()
    LetterKey.objects.filter(plan=plan).delete()
