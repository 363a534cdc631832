"""Making an account: one that was never confirmed does not stand in the way of the next try."""

from allauth.account.forms import SignupForm
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from untilthen.people.actions import forget_unconfirmed
from untilthen.people.queries import is_taken


class SignUp(SignupForm):  # type: ignore[misc]
    """The library's form. Nobody showed yet that an unconfirmed address is theirs, so whoever asks
    anew gets a new account and a code of its own: perhaps the mail with the first was refused.
    """

    def validate_unique_email(self, value: str) -> str:
        """Return the address; an account counts as existing only once it was confirmed."""
        email = str(super().validate_unique_email(value))
        self.account_already_exists: bool = self.account_already_exists and is_taken(email)
        return email

    def save(self, request: HttpRequest) -> User:
        """Make the account in place of one that was never confirmed."""
        with transaction.atomic():
            forget_unconfirmed(self.cleaned_data["email"])
            made: User = super().save(request)
        return made
