"""The checks that need Django: databases, key store, clock, and signing in to the mail server."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, connections

from untilthen import edge
from untilthen.cli.check import Found
from untilthen.cli.language import gettext
from untilthen.cli.prepared import TYPE_MIGRATE, opens_key_store, unprepared
from untilthen.keystore import queries
from untilthen.outbox.couriers.base import CannotSend
from untilthen.outbox.couriers.email import EmailCourier
from untilthen.outbox.couriers.server import server_from_settings
from untilthen.outbox.returns.imap import CannotRead, box_from, try_out
from untilthen.people.models import Report
from untilthen.sealing.fingerprint import fingerprint
from untilthen.watch.models import Heartbeat
from untilthen.web.config import Config
from untilthen.web.helpnumbers import are_old, last_checked

LATE_AFTER = timedelta(minutes=15)
REPORTS_FROM = timedelta(days=90)


def databases() -> Iterator[Found]:
    """Look whether each database answers and is ready for this version."""
    for alias in connections:
        name = f"database {alias}"
        try:
            missing = unprepared(alias)
        except DatabaseError as problem:
            yield Found(name, good=False, words=" ".join(str(problem).split()))
            continue
        said = gettext("not prepared for this version; {hint}").format(hint=TYPE_MIGRATE)
        yield Found(name, good=not missing, words=said if missing else gettext("ready"))


def master_key() -> Found:
    """Look whether the master key opens the key store."""
    good = opens_key_store()
    said = gettext("opens the key store") if good else gettext("is not the one of this data")
    return Found("master key", good=good, words=said)


def closing_key() -> Found:
    """Name the key that signs closing notes; it grows from the master key."""
    public = queries.closing_key().public
    said = gettext("{key} (six words: {words})").format(key=public, words=fingerprint(public))
    return Found("closing key", good=True, words=said)


def clock() -> Found:
    """Compare our clock with when a worker last looked."""
    now, heart = edge.now(), Heartbeat.objects.first()
    if heart is None:
        return Found("worker", good=True, words=gettext("none has run yet"))
    seen = heart.at.isoformat(timespec="seconds")
    if heart.at > now + timedelta(minutes=1):
        said = gettext("last looked at {seen}, which is still to come: look at the clock")
    elif now - heart.at > LATE_AFTER:
        said = gettext("last looked at {seen}; none seems to run")
    else:
        return Found("worker", good=True, words=gettext("last looked at {seen}").format(seen=seen))
    return Found("worker", good=False, words=said.format(seen=seen))


def help_numbers(config: Config) -> Found:
    """Look when somebody last rang the numbers on the page Help."""
    numbers, for_all = config.help_numbers, config.help_checked_at
    checked = last_checked(numbers, for_all)
    old = are_old(numbers, for_all, edge.now().date())
    if not numbers:
        said = gettext("none are set; the page Help names findahelpline.com alone")
    elif checked is None:
        said = gettext("nothing says when they were last checked; set help_checked_at")
    elif old:
        said = gettext("last checked on {day}; please ring each and set help_checked_at")
    else:
        said = gettext("last checked on {day}")
    return Found("help numbers", good=not old, words=said.format(day=checked))


def reports() -> Found:
    """Count what was reported by people who were written to; no plan and nobody is named."""
    since = edge.now() - REPORTS_FROM
    recent = Report.objects.filter(at__gte=since)
    said = gettext(
        "in the last {days} days {strangers} said that they do not know who wrote to them,"
        " {frightened} that a letter frightens them"
    )
    words = said.format(
        days=REPORTS_FROM.days,
        strangers=recent.filter(what=Report.STRANGER).count(),
        frightened=recent.filter(what=Report.FRIGHTENED).count(),
    )
    return Found("reports", good=True, words=words)


def mail_back(config: Config) -> Iterator[Found]:
    """Sign in to the mailbox where mail comes back, and say what to look up of our domain."""
    domain = config.mail_from.rpartition("@")[2]
    if domain != "localhost":
        said = gettext(
            "look up TXT {domain} (v=spf1), TXT _dmarc.{domain} and MX {domain}; the page on mail"
            " says what they hold"
        )
        yield Found("mail records", good=True, words=said.format(domain=domain))
    box = box_from(config.returns_mailbox)
    if box is not None:
        try:
            try_out(box)
        except CannotRead as problem:
            yield Found("returns mailbox", good=False, words=f"{box}: {problem}")
        else:
            yield Found("returns mailbox", good=True, words=f"{box} " + gettext("lets us in"))


def mail_server() -> Found:
    """Connect and sign in to the mail server just as for a mail; nothing is sent."""
    server = server_from_settings()
    try:
        EmailCourier(server).try_out()
    except CannotSend as problem:
        return Found("mail server", good=False, words=problem.reason)
    how = gettext("signed in") if server.user else gettext("lets us in")
    return Found("mail server", good=True, words=f"{server} {how} ({server.security})")
