"""What anybody we write to may do about it: stop all mail, have it again, have their address
erased, or say that they do not know the owner (domain 3.6, RFC 8058).
"""

from datetime import datetime

from django.db import transaction

from untilthen.domain import keeper_acts
from untilthen.domain.keeper import Keeper, Promise
from untilthen.domain.states import About
from untilthen.domain.switch import Switch
from untilthen.journal.actions import Entry, write
from untilthen.letters import doors
from untilthen.letters.knocking import guardian_knows
from untilthen.letters.knocks import GUARDS, knocks_of
from untilthen.letters.unreached import as_its_owner_wished, given_up_at_the_door
from untilthen.outbox.actions import Owed, cancel_to, owe
from untilthen.outbox.models import Message
from untilthen.people.actions import erase_for_good, want_mail, want_no_mail
from untilthen.people.blocked import block_address
from untilthen.people.queries import OWNER, person
from untilthen.watch.actions import record
from untilthen.watch.store import load, locked, opened

NO_MAIL, MAIL_AGAIN, ERASED = "no_mail", "mail_again", "address_erased"


def stop_mail(plan: int, who: int, now: datetime) -> bool:
    """Write to somebody no more; their letters stay at their door, and a keeper counts as not
    answering. Returns whether that was news.
    """
    with transaction.atomic():
        switch = opened(locked(plan))
        if not want_no_mail(plan, who, now):
            return False
        write(plan, Entry(now, NO_MAIL, who=who))
        take_back(plan, who, switch, now)
        tell_owner(plan, who, switch, NO_MAIL, now)
    return True


def have_mail_again(plan: int, who: int, now: datetime) -> bool:
    """Write to somebody again from now on; returns whether that was news."""
    with transaction.atomic():
        switch = opened(locked(plan))
        if not want_mail(plan, who):
            return False
        write(plan, Entry(now, MAIL_AGAIN, who=who))
        tell_owner(plan, who, switch, MAIL_AGAIN, now)
    return True


def erase(plan: int, who: int, now: datetime, *, for_good: bool = False) -> bool:
    """Erase how somebody can be reached; a keeper steps down with it. Their letters go as their
    owner wished. `for_good`: nobody here ever writes to that address again. Returns whether there
    was an address.
    """
    address = person(plan, who).details.address
    if not address:
        return False
    with transaction.atomic():
        leave(plan, who, now)
        switch = opened(locked(plan))
        if for_good:
            block_address(address, now)
        take_back(plan, who, switch, now)
        erase_for_good(plan, who)
        given_up_at_the_door(plan, who, switch.release, numbers(switch), now)
        write(plan, Entry(now, ERASED, who=who))
    return True


def leave(plan: int, who: int, now: datetime) -> None:
    """Let a keeper step down, or an invitation be declined; nothing for anybody else."""
    match promise_of(load(plan), who):
        case Promise.PROMISED:
            record(plan, lambda switch: keeper_acts.step_down(switch, who, now), now)
        case Promise.INVITED:
            record(plan, lambda switch: keeper_acts.decline(switch, who, now), now)
        case _:
            pass


def take_back(plan: int, who: int, switch: Switch, now: datetime) -> None:
    """Take back every mail owed to somebody; what their letters or wards waited for goes on."""
    owed = list(Message.objects.filter(plan=plan, person=who, state=Message.OWED))
    cancel_to(plan, who, now)
    has_link = any(each.state == Message.ACCEPTED for each in knocks_of(plan, switch.release, who))
    for each in owed:
        if each.about != About.KNOCK.value or each.facts["round"] != switch.release:
            continue
        if GUARDS in each.facts:
            guardian_knows(each, now)
        elif has_link:
            until = datetime.fromisoformat(each.facts["stays_until"])
            doors.knocked(plan, who, switch.release, each.facts["day"], now, until)
        else:
            as_its_owner_wished(plan, who, switch.release, numbers(switch), now)


def numbers(switch: Switch) -> tuple[int, ...]:
    """Return the keepers who count, by number."""
    return tuple(keeper.person for keeper in switch.keepers if keeper.counts)


def promise_of(switch: Switch, who: int) -> Promise | None:
    """Return how somebody stands as a keeper; None for whoever was never asked."""
    found = next((each for each in switch.keepers if each.person == who), None)
    return found.promise if found else None


def keeper_of(switch: Switch, who: int) -> Keeper | None:
    """Return somebody's keeper's row while their promise stands."""
    return next((each for each in switch.keepers if each.person == who and each.counts), None)


def tell_owner(plan: int, who: int, switch: Switch, change: str, now: datetime) -> None:
    """Owe the owner the word that a keeper can be asked no more, or again. Of anybody else the
    owner hears nothing.
    """
    if keeper_of(switch, who) is None:
        return
    facts = {
        "keeper": who,
        "change": change,
        "promised": len(numbers(switch)),
        "needed": switch.settings.sure_needed,
        "round": switch.vigil,
    }
    about, occasion = About.KEEPER_CHANGE.value, f"{change} {who} {now:%Y-%m-%d %H:%M}"
    owe(Owed(plan=plan, person=OWNER, about=about, occasion=occasion, at=now, facts=facts), now)
