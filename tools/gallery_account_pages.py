"""Pages of the gallery for signing in, and the plain ones that say why something is not there."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms

from tools.gallery_samples import at

ANA = {"user": SimpleNamespace(is_authenticated=True), "who": "Ana Berg", "here": "settings"}
PASSWORD = forms.PasswordInput({"autocomplete": "new-password"})


class Address(forms.Form):
    """Stands for the forms that ask for a mail address."""

    email = forms.EmailField(
        label="Mail address", widget=forms.EmailInput({"autocomplete": "email"})
    )


class Code(forms.Form):
    """Stands for the forms that take a mailed code."""

    code = forms.CharField(label="Code", widget=forms.TextInput({"autocomplete": "one-time-code"}))


class AppCode(Code):
    """Stands for the form that takes the first code of an app."""

    secret = "JBSWY3DPEHPK3PXP"  # noqa: S105 - made up


class NewPassword(forms.Form):
    """Stands for the forms that take a new password."""

    password1 = forms.CharField(label="New password", widget=PASSWORD)
    password2 = forms.CharField(label="New password (again)", widget=PASSWORD)


class SignUp(Address, NewPassword):
    """Stands for the form that makes an account."""


class Passkey(forms.Form):
    """Stands for the forms around a passkey."""

    name = forms.CharField(label="Name")
    passwordless = forms.BooleanField()
    credential = forms.CharField(widget=forms.HiddenInput)


class Credential(forms.Form):
    """Stands for what a passkey answers, which nobody sees."""

    credential = forms.CharField(widget=forms.HiddenInput)


class BlueKey(SimpleNamespace):
    """Stands for a passkey on the list."""

    def __str__(self) -> str:
        return "blue phone"


BLUE = BlueKey(pk=1, created_at=at(2, 1), last_used_at=at(2, 20))
CODES = ["48213307", "90551276", "11740382", "66290154", "30918827", "75520419"]
WAYS = [{"url": "#", "description": "Use your password"}]
KINDS = ["webauthn", "totp", "recovery_codes"]
SECOND = {
    "form": Code(),
    "webauthn_form": Credential(),
    "js_data": {},
    "MFA_SUPPORTED_TYPES": KINDS,
}
CODE = {"verify_form": Code(), "can_resend": True, "cancel_url": "#", "email": "ana@example.org"}
CHANGES = {
    "current_emailaddress": {"email": "ana@example.org"},
    "new_emailaddress": {"email": "ana.berg@example.net"},
}
CONFIRMS = SimpleNamespace(key="k", email_address=SimpleNamespace(email="ana@example.org"))
SIGN_IN_PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "signup": ("account/signup.html", {"form": SignUp(), "login_url": "#"}),
    "signup_closed": ("account/signup_closed.html", {}),
    "request_code": ("account/request_login_code.html", {"form": Address(), "login_url": "#"}),
    "confirm_code": ("account/confirm_login_code.html", CODE),
    "confirm_address": ("account/confirm_email_verification_code.html", CODE),
    "mail_sent": ("account/verification_sent.html", {}),
    "is_it_yours": (
        "account/email_confirm.html",
        {"confirmation": CONFIRMS, "can_confirm": True},
    ),
    "second_step": ("mfa/authenticate.html", SECOND),
    "sign_in_again": (
        "account/reauthenticate.html",
        {"form": NewPassword(), "reauthentication_alternatives": WAYS},
    ),
    "passkey_again": (
        "mfa/webauthn/reauthenticate.html",
        {"form": Credential(), "js_data": {}, "reauthentication_alternatives": WAYS},
    ),
    "not_yet": ("account/not_yet.html", {"opens_at": at(3, 8), "other_way": "#"}),
    "forgotten": ("account/password_reset.html", {"form": Address()}),
    "forgotten_sent": ("account/password_reset_done.html", {}),
    "forgotten_new": ("account/password_reset_from_key.html", {"form": NewPassword()}),
    "forgotten_done": ("account/password_reset_from_key_done.html", {}),
    "change_password": ("account/password_change.html", {**ANA, "form": NewPassword()}),
    "change_address": ("account/email_change.html", {**ANA, **CHANGES, "form": Address()}),
    "ways_in": (
        "mfa/index.html",
        {
            **ANA,
            "authenticators": {"webauthn": [BLUE]},
            "MFA_SUPPORTED_TYPES": KINDS,
            "is_mfa_enabled": True,
        },
    ),
    "passkeys": ("mfa/webauthn/authenticator_list.html", {**ANA, "authenticators": [BLUE]}),
    "passkey_new": ("mfa/webauthn/add_form.html", {**ANA, "form": Passkey(), "js_data": {}}),
    "passkey_away": (
        "mfa/webauthn/authenticator_confirm_delete.html",
        {**ANA, "authenticator": BLUE},
    ),
    "account_shut": ("account/account_inactive.html", {}),
    "recovery_card": (
        "mfa/recovery_codes/index.html",
        {**ANA, "unused_codes": CODES, "can_view_codes": True},
    ),
    "recovery_card_new": ("mfa/recovery_codes/generate.html", {**ANA, "unused_code_count": 8}),
    "code_again": (
        "mfa/reauthenticate.html",
        {"form": Code(), "reauthentication_alternatives": WAYS},
    ),
    "app_new": ("mfa/totp/activate_form.html", {**ANA, "form": AppCode()}),
    "app_away": ("mfa/totp/deactivate_form.html", {**ANA, "form": Code()}),
    "passkey_name": ("mfa/webauthn/edit_form.html", {**ANA, "form": Passkey()}),
    "sign_out": ("account/logout.html", ANA),
}
PLAIN_PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "plain": ("plain.html", {}),
    "not_found": ("404.html", {}),
    "error": ("500.html", {}),
    "bad_request": ("400.html", {}),
    "forbidden": ("403.html", {}),
    "too_often": ("429.html", {"typed": "Good night, Mum.", "address": "#"}),
    "refused": ("refused.html", {"sentence": "Your keepers are asked already.", "back": "#"}),
}
