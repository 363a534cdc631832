"""The gallery's pages of sheets; what a sheet says is filled in by a browser with its key."""

from types import SimpleNamespace
from typing import Any

from untilthen.handover.kinds import SHEETS

ABLE = [SimpleNamespace(number=1, name="Ben"), SimpleNamespace(number=3, name="Dara")]
ASKED = {"able": ABLE, "first": 1, "after": [(1, 3)], "zones": (("Europe", [("a", "Berlin")]),)}
DUTIES = [
    {
        "id": "d1",
        "url": "#",
        "text_url": "#",
        "move_url": "#",
        "number": 1,
        "asked": "Ben is asked first. After that: Dara.",
    },
    {
        "id": "d2",
        "url": "#",
        "text_url": "#",
        "move_url": "#",
        "number": 2,
        "asked": "Ben is asked first. After that: Chidi.",
    },
]
LEFT = {
    "token": "",
    "others": [{"title": "Wishes", "url": "#"}, {"title": "Inventory", "url": "#"}],
}
TO_TAKE = [
    {"number": 1, "state": "offered"},
    {"number": 2, "state": "taken", "for_a_while": True},
    {"number": 3, "state": "open_to_all"},
]


def sheet_pages(ana: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return the pages of sheets by name, for an owner who is signed in and for a keeper."""
    forms = {
        f"{kind}_form": (
            "handover/sheet.html",
            {**ana, **ASKED, "here": kind, "kind": kind, "sheet": sheet, "version": 0},
        )
        for kind, sheet in SHEETS.items()
    }
    owner = {**ana, "here": "duties"}
    return forms | {
        "duties_written": ("handover/duties.html", {**owner, "duties": DUTIES, "can_ask": True}),
        "duties_nobody": ("handover/duties.html", owner),
        "duty_delete": ("handover/delete.html", {**owner, "kind": "duty", "number": 2}),
        "duties_left": ("watch/duties.html", {**LEFT, "duties": TO_TAKE}),
        "duties_none": ("watch/duties.html", {"duties": [], "others": []}),
        "duties_still_sealed": ("watch/duties.html", {"duties": TO_TAKE, "sealed_url": "sealed/"}),
        "left_wishes": (
            "handover/left_sheet.html",
            {"title": "Wishes", "kind": "wishes", "groups": SHEETS["wishes"].groups},
        ),
    }
