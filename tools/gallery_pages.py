"""Every page of the gallery: its name, its template, and what Ana's story puts on it."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms

from tools.gallery_account_pages import PLAIN_PAGES, SIGN_IN_PAGES
from tools.gallery_further_pages import CALLERS, FURTHER_PAGES, Until
from tools.gallery_reader_pages import DOOR, READER_PAGES
from tools.gallery_samples import EVERYONE, KEEPERS, OTHERS, SEAL, STEPS, WAITING, at
from tools.gallery_second_pages import SECOND_PAGES
from tools.gallery_sheet_pages import sheet_pages
from untilthen.letters.prompts import KINDS

ANA = {"user": SimpleNamespace(is_authenticated=True), "who": "Ana Berg"}


class Invite(forms.Form):
    """Stands for the invitation form."""

    name = forms.CharField(label="Name", help_text="As you would say it to them.")
    address = forms.EmailField(label="Mail address")
    zone = forms.ChoiceField(label="Where they live", choices=[("a", "Berlin"), ("b", "Lagos")])
    safe = forms.BooleanField(label="This person has not asked me to stay away")


class Sure(forms.Form):
    """Stands for what is asked with "I am sure"."""

    how_known = forms.CharField(label="How do you know?", widget=forms.Textarea)
    died_on = forms.DateField(
        label="Which day, if you know it", required=False, widget=forms.DateInput({"type": "date"})
    )


class Goodbye(forms.Form):
    """Stands for the goodbye."""

    text = forms.CharField(label="Your goodbye", widget=forms.Textarea)
    shares = forms.ChoiceField(
        label="Who may read it",
        widget=forms.RadioSelect,
        choices=[("", "Nobody"), ("1", "Ben"), ("2", "Chidi")],
        initial="",
    )


class Waits(forms.Form):
    """Stands for the plan's settings."""

    check_in_days = forms.IntegerField(
        label="Days between check-ins", help_text="14 to 365; usually 30.", initial=30, min_value=14
    )
    last_word = forms.ChoiceField(
        label="If nobody ever knows",
        widget=forms.RadioSelect,
        choices=[("a", "Give each their letter still sealed"), ("b", "Let everything go")],
    )


class SignIn(forms.Form):
    """Stands for the account library's form."""

    login = forms.EmailField(
        label="Mail address", widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    remember = forms.BooleanField(label="Stay signed in on this computer")


COPIED = SimpleNamespace(custody="keepers", kit="one", needed=2, identity_file="age")
WRONG = Invite({"name": "Farah", "address": "farah at example", "zone": "b"})
SETTINGS = {
    "person_form": Invite(prefix="p"),
    "plan_form": Waits(),
    "waiting": WAITING,
    "key_url": "#",
}
TOLD = [
    {"id": 1, "name": "Finn", "told": True, "told_by": "Ben"},
    {"id": 2, "name": "Gita"},
    {"id": 3, "name": "Hana"},
    {"id": 4, "name": "Ivo"},
]
NUMBERS = [
    {
        "name": "A listening line",
        "number": "0800 5550111",
        "dial": "08005550111",
        "place": "Germany",
        "hours": "day and night",
    }
]
WRITING = {
    "language": "en",
    "languages": [("en", "English"), ("de", "German")],
    "people": [
        {"id": 1, "name": "Finn", "chosen": True},
        {"id": 2, "name": "Gita", "chosen": False},
    ],
    "version": 0,
    "if_unreachable": "keeper",
    "kinds": KINDS,
    "people_url": "#",
}
LETTERS = [
    {"id": 1, "url": "#", "text_url": "#", "move_url": "#", "number": 1, "names": "Finn"},
    {"id": 2, "url": "#", "text_url": "#", "move_url": "#", "number": 2, "names": "Gita and Hana"},
]


FEED = "https://until-then.example.org/calendar/AAAAAAAAAAEAAAABq0Zx4T7pUuWm2VbK/check-ins.ics"
FINN, DARA = {"id": 5, "name": "Finn"}, {"id": 3, "name": "Dara"}
TOLD_OF_DARA = {**DARA, "by": "Ben", "mine": False, "at": at(3, 10)}
SIX = "maple robin ocean velvet lunar topic"
KEEPER_KEY = {"address": "https://until-then.example.org", "signer": SIX}


PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "welcome": ("watch/welcome.html", {"signup_open": True}),
    "keepers": (
        "watch/keepers.html",
        {
            **ANA,
            "here": "keepers",
            "keepers": KEEPERS,
            "promised": 2,
            "needed": 2,
            "form": WRONG,
            "most_invitations": 10,
        },
    ),
    "keepers_empty": (
        "watch/keepers.html",
        {**ANA, "here": "keepers", "keepers": [], "promised": 0, "needed": 2, "form": Invite()},
    ),
    "invitation": ("watch/invitation.html", {}),
    "promised": ("watch/promised.html", {"state": "promised", "form": None, "part": "proven"}),
    "settings": ("watch/settings.html", {**ANA, "here": "settings", **SETTINGS}),
    "calendar": ("watch/calendar.html", {**ANA, "here": "settings", "address": FEED}),
    "calendar_empty": ("watch/calendar.html", {**ANA, "here": "settings"}),
    "calendar_draft": ("watch/calendar.html", {**ANA, "here": "settings", "draft": True}),
    "calendar_confirm": (
        "watch/calendar_confirm.html",
        {**ANA, "here": "settings", "does": "renews"},
    ),
    "help": ("help.html", {"here": "help", "numbers": NUMBERS, "checked_at": at(1, 12)}),
    "what_would_happen": (
        "watch/what_would_happen.html",
        {
            **ANA,
            "here": "what_would_happen",
            "sure": STEPS,
            "silent": [*STEPS[:5], {"when": at(4, 28), "kind": "hold"}],
        },
    ),
    "check_in": (
        "watch/check_in.html",
        {"state": "due", "pause_form": Until(), "callers": CALLERS},
    ),
    "done": ("watch/done.html", {}),
    "check_in_stop": ("watch/check_in.html", {"state": "quiet_wait"}),
    "checked_in": ("watch/checked_in.html", {"mail_at": at(4, 27)}),
    "are_you": ("watch/are_you.html", {}),
    "stopped": ("watch/stopped.html", {}),
    "vigil": (
        "watch/vigil.html",
        {"state": "vigil", "others": OTHERS, "owner_phone": "+49 30 5550100"},
    ),
    "sure_confirm": (
        "watch/sure_confirm.html",
        {"form": Sure(), "sure_needed": 2, "wait_days": 7, "sure_so_far": ["Ben"], "part": "none"},
    ),
    "sure_with_part": (
        "watch/sure_confirm.html",
        {"form": Sure(), "sure_needed": 2, "wait_days": 7, "part": "sealed", "with_passkey": True},
    ),
    "keeper_key": ("watch/keeper_key.html", KEEPER_KEY),
    "keeper_key_made": ("watch/keeper_key.html", {"fingerprint": SIX}),
    "keeper_part": ("watch/keeper_part.html", {"state": "given", "set": 2}),
    "keeper_part_on_paper": ("watch/keeper_part.html", {"state": "given", "on_paper": True}),
    "keeper_part_passkey": (
        "watch/keeper_part.html",
        {"state": "given", "set": 2, "said": "passkey"},
    ),
    "keeper_part_shown": (
        "watch/keeper_part.html",
        {"state": "proven", "proven_at": at(2, 3), "said": "passkey"},
    ),
    "keeper_without_part": ("watch/keeper_part.html", {"state": "no_part", "fingerprint": SIX}),
    "promised_without_key": (
        "watch/promised.html",
        {"state": "promised", "form": Invite(), "part": "no_key"},
    ),
    "answered_without_part": ("watch/answered.html", {"answer": "sure_without_part"}),
    "answered_alive": ("watch/answered.html", {"answer": "alive"}),
    "answered_sure": ("watch/answered.html", {"answer": "sure", "still_needed": 1}),
    "told": (
        "watch/told.html",
        {"people": TOLD, "then": "release", "others": OTHERS, "may_object": True},
    ),
    "vigil_opened": (
        "watch/vigil.html",
        {"state": "vigil", "others": OTHERS, "why": "opened_by_keeper", "opened_by": "Ben"},
    ),
    "died": ("watch/died.html", {"people": [FINN, DARA], "open": [TOLD_OF_DARA]}),
    "died_wrong": (
        "watch/died.html",
        {"people": [FINN, DARA], "error": "Please choose a person.", "said": ""},
    ),
    "died_confirm": (
        "watch/died_confirm.html",
        {"does": "reports_death", "person": DARA, "is_keeper": True},
    ),
    "reported": ("watch/reported.html", {"keeper": "Dara", "by": "Ben", "at": at(3, 10)}),
    "open_vigil": ("watch/open_vigil.html", {}),
    "promised_and_worried": (
        "watch/promised.html",
        {"state": "promised", "form": None, "part": "proven", "may_open": True},
    ),
    "door": ("letters/door.html", DOOR),
    "door_shut": ("letters/door_shut.html", {**DOOR, "why": "stopped"}),
    "door_came_back": ("letters/door_shut.html", {**DOOR, "why": "came_back", "came": 1}),
    "refuse_confirm": ("letters/refuse_confirm.html", DOOR),
    "goodbye": ("letters/goodbye.html", {**DOOR, "form": Goodbye()}),
    "goodbye_done": ("letters/goodbye_done.html", DOOR),
    "login": (
        "account/login.html",
        {
            "form": SignIn(),
            "signup_url": "#",
            "LOGIN_BY_CODE_ENABLED": True,
            "request_login_code_url": "#",
        },
    ),
    "letter": ("gallery_letter.html", {}),
    "letter_form": ("letters/form.html", {**ANA, "here": "letters", **WRITING}),
    "letters": ("letters/list.html", {**ANA, "here": "letters", "letters": LETTERS}),
    "key": ("letters/key.html", {**ANA, "here": "letters"}),
    "export": (
        "watch/export.html",
        {**ANA, "here": "keepers", "letters": 4, "is_current": True, "set": COPIED},
    ),
    "export_draft": (
        "watch/export.html",
        {**ANA, "here": "keepers", "letters": 1, "is_current": False, "missing": 1},
    ),
    "export_nothing": ("watch/export.html", {**ANA, "here": "keepers", "nothing": True}),
    "found_kit": ("watch/found_kit.html", {"here": "help"}),
    "seal": ("watch/seal.html", {**ANA, "here": "keepers", **SEAL}),
    "seal_first": (
        "watch/seal.html",
        {**ANA, "here": "keepers", **SEAL, "set": None, "coming": None, "left": 0},
    ),
    "seal_too_few": (
        "watch/seal.html",
        {
            **ANA,
            "here": "keepers",
            **SEAL,
            "set": None,
            "coming": None,
            "keepers": [],
            "enough": False,
        },
    ),
    "seal_solo": (
        "watch/seal.html",
        {**ANA, "here": "keepers", **SEAL, "solo": True, "set": None, "coming": None},
    ),
}


def contexts() -> dict[str, tuple[str, dict[str, Any]]]:
    """Return every page with everything Ana's story knows under it."""
    more = {**SECOND_PAGES, **SIGN_IN_PAGES, **PLAIN_PAGES}
    pages = {**PAGES, **READER_PAGES, **FURTHER_PAGES, **more}
    pages |= sheet_pages(ANA)
    return {name: (template, {**EVERYONE, **own}) for name, (template, own) in pages.items()}
