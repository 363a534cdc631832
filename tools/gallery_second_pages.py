"""The page of a second way in the gallery, in each of its states."""

from typing import Any

from django import forms

from tools.gallery_further_pages import ANA
from untilthen.outbox.ways import EXAMPLES, name_of


class Way(forms.Form):
    """Stands for the form of a second way."""

    secret_address = forms.CharField(
        label="Address of the second way", help_text="A mail address, or that of a messenger."
    )


class Number(forms.Form):
    """Stands for the form of a test's number."""

    test_code = forms.CharField(label="The number in the test", max_length=4)


def second(state: str, **more: object) -> dict[str, Any]:
    """Return what the page of a second way says in one state."""
    messengers = [(name_of(each), each) for each in EXAMPLES]
    examples = {"mail": "ana@elsewhere.example.org", "messengers": messengers}
    known = {"second": "ntfy, ending in …opic", "way_form": Way(), "number_form": Number()}
    known |= {"examples": examples}
    return {**ANA, "here": "settings", "state": state, **known, **more}


WRONG_WAY = Way({"secret_address": ""})
SECOND_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "second_way": ("watch/second.html", second("none")),
    "second_way_test": ("watch/second.html", second("unconfirmed", last_try="taken")),
    "second_way_works": ("watch/second.html", second("works")),
    "second_way_fails": ("watch/second.html", second("fails")),
    "second_way_remove": ("watch/second.html", second("works", asks="removes")),
    "keeper_second_way": ("watch/keeper_second.html", second("unconfirmed", way_form=WRONG_WAY)),
}
