"""What changes that wait are called on the owner's pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from untilthen.outbox.templatetags.dates import full_day
from untilthen.people.models import WaitingChange
from untilthen.people.queries import Person
from untilthen.people.waiting import Kind, waiting
from untilthen.watch.planform import LABELS


def waiting_rows(plan: int, people: Mapping[int, Person]) -> list[dict[str, Any]]:
    """Return every change of a plan that has not begun: what it is, and from when."""
    return [
        {"id": each.pk, "what": words(each, people), "when": each.begins_at, "kind": each.kind}
        for each in waiting(plan)
    ]


def words(change: WaitingChange, people: Mapping[int, Person]) -> str:
    """Return a change in one sentence."""
    match Kind(change.kind):
        case Kind.SETTINGS:
            changed = (f"{label_of(name)}: {shown(value)}" for name, value in change.values.items())
            return "; ".join(changed)
        case Kind.KEEPER:
            known = people.get(change.subject)
            return _("%(name)s is taken off your keepers") % {"name": known.name if known else ""}
        case Kind.PAUSE:
            until = full_day(date.fromisoformat(change.values["until"]))
            return _("A pause until %(day)s") % {"day": until}
        case Kind.ADDRESS:
            return _("Another mail address for you")
        case Kind.PASSWORD:
            return _("A new password")
        case Kind.WAY_IN:
            return _("%(what)s counts as a full sign-in") % {"what": way(change)}
        case Kind.WAY_OUT:
            return _("%(what)s no longer signs you in") % {"what": way(change)}


def way(change: WaitingChange) -> str:
    """Return what a passkey, an app or codes are called."""
    found = Authenticator.objects.filter(pk=change.subject).first()
    if found is not None and found.type == Authenticator.Type.WEBAUTHN:
        return _("The passkey “%(name)s”") % {"name": found.wrap().name}
    if found is not None and found.type == Authenticator.Type.RECOVERY_CODES:
        return _("Your recovery card")
    return _("Your app")


def label_of(name: str) -> str:
    """Return what a setting is called on the page."""
    if name == "reminder_days":
        return _("Reminders")
    if name == "last_word":
        return _("If nobody can ever tell")
    return str(LABELS[name][0])


def shown(value: object) -> str:
    """Return a setting's value in words."""
    known = {"hand_over": _("give each letter, still sealed"), "let_go": _("let the letters go")}
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return known.get(str(value), str(value))
