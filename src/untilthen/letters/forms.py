"""Forms of this app: somebody a letter is for, and a reader's goodbye."""

from django import forms
from django.utils.translation import gettext_lazy as _

from untilthen.people.formfields import language_field, name_field, zone_field
from untilthen.people.queries import Details

LONGEST_GOODBYE = 20_000


class RecipientForm(forms.Form):
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
    zone = zone_field(_("Where they live"), _("We knock only in the daytime there."))
    language = language_field()
    welcome = forms.BooleanField(
        label=_("They have not asked me to stay away"),
        error_messages={
            "required": _("We bring letters only to people who have not asked you to stay away.")
        },
    )

    def details(self) -> Details:
        """Return what was typed as details of a person."""
        given = self.cleaned_data
        return Details(
            name=given["name"],
            address=given["address"],
            zone=given["zone"],
            language=given["language"],
        )


class GoodbyeForm(forms.Form):
    """A reader's one goodbye."""

    text = forms.CharField(
        label=_("Your goodbye"),
        max_length=LONGEST_GOODBYE,
        error_messages={"required": _("There are no words here yet. You need not write any.")},
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
