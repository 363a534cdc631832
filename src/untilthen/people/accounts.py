"""What the account library asks of us: who may make an account, and what is noted at sign-in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from untilthen.journal.actions import Entry, write
from untilthen.people.actions import change_person
from untilthen.people.queries import OWNER, person, plan_of
from untilthen.people.signin import CHOSEN_BY_MAIL, SIGNED_UP

RESET_PAGE = "account_reset_password_from_key"
MOVED = "address_changed"


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to the account library."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return whether anybody may make an account here."""
        return bool(settings.CONFIG.registration == "open")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """Note that an account was made in this very session: its password was chosen here."""
        if kwargs.get("signup"):
            request.session[SIGNED_UP] = True
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Take a new address that its code has shown to be theirs; our mails follow it."""
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            plan = plan_of(email_address.user)
            if confirmed and plan:
                move_owner(plan.pk, email_address.email, request.arrived_at)  # type: ignore[attr-defined]
        return confirmed

    def set_password(self, user: User, password: str) -> None:
        """Change a password; one chosen through a mailed link is noted, and counts for little at
        first (10.2).
        """
        plan, request = plan_of(user), context.request
        matched = request.resolver_match if request else None
        with transaction.atomic():
            super().set_password(user, password)
            if plan and matched and matched.url_name == RESET_PAGE:
                write(plan.pk, Entry(request.arrived_at, CHOSEN_BY_MAIL, who=0))


def move_owner(plan: int, address: str, now: datetime) -> None:
    """Let mails to a plan's owner go to another address from now on."""
    details = person(plan, OWNER).details
    if details.address != address:
        change_person(plan, OWNER, replace(details, address=address))
        write(plan, Entry(now, MOVED, who=OWNER))
