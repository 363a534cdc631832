"""Fields that several forms share: names, zones, phones."""

import unicodedata
from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120
TURNED_ROUND = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067")
"""Marks that turn the direction of all text after them, and so could disguise what a mail says."""
PLACES = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Pacific")


def plain_name(name: str) -> None:
    """Refuse what could break a line of a mail or turn its text round; any script may stand."""
    if any(
        unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in TURNED_ROUND for sign in name
    ):
        raise ValidationError(_("A name cannot hold control characters or line breaks."))


def name_field(label: object, fills: str = "off") -> forms.CharField:
    """Return a field for somebody's name, in any script; `fills` is what a browser may fill in
    for who types, which is right only where they tell of themselves.
    """
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        max_length=LONGEST_NAME,
        validators=[plain_name],
        widget=forms.TextInput(attrs={"autocomplete": fills, "dir": "auto"}),
        error_messages={"required": _("Please give a name.")},
    )


@cache
def zone_choices() -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """Return every place on earth with a time of its own, by continent, as choices."""
    found: dict[str, list[tuple[str, str]]] = {place: [] for place in PLACES}
    for name in sorted(available_timezones()):
        continent, _slash, city = name.partition("/")
        if continent in found and city:
            found[continent].append((name, city.replace("_", " ").replace("/", ", ")))
    return (*((place, found[place]) for place in PLACES), ("UTC", [("UTC", "UTC")]))


def zone_field(label: object, hint: object = "") -> forms.ChoiceField:
    """Return a field for the zone somebody lives in, chosen from a list."""
    return forms.ChoiceField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        choices=zone_choices,
        error_messages={"invalid_choice": _("Please choose a place from the list.")},
    )


def language_field() -> forms.ChoiceField:
    """Return a field for the language of our mails."""
    return forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)


def phone_field(hint: object, fills: str = "off") -> forms.CharField:
    """Return a field for a phone number, which may stay empty; `fills` as for a name."""
    return forms.RegexField(
        regex=r"^[+0-9() ./-]{3,40}$",
        label=_("Phone"),
        required=False,
        help_text=hint,  # type: ignore[arg-type]
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": fills}),
        error_messages={
            "invalid": _("A phone number holds 3 to 40 digits, with + ( ) / . - and spaces.")
        },
    )


def day_field(label: object, **more: object) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "invalid": _("A day is written as year-month-day, such as 2027-05-14."),
            "required": _("Please choose a day."),
        },
        **more,  # type: ignore[arg-type]
    )
