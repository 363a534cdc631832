"""Passkeys, apps and recovery codes: a new one counts after seven days, one taken away works for
seven days more (10.2); everything else about them is the account library's.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import DeactivateTOTPView, activate_totp
from allauth.mfa.webauthn.views import RemoveWebAuthnView, add_webauthn
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path

from untilthen.people.queries import plan_of
from untilthen.people.waiting import Kind, not_counted_yet, waiting
from untilthen.watch.waitingchanges import ask, take_back
from untilthen.web.accounts import arrived, say_from_when

SECOND_STEP = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
View = Callable[..., HttpResponseBase]


class WaysIn(DefaultMFAAdapter):  # type: ignore[misc]
    """Our answers to the account library about second steps."""

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Return whether somebody has such a way in that counts already.

        No second step follows a mailed code, which opens Today only.
        """
        if types == SECOND_STEP and came_by_mail(user):
            return False
        found = Authenticator.objects.filter(user_id=user.pk).exclude(
            pk__in=not_counted_yet(user.pk)
        )
        return bool((found if types is None else found.filter(type__in=types)).exists())


def came_by_mail(user: User) -> bool:
    """Return whether the sign-in that goes on in this request is by a mailed code."""
    records = get_authentication_records(context.request, user) if context.request else []
    return bool(records) and records[-1]["method"] == "code"


class MakeCodes(GenerateRecoveryCodesForm):  # type: ignore[misc]
    """The library's form, also for whoever has nothing but a password."""

    def clean(self) -> dict[str, Any]:
        """Refuse nobody."""
        return forms.Form.clean(self) or {}


def adding(view: View) -> View:
    """Let what a page of the library adds count in seven days, and say so."""

    def page(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        plan = plan_of(request.user if isinstance(request.user, User) else None)
        if plan is None or request.method != "POST":
            return view(request, **kwargs)
        with transaction.atomic():
            before = ways_of(request)
            response = view(request, **kwargs)
            for number in sorted(ways_of(request) - before):
                ask(plan.pk, Kind.WAY_IN, arrived(request), subject=number)
            for change in waiting(plan.pk, Kind.WAY_IN, Kind.WAY_OUT):
                if change.subject in before - ways_of(request):
                    change.delete()  # codes that newer ones replaced
        if ways_of(request) - before:
            say_from_when(request, plan.pk, Kind.WAY_IN)
        return response

    return page


def ways_of(request: HttpRequest) -> set[int]:
    """Return the passkeys, apps and codes of whoever is signed in, by number."""
    return set(Authenticator.objects.filter(user_id=request.user.pk).values_list("pk", flat=True))


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away, seven days from now."""

    def form_valid(self, _form: forms.Form) -> HttpResponse:
        """Ask for it, and say from when."""
        leave(self.request, self.get_object())
        return HttpResponseRedirect(self.get_success_url())


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """Take an app's codes away, seven days from now."""

    def form_valid(self, _form: forms.Form) -> HttpResponse:
        """Ask for it, and say from when."""
        leave(self.request, self.authenticator)
        return HttpResponseRedirect(self.get_success_url())


def leave(request: HttpRequest, authenticator: Authenticator) -> None:
    """Let a way in end in seven days; one that does not count yet ends at once."""
    plan = plan_of(request.user if isinstance(request.user, User) else None)
    if plan is None:
        authenticator.delete()
        return
    for change in waiting(plan.pk, Kind.WAY_IN):
        if change.subject == authenticator.pk:
            take_back(plan.pk, change.pk, arrived(request))
            return
    ask(plan.pk, Kind.WAY_OUT, arrived(request), subject=authenticator.pk)
    say_from_when(request, plan.pk, Kind.WAY_OUT)


urlpatterns = [
    path("webauthn/add/", adding(add_webauthn), name="mfa_add_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("totp/activate/", adding(activate_totp), name="mfa_activate_totp"),
    path("totp/deactivate/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path(
        "recovery-codes/generate/",
        adding(generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
