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
}


class Reader(forms.Form):
    """Stands for the form of somebody letters can be for."""

    name = forms.CharField(label="Name")
    address = forms.EmailField(label="Mail address")


PEOPLE = [
    {"number": 5, "name": "Finn", "address": "finn@example.org", "letters": 1}
    | {"fingerprint": "evil insect justice desert increase general"},
    {"number": 6, "name": "Gita", "address": "gita@example.org", "letters": 2}
    | {"key_asked_at": at(2, 2), "may_be_asked": True},
    {"number": 7, "name": "Hana", "address": "hana@example.org", "letters": 0, "declined": True},
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
    "door_sealed_solo": ("letters/door_sealed.html", {**SEALED, "words": (), "kit": "none"}),
    "people": (
        "letters/people.html",
        {**OWNER, "here": "letters", "people": PEOPLE, "form": Reader()},
    ),
    "own_key": ("letters/own_key.html", {**OWN_KEY, "state": "asked"}),
    "own_key_made": ("letters/own_key.html", {**OWN_KEY, "state": "made"}),
    "own_key_declined": ("letters/own_key.html", {**OWN_KEY, "state": "declined"}),
    "kit": ("watch/kit.html", {"kit": "two", "sheets": [True, False]}),
    "kit_here": ("watch/kit.html", {"kit": "one", "sheets": [True], "opens": True}),
    "told_hand_over": (
        "watch/told.html",
        {"then": "hand_over", "kit_url": "#", "others": OTHERS, "people": []},
    ),
}
