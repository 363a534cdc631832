"""What the account library asks of us: who may make an account, and which changes wait (10.2)."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from untilthen.outbox.templatetags.dates import full_day
from untilthen.people.queries import OWNER, person, plan_of
from untilthen.people.signin import SIGNED_UP
from untilthen.people.waiting import Kind, waiting
from untilthen.watch.waitingchanges import ask


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to the account library."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return whether anybody may make an account here."""
        return bool(settings.CONFIG.registration == "open")

    def is_reauthentication_required(self, app: str) -> bool:
        """Return no: strongpages.py asks for a strong sign-in within ten minutes before all of
        them.
        """
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """Return the strong ways to sign in once more that somebody has, in our words."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use your app or your recovery card"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        found: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [each | {"description": words[each["id"]]} for each in found]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """Note that an account was made in this very session: its password was chosen here."""
        if kwargs.get("signup"):
            request.session[SIGNED_UP] = True
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Take a new address that its code has shown to be theirs; our mails follow it in a week.

        Until then the old one signs in, and hears of it.
        """
        plan = plan_of(email_address.user)
        if plan is None:
            return bool(super().confirm_email(request, email_address))
        ask(plan.pk, Kind.ADDRESS, arrived(request), secret=email_address.email)
        EmailAddress.objects.filter(user=email_address.user, verified=False).delete()
        say_from_when(request, plan.pk, Kind.ADDRESS)
        return True

    def set_password(self, user: User, password: str) -> None:
        """Take a new password, typed on its page or chosen through a mailed link; the old one signs
        in for a week more, so that nobody locks an owner out unseen.
        """
        plan, request = plan_of(user), context.request
        if plan is None or request is None:
            super().set_password(user, password)
            return
        ask(plan.pk, Kind.PASSWORD, arrived(request), secret=make_password(password))
        user.refresh_from_db(fields=["password"])
        say_from_when(request, plan.pk, Kind.PASSWORD)


def arrived(request: HttpRequest) -> datetime:
    """Return when a request came in."""
    at: datetime = request.arrived_at  # type: ignore[attr-defined]
    return at


def say_from_when(request: HttpRequest, plan: int, kind: Kind) -> None:
    """Say on the next page whether a change begins at once, or on which day."""
    for change in waiting(plan, kind):
        day = full_day(change.begins_at, person(plan, OWNER).details.zone)
        said = _("This begins on %(day)s. Until then what you had before still works.")
        messages.info(request, said % {"day": day})
        return
    messages.success(request, _("Saved."))
