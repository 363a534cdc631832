"""What becomes of a mail that a server took and gave back later: sent again, let be, or refused.

A later step asks what an earlier one asked, so its mail is let be. Whom nothing reached on five
days counts as unreachable, so that nobody's server holds a plan up for ever.
"""

from datetime import datetime

from untilthen.domain.calendar import hour_after
from untilthen.domain.knocks import in_daytime
from untilthen.domain.sent_back import TRIES_AT_MOST, is_last_step, waits_again
from untilthen.domain.states import RELEASED, About
from untilthen.domain.switch import Switch
from untilthen.journal.actions import Entry, write
from untilthen.outbox.actions import leave_returned, owe_again
from untilthen.outbox.models import Message
from untilthen.people.blocked import not_written_to
from untilthen.people.queries import OWNER, Person, person, quiet_dates
from untilthen.watch.actions import record
from untilthen.watch.carry_out import STILL_TRUE

TRUE_FOR_LONG = frozenset(STILL_TRUE) - {About.CLOSED.value}


def notice_sent_back(message: Message, switch: Switch, now: datetime) -> None:
    """Take note of a mail that was sent back for now."""
    reader = person(message.plan, message.person)
    unwanted = reader.number != OWNER and bool(not_written_to([reader]))
    if unwanted or not is_still_asked(message, switch):
        leave_returned(message, Message.ACCEPTED)
    elif message.returns > TRIES_AT_MOST or reader.unreachable:
        leave_returned(message, Message.REFUSED)
    else:
        send_again(message, reader, switch, now)


def is_still_asked(message: Message, switch: Switch) -> bool:
    """Return whether what a mail says is still to be said."""
    if message.about == About.KNOCK.value:
        return switch.state in RELEASED and message.facts.get("round") == switch.release
    return message.about in TRUE_FOR_LONG or is_last_step(switch, message.step)


def send_again(message: Message, reader: Person, switch: Switch, now: datetime) -> None:
    """Owe a mail once more, from the next morning on, and wait for its step again."""
    at = hour_after(now, switch.zone)
    if message.about == About.KNOCK.value:
        at = in_daytime(at, reader.details.zone, quiet_dates(reader.details))
    if not owe_again(message, at):
        return
    write(message.plan, Entry(now, "mail_sent_back", who=message.person))
    if message.step is not None:
        step, owed_at = message.step, message.owed_at
        record(message.plan, lambda known: waits_again(known, step, owed_at, now), now)
