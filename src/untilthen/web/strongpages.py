"""Pages of the account library that change how somebody signs in: open to a strong sign-in only
(10.2). Otherwise who reads the owner's mail could add a passkey of their own.
"""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from untilthen import edge
from untilthen.people.signin import is_fresh
from untilthen.people.views_owner import sign_in_first

STRONG_PAGES = frozenset(
    {
        "account_email",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


class StrongPages:
    """Ask for a strong sign-in before any of those pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Return where to sign in, or None where the page may be shown."""
        matched = request.resolver_match
        if matched is None or matched.url_name not in STRONG_PAGES:
            return None
        now = edge.now()
        if not isinstance(request.user, User) or is_fresh(request, now):
            return None
        return sign_in_first(request, request.user)
