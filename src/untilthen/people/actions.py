"""Write plans and people: begin a plan, add a person, change one, forget them all."""

from dataclasses import replace
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from untilthen.journal.actions import Entry, begin, write
from untilthen.keystore.actions import destroy, make_keys
from untilthen.keystore.queries import PLAN, take
from untilthen.people.models import PersonRow, Plan
from untilthen.people.queries import (
    OWNER,
    Details,
    Person,
    accounts_at,
    address_mark,
    opened,
    person,
    sealed_details,
    shared_mark,
    unconfirmed,
)
from untilthen.people.sessions import forget_sessions

DICE_FOR_PLAN = 74
MOVED = "address_changed"
NEVER_USED_AFTER = timedelta(days=7)
PUBLIC_ID_BYTES = 5


def begin_plan(account: User | None, owner: Details, at: datetime, dice: bytes) -> Plan:
    """Return a new plan with its keys, journal and owner, from 74 random bytes."""
    plan = Plan.objects.create(
        public_id=dice[64 : 64 + PUBLIC_ID_BYTES].hex(), account=account, made_at=at
    )
    make_keys(plan.pk, dice)
    begin(plan.pk)
    add_person(plan.pk, owner)
    return plan


def add_person(plan: int, details: Details, *, recipient: bool = False) -> Person:
    """Add somebody to a plan and return them; who has the same address and name is the same
    person.
    """
    key = take(plan, PLAN)
    marked = address_mark(key, details.address)
    for row in PersonRow.objects.filter(plan_id=plan, address_mark=marked):
        known = opened(key, row)
        if known.name == details.name:
            if recipient and not known.details.address:
                return added_again(row, key, details)
            return set_recipient(row, key) if recipient else known
    number = PersonRow.objects.filter(plan_id=plan).count()
    row = PersonRow.objects.create(
        plan_id=plan,
        number=number,
        address_mark=marked,
        sealed=sealed_details(key, plan, details),
        shared_mark=shared_mark(number, details.address),
        recipient=recipient,
    )
    return opened(key, row)


def added_again(row: PersonRow, key: bytes, details: Details) -> Person:
    """Note how to reach somebody for letters who once declined and whose address was erased."""
    row.sealed = sealed_details(key, row.plan_id, details)
    row.shared_mark = shared_mark(row.number, details.address)
    row.recipient, row.unreachable_at = True, None
    row.save(update_fields=["sealed", "shared_mark", "recipient", "unreachable_at"])
    return opened(key, row)


def set_recipient(row: PersonRow, key: bytes) -> Person:
    """Note that letters are for this person."""
    row.recipient = True
    row.save(update_fields=["recipient"])
    return opened(key, row)


def change_person(plan: int, number: int, details: Details) -> Person:
    """Replace what is known of a person; whom we could not reach is given another chance."""
    key = take(plan, PLAN)
    row = PersonRow.objects.get(plan_id=plan, number=number)
    before, row.address_mark = bytes(row.address_mark), address_mark(key, details.address)
    row.moved = row.moved or row.address_mark != before
    row.shared_mark = shared_mark(number, details.address)
    row.sealed = sealed_details(key, plan, details)
    row.unreachable_at = None
    row.save(update_fields=["address_mark", "moved", "shared_mark", "sealed", "unreachable_at"])
    return opened(key, row)


def move_owner(plan: int, address: str, now: datetime) -> bool:
    """Let the owner sign in with another address, and our mails go there; returns whether it was
    still free.
    """
    account = Plan.objects.select_related("account").get(pk=plan).account
    if account is None or accounts_at(address).exclude(pk=account.pk).exists():
        return False
    EmailAddress.objects.filter(user=account).delete()
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    account.email = address
    account.save(update_fields=["email"])
    details = person(plan, OWNER).details
    change_person(plan, OWNER, replace(details, address=address))
    write(plan, Entry(now, MOVED, who=OWNER))
    return True


def change_second(plan: int, number: int, second: str, code: str) -> None:
    """Replace a person's second way, with the code of its test ("" where it is known to work)."""
    key = take(plan, PLAN)
    row = PersonRow.objects.select_for_update().get(plan_id=plan, number=number)
    details = replace(opened(key, row).details, second=second, second_code=code)
    row.sealed = sealed_details(key, plan, details)
    row.save(update_fields=["sealed"])


def note_unreachable(plan: int, number: int, at: datetime) -> None:
    """Note that mail to a person was refused for good."""
    PersonRow.objects.filter(plan_id=plan, number=number, unreachable_at=None).update(
        unreachable_at=at
    )


def want_no_mail(plan: int, number: int, at: datetime) -> bool:
    """Note that a person wants no mail; returns whether that was news."""
    rows = PersonRow.objects.filter(plan_id=plan, number=number, no_mail_at=None)
    return rows.update(no_mail_at=at) == 1


def want_mail(plan: int, number: int) -> bool:
    """Note that a person has mail again; returns whether that was news."""
    rows = PersonRow.objects.filter(plan_id=plan, number=number).exclude(no_mail_at=None)
    return rows.update(no_mail_at=None) == 1


def forget(plan: int, closed_at: datetime, now: datetime) -> None:
    """Delete everybody of a closed plan, the owner's account with its sessions, and the plan's last
    key (10.9).
    """
    row = Plan.objects.select_related("account").get(pk=plan)
    PersonRow.objects.filter(plan_id=plan).delete()
    if row.account is not None and row.account.plans.count() == 1:
        forget_sessions(row.account, now)
        row.account.delete()
    Plan.objects.filter(pk=plan).update(closed_at=closed_at, account=None)
    destroy(plan)


def forget_unconfirmed(address: str) -> None:
    """Delete the accounts of an address that nobody ever showed to be theirs."""
    unconfirmed(address).delete()


def forget_never_used(now: datetime) -> int:
    """Delete accounts whose address nobody showed to be theirs within a week; returns how many."""
    shown = EmailAddress.objects.filter(verified=True).values("user")
    old = User.objects.filter(last_login=None, plans=None, date_joined__lt=now - NEVER_USED_AFTER)
    return old.exclude(pk__in=shown).delete()[0]


def erase_address(plan: int, number: int) -> None:
    """Erase how somebody can be reached, unless letters are for them; the keyed mark stays."""
    row = PersonRow.objects.get(plan_id=plan, number=number)
    if not row.recipient:
        unaddress(row)


def erase_for_good(plan: int, number: int) -> None:
    """Erase how somebody can be reached because they asked for it; not even a mark of it stays."""
    row = PersonRow.objects.get(plan_id=plan, number=number)
    row.address_mark = address_mark(take(plan, PLAN), "")
    row.save(update_fields=["address_mark"])
    unaddress(row)


def unaddress(row: PersonRow) -> None:
    """Keep a person without any way to reach them."""
    key = take(row.plan_id, PLAN)
    details = replace(opened(key, row).details, address="", phone="", second="", second_code="")
    row.sealed, row.shared_mark = sealed_details(key, row.plan_id, details), None
    row.save(update_fields=["sealed", "shared_mark"])
