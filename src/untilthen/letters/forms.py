"""Forms of this app: somebody a letter is for, and a reader's goodbye."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from untilthen.people.formfields import (
    day_field,
    language_field,
    name_field,
    phone_field,
    zone_field,
)
from untilthen.people.queries import Details

LONGEST_GOODBYE = 20_000
MOST_QUIET_DATES = 40
A_LEAP_YEAR = "2028"
BAD_QUIET_DATE = _(
    "“%(line)s” is no day. A day in every year is written as month-day, such as 12-24; one day only"
    " as year-month-day, such as 2031-04-13."
)


class QuietDatesField(forms.CharField):
    """Days, one a line; their value is the days in order, with spaces between them."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Quiet dates"),
            required=False,
            help_text=_(
                "Birthdays or feasts on which we do not knock; we come on the next day instead. One"
                " a line: 12-24 is 24 December in every year, 2031-04-13 is that one day."
            ),
            widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        )

    def prepare_value(self, value: object) -> object:
        """Return a stored value as lines."""
        return value.replace(" ", "\n") if isinstance(value, str) else value

    def clean(self, value: object) -> str:
        """Return the days typed; says which line is none."""
        days = {self.day(line) for line in str(super().clean(value)).split()}
        if len(days) > MOST_QUIET_DATES:
            raise ValidationError(
                say("There can be up to %(most)d quiet dates.") % {"most": MOST_QUIET_DATES}
            )
        return " ".join(sorted(days))

    def day(self, line: str) -> str:
        """Return one line as it is kept."""
        in_every_year = len(line) == len("12-24")
        try:
            whole = date.fromisoformat(f"{A_LEAP_YEAR}-{line}" if in_every_year else line)
        except ValueError:
            raise ValidationError(BAD_QUIET_DATE, params={"line": line}) from None
        return f"{whole:%m-%d}" if in_every_year else whole.isoformat()


class ReaderForm(forms.Form):
    """What the owner says of somebody they write to, beside how that person can be reached."""

    guardian = forms.TypedChoiceField(
        label=_("Guardian"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "For a child: who is told first, and can have us wait for up to two weeks. They read"
            " nothing. Somebody who is not in this list has to be added to these people first."
        ),
        error_messages={"invalid_choice": _("Please choose one of the answers offered.")},
    )
    guardian_until = day_field(
        _("Until which day there is a guardian"),
        required=False,
        help_text=_("Their 18th birthday, for instance. Empty: always."),
    )
    quiet_dates = QuietDatesField()
    welcome = forms.BooleanField(
        label=_("They have not asked me to stay away"),
        error_messages={
            "required": _("We bring letters only to people who have not asked you to stay away.")
        },
    )

    def __init__(
        self,
        *args: object,
        guardians: Mapping[int, str] | None = None,
        **kwargs: object,
    ) -> None:
        """Take whom the owner can choose as guardian, by number."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["guardian"]
        assert isinstance(field, forms.ChoiceField)
        chosen = (guardians or {}).items()
        field.choices = [("", _("Nobody")), *((str(number), name) for number, name in chosen)]
        if not guardians:
            del self.fields["guardian"], self.fields["guardian_until"]

    @staticmethod
    def initial_of(details: Details) -> dict[str, object]:
        """Return what the form begins with for somebody known."""
        return vars(details) | {"guardian_until": details.guardian_until or None}

    def added_to(self, details: Details) -> Details:
        """Return what is known of somebody, with what was filled in here."""
        given = self.cleaned_data
        until = given.get("guardian_until")
        return replace(
            details,
            guardian=given.get("guardian"),
            guardian_until=until.isoformat() if until and given.get("guardian") else "",
            quiet_dates=given["quiet_dates"],
            welcome=given["welcome"],
        )


class RecipientForm(ReaderForm):
    """Somebody the owner writes to."""

    name = name_field(_("Name"))
    address = forms.EmailField(
        label=_("Mail address"),
        help_text=_("One that will still be theirs in many years, if there is one."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Please give a mail address."),
            "invalid": _("A mail address looks like finn@example.org."),
        },
    )
    phone = phone_field(_("A keeper sees it if our mail does not arrive. You can leave it empty."))
    zone = zone_field(_("Where they live"), _("We knock only in the daytime there."))
    language = language_field()
    field_order = (
        "name",
        "address",
        "phone",
        "zone",
        "language",
        "guardian",
        "guardian_until",
        "quiet_dates",
        "welcome",
    )

    def details(self) -> Details:
        """Return what was typed as details of a person."""
        given = self.cleaned_data
        known = Details(
            name=given["name"],
            address=given["address"],
            zone=given["zone"],
            language=given["language"],
            phone=given["phone"],
        )
        return self.added_to(known)


class GoodbyeForm(forms.Form):
    """A reader's one goodbye, and who may read it."""

    text = forms.CharField(
        label=_("Your goodbye"),
        max_length=LONGEST_GOODBYE,
        error_messages={"required": _("There are no words here yet. You need not write any.")},
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
    shares = forms.TypedChoiceField(
        label=_("Who may read it"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of the answers offered.")},
    )

    def __init__(
        self, *args: object, keepers: Mapping[int, str] | None = None, **kwargs: object
    ) -> None:
        """Take the keepers it can be shared with, by number."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["shares"]
        assert isinstance(field, forms.ChoiceField)
        known = (keepers or {}).items()
        field.choices = [("", _("Nobody")), *((str(number), name) for number, name in known)]
        if not keepers:
            del self.fields["shares"]
