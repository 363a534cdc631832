"""The forms of a second way: its address, read before it is kept, and the number of its test."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from untilthen.outbox.ways import (
    DONE,
    NEAR,
    PLUGINS,
    TooSlow,
    asked_apart,
    is_mail,
    kind_of,
)
from untilthen.people.blocked import address_blocked

LONGEST = 500
UNREAD = _("This address cannot be read. Please compare it with the examples.")


class SecondForm(forms.Form):
    """A second way, as an address or a URL."""

    secret_address = forms.CharField(
        label=_("Address of the second way"),
        max_length=LONGEST,
        help_text=_(
            "A mail address at another provider, or the address of a messenger as in the examples"
            " below."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "exact", "dir": "ltr"}
        ),
        error_messages={"required": _("Please give an address.")},
    )

    def __init__(self, *args: Any, first: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.first = first

    def clean_secret_address(self) -> str:
        """Return the address; refuse what cannot be read, and what leads where it may not."""
        second = str(self.cleaned_data["secret_address"]).strip()
        if is_mail(second):
            return self.mail(second.removeprefix("mailto:"))
        if any(sign.isspace() or not sign.isprintable() for sign in second):
            raise ValidationError(UNREAD)
        if kind_of(second) not in PLUGINS:
            raise ValidationError(say("This kind is not among those that can be used here."))
        if "?" in second:
            raise ValidationError(say("Leave out the question mark and what follows it."))
        self.read(second)
        return second

    def mail(self, address: str) -> str:
        """Return a mail address that is another one than we write to anyway."""
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(UNREAD) from None
        if address.casefold() == self.first.casefold():
            raise ValidationError(say("We write to this address anyway. A second one helps more."))
        if address_blocked(address):
            raise ValidationError(say("We cannot write to this address."))
        return address

    def read(self, second: str) -> None:
        """Refuse a URL that Apprise cannot read, or that leads into a private network."""
        try:
            word = asked_apart(second, "")
        except (TooSlow, OSError):
            raise ValidationError(say("It cannot be read just now. Please try again.")) from None
        if word == NEAR:
            raise ValidationError(
                say("It leads into a private network, which this service may not enter.")
            )
        if word != DONE:
            raise ValidationError(UNREAD)


class NumberForm(forms.Form):
    """The number that a test carried."""

    test_code = forms.RegexField(
        regex=r"^\d{4}$",
        label=_("The number in the test"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "exact", "size": "6"}
        ),
        error_messages={
            "required": _("Please type the number."),
            "invalid": _("The number has four digits."),
        },
    )
