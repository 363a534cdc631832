"""The forms of owner and keepers: each field says what is wrong with it and what is allowed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from untilthen.domain.calendar import DAY
from untilthen.outbox.templatetags.dates import full_day
from untilthen.people.blocked import address_blocked
from untilthen.people.formfields import (
    day_field,
    language_field,
    name_field,
    phone_field,
    zone_field,
)
from untilthen.people.queries import Details

SHORT_PAUSE_DAYS = 60
"""A longer pause waits seven days with notice to all keepers, and needs a strong sign-in (10.2)."""
LONGEST_WORDS = 2000


class PersonForm(forms.Form):
    """Who the owner is, and where."""

    name = name_field(_("Your name, as people know you"), fills="name")
    zone = zone_field(_("Where you live"), _("Everything happens at 09:00 of this place."))
    language = language_field()
    phone = phone_field(
        _("Keepers see it when we ask them about you. You can leave it empty."), fills="tel"
    )

    def details(self, address: str) -> Details:
        """Return what was filled in, with the address of the account."""
        given = self.cleaned_data
        return Details(
            name=given["name"],
            address=address,
            zone=given["zone"],
            language=given["language"],
            phone=given["phone"],
        )


class InvitationForm(forms.Form):
    """Whom to ask to be a keeper."""

    name = name_field(_("Name"))
    address = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Please give a mail address."),
            "invalid": _("A mail address looks like ben@example.org."),
        },
    )
    zone = zone_field(_("Where they live"), _("We name times in their zone as well."))
    language = language_field()
    phone = phone_field(_("The other keepers see it only if our mail does not arrive."))
    technical = forms.BooleanField(
        label=_("They could look after the machine that this runs on"),
        required=False,
        help_text=_(
            "If our mail fails for a day, we tell them in another way, if they name one. They can"
            " read nothing more than others."
        ),
    )

    def __init__(self, *args: Any, taken: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_address(self) -> str:
        """Refuse who is asked already, and who wants no mail from here."""
        address = str(self.cleaned_data["address"])
        known = self.taken.get(address.casefold())
        if known:
            raise forms.ValidationError(
                say("This address belongs to %(name)s already. Two keepers need two addresses.")
                % {"name": known}
            )
        if address_blocked(address):
            raise forms.ValidationError(say("We cannot write to this address."))
        return address

    def details(self) -> Details:
        """Return what was filled in."""
        return Details(**self.cleaned_data)


class PauseForm(forms.Form):
    """Until when to pause."""

    until = day_field(_("Pause until"))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        today: date,
        longest: int = SHORT_PAUSE_DAYS,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.last = today + longest * DAY
        field = self.fields["until"]
        field.help_text = say("At most %(days)d days from today.") % {"days": longest}
        if longest > SHORT_PAUSE_DAYS:
            field.help_text += " " + say(
                "One of more than %(days)d days begins in seven days, and your keepers are told."
            ) % {"days": SHORT_PAUSE_DAYS}
        field.widget.attrs |= {"min": str(today + DAY), "max": str(self.last)}

    def clean_until(self) -> date:
        """Refuse a day that is past or too far away."""
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.last:
            raise forms.ValidationError(
                say("Choose a day from %(first)s to %(last)s.")
                % {"first": full_day(self.today + DAY), "last": full_day(self.last)}
            )
        return until

    @property
    def is_long(self) -> bool:
        """Whether the pause chosen is one that waits."""
        return bool(self.cleaned_data["until"] > self.today + SHORT_PAUSE_DAYS * DAY)


class PastDayForm(forms.Form):
    """A form with one day that cannot lie ahead."""

    past_day = ""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields[self.past_day].widget.attrs["max"] = str(today)

    def clean(self) -> None:
        """Refuse a day that is still to come."""
        day = self.cleaned_data.get(self.past_day)
        if day is not None and day > self.today:
            words = say("This day is still to come. Please choose one up to %(day)s.")
            self.add_error(self.past_day, words % {"day": full_day(self.today)})


class SureForm(PastDayForm):
    """How a keeper knows of a death."""

    past_day = "died_on"

    how_known = forms.CharField(
        label=_("How do you know?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_(
            "A few words are enough. Only the owner would ever read them, if we were wrong."
        ),
        error_messages={"required": _("Please say in a few words how you know.")},
    )
    died_on = day_field(_("The day, if you know it"), required=False)


class SpokeForm(PastDayForm):
    """When a keeper last spoke with the owner."""

    past_day = "spoke_on"

    spoke_on = day_field(_("When did you last speak?"))


class HowToReachForm(forms.Form):
    """How a keeper can be reached."""

    zone = zone_field(_("Where you live"))
    language = language_field()
    phone = phone_field(
        _("The other keepers see it only if our mail does not reach you."), fills="tel"
    )
    answers = forms.BooleanField(
        label=_("Whoever gets a letter may answer me by mail"),
        required=False,
        help_text=_(
            "Then your address stands in the mail about it, for those who would rather write to a"
            " person."
        ),
    )
