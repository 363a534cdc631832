"""The closing note of a plan, made in the act that destroys it, from what is still there then."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from untilthen.domain.states import State
from untilthen.domain.switch import Switch
from untilthen.journal.models import Chain, Line
from untilthen.keystore.queries import closing_key
from untilthen.letters.models import LETTER, Delivery, Letter, SealedFile
from untilthen.people.models import Plan
from untilthen.sealing.closing import Note, armored
from untilthen.sealing.fingerprint import fingerprint


def enclosed(plan: Plan, switch: Switch, at: datetime) -> dict[str, object]:
    """Return what the last mail carries: the note, signed, and the six words of the key."""
    key = closing_key()
    return {"note": armored(note_of(plan, switch, at), key), "signed_by": fingerprint(key.public)}


def note_of(plan: Plan, switch: Switch, at: datetime) -> Note:
    """Return what is destroyed at `at`; its journal has its last line already."""
    chain = Chain.objects.get(plan=plan.pk)
    letters = Letter.objects.filter(plan=plan)
    sealed = SealedFile.objects.filter(plan=plan, complete=True)
    return Note(
        service=urlsplit(settings.ADDRESS).netloc,
        plan=plan.public_id,
        armed=entered(plan, State.LIVING, switch),
        heard=switch.heard_at,
        release=entered(plan, State.DELIVERING, switch),
        closed=at,
        letters=letters.filter(kind=LETTER).count(),
        sheets=letters.exclude(kind=LETTER).count(),
        deliveries=Delivery.objects.filter(plan=plan, release=switch.release).count(),
        lines=chain.length,
        head=chain.head,
        files=tuple(sorted(sealed.values_list("sha256", flat=True))),
    )


def entered(plan: Plan, state: State, switch: Switch) -> datetime | None:
    """Return when the plan last came to a release, or first was armed; None if it never did."""
    into = Line.objects.filter(plan=plan.pk, after=state.value).exclude(before=state.value)
    armed = state is State.LIVING
    line = into.order_by("number" if armed else "-number").first()
    return line.at if line and (armed or switch.release) else None
