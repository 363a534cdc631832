"""Further pages of the gallery: the owner's first page in each state, and keepers' other pages."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms

from tools.gallery_samples import DATES, OTHERS, WAITING, at

ANA = {"user": SimpleNamespace(is_authenticated=True), "who": "Ana Berg"}


class Until(forms.Form):
    """Stands for the pause form."""

    until = forms.DateField(
        label="Until which day",
        widget=forms.DateInput({"type": "date"}),
        help_text="At most a year from today.",
    )


class Whom(forms.Form):
    """Stands for the forms about one person."""

    name = forms.CharField(label="Name", initial="Gita")
    address = forms.EmailField(label="Mail address", initial="gita@example.org")


CALLERS = [{"number": 1, "name": "Ben"}, {"number": 2, "name": "Chidi"}]


def today(state: str, **more: object) -> tuple[str, dict[str, Any]]:
    """Return the owner's first page in one state."""
    return "watch/today.html", {**ANA, "here": "today", "state": state, "dates": DATES, **more}


REPORT = {
    "stopped_how": "pressed_stop",
    "asked": [
        {
            **OTHERS[0],
            "sure_at": at(4, 16, 11),
            "died_on": "2027-04-09",
            "how_known": "A call from the hospital in Porto.",
        },
        OTHERS[2],
    ],
    "objected": [{"name": "Eli", "at": at(4, 18, 12)}],
    "reported": [{"name": "Dara", "at": at(4, 15, 14), "undone": True}],
    "told": [{"name": "Finn", "at": at(4, 18, 17), "by": "Ben"}],
    "letters": [
        {
            "name": "Finn",
            "number": 1,
            "state": "opened",
            "at": at(4, 25, 10, 12),
            "delivery": "a",
        },
        {"name": "Gita", "number": 2, "state": "knocked", "at": at(4, 25, 10, 10)},
        {"name": "Ivo", "number": 4, "state": "never"},
    ],
    "duties": [{"name": "Duty 1", "state": "taken", "by": "Ben", "at": at(4, 25, 9, 40)}],
    "presses": [{"at": at(4, 25, 10, 25), "agent": "Mozilla/5.0 (Android 16)", "minutes": 15}],
    "first": ["Finn", "Gita"],
    "reasons": [
        {"when": at(4, 3), "what": "We reminded you, and had no answer."},
        {"when": at(4, 14), "what": "We asked your keepers."},
    ],
}
TODAY: Mapping[str, tuple[str, dict[str, Any]]] = {
    "today_draft": today("draft", missing=1, dates=[], not_ready=["No letter is written yet."]),
    "today_living": today("living", pause_form=Until(), callers=CALLERS),
    "today_waiting": today("living", waiting=WAITING, may_change=True, weak=True),
    "today_sign_in": today("living", sign_in_by=date(2028, 4, 30)),
    "today_due": today("due", pause_form=Until()),
    "today_overdue": today("overdue"),
    "today_paused": today("paused", paused_until=at(5, 14), paused_by="Ben"),
    "today_vigil": today("vigil", dates=[]),
    "today_on_hold": today("on_hold", dates=[]),
    "today_quiet_wait": today("quiet_wait", sure=["Ben", "Dara"]),
    "today_delivering": today("delivering", dates=[]),
    "today_goodbyes": today("goodbyes", dates=[]),
    "today_stopped": today("stopped", dates=[]),
    "today_came_back": today("came_back", dates=[]),
    "came_back": ("watch/came_back.html", {**ANA, **REPORT}),
    "begin": ("watch/begin.html", {"user": ANA["user"], "form": Whom()}),
}
DUTIES = [
    {"number": 1, "state": "offered"},
    {"number": 2, "state": "taken"},
    {"number": 4, "state": "open_to_all"},
]
KEPT = [
    {
        "name": "Ana Berg",
        "line": "We ask whether you have heard from Ana Berg.",
        "url": "/go/a",
        "mutual": False,
    },
    {"name": "Ben", "line": "There is nothing to do now.", "url": "/go/b", "mutual": False},
]
GOES_OUT = {"all": 7, "left": 5, "people": [{"name": "Finn", "finished": True}, {"name": "Gita"}]}
FURTHER_PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    **TODAY,
    "earlier_link": ("watch/only_sign_in.html", {}),
    "earlier_link_keeper": ("watch/newer_mail.html", {}),
    "duties": ("watch/duties.html", {"duties": DUTIES}),
    "keeping": ("watch/keeping.html", {"people": KEPT, "back_url": "."}),
    "keeping_owner": (
        "watch/keeping_owner.html",
        {**ANA, "here": "keepers", "people": [{**KEPT[1], "mutual": True}]},
    ),
    "no_plan": ("no_plan.html", {"user": ANA["user"]}),
    "progress": (
        "watch/progress.html",
        {**GOES_OUT, "closes_at": at(5, 25), "with_you_url": "#", "keeping_url": "keeping/"},
    ),
    "rest": ("watch/rest.html", {}),
    "letter_delete": (
        "letters/delete.html",
        {**ANA, "here": "letters", "number": 2, "names": "Gita and Hana", "text_url": "#"},
    ),
    "recipient": (
        "letters/person.html",
        {**ANA, "here": "letters", "name": "Gita", "form": Whom()},
    ),
    "key_made": (
        "letters/key_made.html",
        {**ANA, "here": "letters", "made_at": at(2, 1), "with_passkey": True},
    ),
    "report_confirm": ("letters/report_confirm.html", {"letters": 1}),
    "letter_opening": ("letters/opened.html", {"owner_name": "Ana Berg", "goodbye_url": "#"}),
}
