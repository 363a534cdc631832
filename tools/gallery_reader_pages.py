"""Pages of the gallery for those letters are for, and what stands behind their doors."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms

from tools.gallery_samples import OTHERS, at
from untilthen.sealing.readme import commands

OWNER = {"user": SimpleNamespace(is_authenticated=True), "who": "Ana Berg"}
DOOR: dict[str, Any] = {
    "owner": "Ana Berg",
    "person": "Gita",
    "letters": 2,
    "keeper": "Ben",
    "keeper_phone": "+49 30 5550101",
    "zones": ("Europe/Berlin", "Asia/Kolkata"),
    "your_mail_url": "#",
}


FINN, GITA = (
    SimpleNamespace(number=number, name=name, details=SimpleNamespace(phone=phone))
    for number, name, phone in ((5, "Finn", ""), (6, "Gita", "+91 22 5550106"))
)
WARD = {"person": FINN, "at": at(4, 25, 10), "may_wait_until": at(5, 9, 10)}
WITH_YOU: dict[str, Any] = {
    **DOOR,
    "person": "Ben",
    "wards": [{**WARD, "state": "coming"}],
    "kept": [
        {"person": FINN, "letters": 1, "can_go_back": True},
        {"person": GITA, "letters": 2, "can_go_back": False},
    ],
    "goodbyes": [{"name": "Hana", "words": "Thirty-nine years, Ana. I did read it twice."}],
}


class Reader(forms.Form):
    """Stands for the form of somebody letters can be for."""

    name = forms.CharField(label="Name")
    address = forms.EmailField(label="Mail address")


class WholeReader(forms.Form):
    """Stands for all the owner can say of somebody."""

    name = forms.CharField(label="Name", initial="Finn")
    guardian = forms.ChoiceField(
        label="Guardian",
        help_text="For a child: who is told first.",
        choices=[("", "Nobody"), ("1", "Ben")],
    )
    guardian_until = forms.DateField(
        label="Until which day there is a guardian", widget=forms.DateInput({"type": "date"})
    )
    quiet_dates = forms.CharField(
        label="Quiet dates", initial="12-24", widget=forms.Textarea(attrs={"rows": 3})
    )
    welcome = forms.BooleanField(label="They have not asked me to stay away")


WHOLE_READER = WholeReader({"quiet_dates": "12-24\n02-30", "name": "Finn"})
PEOPLE = [
    {"number": 5, "name": "Finn", "address": "finn@example.org", "letters": 1, "welcome": True}
    | {"guardian": "Ben", "fingerprint": "evil insect justice desert increase general"},
    {"number": 6, "name": "Gita", "address": "gita@example.org", "letters": 2, "welcome": True}
    | {"key_asked_at": at(2, 2), "may_be_asked": True},
    {"number": 7, "name": "Hana", "address": "hana@example.org", "letters": 0, "declined": True}
    | {"welcome": True},
    {"number": 8, "name": "Ivo", "address": "ivo@example.org", "letters": 0, "may_be_asked": True},
]
OWN_KEY: dict[str, Any] = {
    **DOOR,
    "person": "Finn",
    "made_at": at(2, 2),
    "fingerprint": "evil insect justice desert increase general",
    "may_make_another": True,
    "address": "https://until-then.example.org",
}
BY_HAND = ("recover", "open", "unpack", "passphrase", "keys", "show", "list", "attachment", "inner")
SEALED: dict[str, Any] = {
    **DOOR,
    "files": [
        {"url": "#", "name": "letter-1.age", "letter": 1, "attachment": 0, "size": 7_800},
        {"url": "#", "name": "letter-1-attachment-1.age", "letter": 1, "attachment": 1}
        | {"size": 4_100_000},
    ],
    "words": ("academic acid acne acquire acrobat activity actress adapt adequate " * 4).split()[
        :33
    ],
    "keepers": ["Ben", "Chidi", "Dara"],
    "needed": 2,
    "kit": "two",
    "has_estate": True,
    "estate_name": "estate-identity.age",
    "key_name": "owner-key.age",
    "ours": {
        "words": "untilthen open letter-1.age --words",
        "key": "untilthen open letter-1.age --identity owner-key.age",
    },
    "examples": ["LETTER=./letter-1.age", "FILE=letter-1-attachment-1", "SIZE=12345"],
    "commands": {step: commands(step) for step in BY_HAND},
}
READER_PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "door_sealed": ("letters/door_sealed.html", SEALED),
    "left_sealed": (
        "watch/left_sealed.html",
        {
            **SEALED,
            "keeper": "Ben",
            "stays_until": "",
            "files": [
                {"url": "#", "name": "letter-1.age", "title": "Wishes", "size": 9216},
                {"url": "#", "name": "letter-2.age", "title": "Duty 1", "size": 9216},
            ],
        },
    ),
    "door_sealed_solo": ("letters/door_sealed.html", {**SEALED, "words": (), "kit": "none"}),
    "people": (
        "letters/people.html",
        {**OWNER, "here": "letters", "people": PEOPLE, "form": Reader()},
    ),
    "own_key": ("letters/own_key.html", {**OWN_KEY, "state": "asked"}),
    "own_key_made": ("letters/own_key.html", {**OWN_KEY, "state": "made"}),
    "own_key_declined": ("letters/own_key.html", {**OWN_KEY, "state": "declined"}),
    "person": (
        "letters/person.html",
        {**OWNER, "here": "letters", "name": "Finn", "form": WHOLE_READER},
    ),
    "door_kept": ("letters/door.html", {**DOOR, "letters": 1, "kept": True}),
    "door_with_keeper": ("letters/door_shut.html", {**DOOR, "why": "with_keeper"}),
    "door_over": ("letters/door_shut.html", {**DOOR, "why": "over"}),
    "door_came_back_read": (
        "letters/door_shut.html",
        {**DOOR, "why": "came_back", "opened": 1, "came": 2, "goodbye_url": "#"},
    ),
    "goodbye_kept": ("letters/goodbye_kept.html", {**DOOR, "words": "Bye, Ana.\n\nThank you."}),
    "with_you": ("watch/with_you.html", WITH_YOU),
    "with_you_waiting": (
        "watch/with_you.html",
        {**DOOR, "person": "Ben", "said": "not_yet", "wards": [{**WARD, "state": "waiting"}]},
    ),
    "with_you_nothing": ("watch/with_you.html", {**DOOR, "over": True}),
    "your_mail": ("watch/your_mail.html", {**DOOR, "recipient": True}),
    "your_mail_stopped": ("watch/your_mail.html", {**DOOR, "keeper": True, "no_mail": True}),
    "your_mail_confirm": (
        "watch/your_mail.html",
        {**DOOR, "recipient": True, "asks": "does_not_know_owner", "back_url": "#"},
    ),
    "your_mail_erased": ("watch/your_mail.html", {**DOOR, "erased": True}),
    "kit": ("watch/kit.html", {"kit": "two", "sheets": [True, False]}),
    "kit_here": ("watch/kit.html", {"kit": "one", "sheets": [True], "opens": True}),
    "told_hand_over": (
        "watch/told.html",
        {"then": "hand_over", "kit_url": "#", "others": OTHERS, "people": []},
    ),
}
