"""Changes that begin seven days after they were asked for, in the open (10.2): taking a keeper off,
an address, a way to sign in, a long pause, shorter waits. Until then the owner can take each back.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from untilthen.domain import acts, keeper_acts
from untilthen.domain.states import About, State
from untilthen.domain.switch import Refused
from untilthen.journal.actions import Entry, hold, write
from untilthen.keystore.queries import KeyGone
from untilthen.outbox.actions import Owed, owe
from untilthen.people.actions import move_owner
from untilthen.people.models import Plan, WaitingChange
from untilthen.people.queries import OWNER
from untilthen.people.waiting import Kind, keep, secret_of, waiting
from untilthen.watch.actions import record
from untilthen.watch.settingchanges import divided, may_change, put_in_force
from untilthen.watch.store import ChangedElsewhere, load

BY_SUBJECT = frozenset({Kind.KEEPER, Kind.WAY_IN, Kind.WAY_OUT})
"""Asked for a second time, these go on waiting from the first."""
OWNER_ONLY = frozenset({Kind.SETTINGS})
"""Only the owner is told of these; of all others every keeper is."""
ASKED, TAKEN_BACK = "asked", "taken_back"


def must_wait(plan: int) -> bool:
    """Return whether changes of this plan wait: not before it ever began to watch."""
    return load(plan).state is not State.DRAFT


def ask(
    plan: int,
    kind: Kind,
    now: datetime,
    *,
    subject: int = 0,
    values: dict[str, object] | None = None,
    secret: str = "",
) -> WaitingChange:
    """Let a change begin in seven days, and tell whom it concerns; in draft it begins at once."""
    with transaction.atomic():
        hold(plan)
        known = WaitingChange.objects.filter(plan_id=plan, kind=kind.value, subject=subject).first()
        if known is not None and kind in BY_SUBJECT:
            return known
        change = keep(plan, kind, now, subject, values, secret)
        if not must_wait(plan):
            begin(change, now)
            return change
        note(change, "change_asked", now)
        tell(change, ASKED, now)
    return change


def ask_pause(plan: int, until: date, now: datetime) -> WaitingChange:
    """Take a wish for a long pause, which is a sign of life meanwhile."""
    with transaction.atomic():
        record(plan, lambda switch: acts.check_in(switch, now), now)
        return ask(plan, Kind.PAUSE, now, values={"until": until.isoformat()})


def take_back(plan: int, number: int, now: datetime) -> bool:
    """Take a change back before it began; returns whether there was one."""
    with transaction.atomic():
        hold(plan)
        change = WaitingChange.objects.filter(plan_id=plan, pk=number).first()
        if change is None:
            return False
        if change.kind == Kind.WAY_IN.value:
            remove_way_in(change)
        note(change, "change_taken_back", now)
        tell(change, TAKEN_BACK, now)
        change.delete()
    return True


def begin_waiting(now: datetime) -> int:
    """Let begin what has waited long enough; while silence is counted it waits on. Returns how
    many.
    """
    done = 0
    for change in WaitingChange.objects.filter(begins_at__lte=now):
        try:
            with transaction.atomic():
                if may_change(load(change.plan_id)):
                    begin(change, now)
                    done += 1
        except (ChangedElsewhere, KeyGone, DatabaseError):
            continue
    return done


def begin(change: WaitingChange, now: datetime) -> None:
    """Let a change begin; what can no longer be done is dropped, with a line that says so."""
    try:
        with transaction.atomic():
            BEGIN[Kind(change.kind)](change, now)
            note(change, "change_begun", now)
    except Refused:
        note(change, "change_dropped", now)
    WaitingChange.objects.filter(pk=change.pk).delete()


def note(change: WaitingChange, event: str, now: datetime) -> None:
    """Write down what became of a change: its kind and whom it is about, never what is sealed."""
    facts = {"kind": change.kind, "subject": change.subject, "values": change.values}
    write(change.plan_id, Entry(now, event, who=OWNER, facts=facts))


def tell(change: WaitingChange, word: str, now: datetime) -> None:
    """Owe the owner and the keepers a mail about a change that was asked for or taken back."""
    switch = load(change.plan_id)
    owner_only = Kind(change.kind) in OWNER_ONLY
    keepers = () if owner_only else (each.person for each in switch.keepers if each.counts)
    facts = {
        "waiting": change.kind,
        "word": word,
        "begins_at": change.begins_at.isoformat(),
        "until": change.values.get("until"),
        "keeper": change.subject if change.kind == Kind.KEEPER.value else None,
        "round": switch.vigil,
    }
    for person in (OWNER, *keepers):
        owed = Owed(
            plan=change.plan_id,
            person=person,
            about=About.KEEPER_CHANGE.value,
            occasion=f"change {change.pk} {word}",
            at=now,
            facts=facts,
        )
        owe(owed, now)


def take_off_now(change: WaitingChange, now: datetime) -> None:
    """End a keeper's promise."""
    act = partial(keeper_acts.take_off, person=change.subject, at=now)
    record(change.plan_id, act, now)


def pause_now(change: WaitingChange, now: datetime) -> None:
    """Begin a long pause."""
    until = date.fromisoformat(change.values["until"])
    record(change.plan_id, lambda switch: acts.pause(switch, until, now), now)


def move_now(change: WaitingChange, now: datetime) -> None:
    """Let our mails go to the owner's new address, which is also how they sign in."""
    if not move_owner(change.plan_id, secret_of(change), now):
        raise Refused("address_taken")


def set_password_now(change: WaitingChange, _now: datetime) -> None:
    """Let the new password take the old one's place."""
    User.objects.filter(plans=change.plan_id).update(password=secret_of(change))


def remove_way_in(change: WaitingChange) -> None:
    """Remove the passkey, app or codes a change is about."""
    account = Plan.objects.get(pk=change.plan_id).account_id
    Authenticator.objects.filter(pk=change.subject, user_id=account).delete()


BEGIN: dict[Kind, Callable[[WaitingChange, datetime], None]] = {
    Kind.SETTINGS: lambda change, now: put_in_force(change.plan_id, change.values, now),
    Kind.KEEPER: take_off_now,
    Kind.PAUSE: pause_now,
    Kind.ADDRESS: move_now,
    Kind.PASSWORD: set_password_now,
    Kind.WAY_IN: lambda _change, _now: None,
    Kind.WAY_OUT: lambda change, _now: remove_way_in(change),
}


def change_settings(plan: int, wanted: dict[str, object], now: datetime) -> dict[str, object]:
    """Take what an owner wants of the waits; return what begins only later. Raises Refused."""
    with transaction.atomic():
        at_once, later = divided(load(plan).settings, wanted)
        for change in waiting(plan, Kind.SETTINGS):
            change.delete()
        if at_once:
            put_in_force(plan, at_once, now)
        if later:
            ask(plan, Kind.SETTINGS, now, values=later)
        return later if waiting(plan, Kind.SETTINGS) else {}
