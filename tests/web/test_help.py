"""Help is there for everyone, and says nothing of other places where it names none."""

from django.template.loader import render_to_string
from django.test import Client

NUMBER = {"name": "Samaritans", "number": "116 123", "place": "London", "hours": ""}


def test_without_numbers_no_place_is_the_other_one(client: Client) -> None:
    page = client.get("/help/").content.decode()
    assert "findahelpline.com" in page
    assert "For other places:" not in page


def test_after_our_numbers_come_those_of_other_places() -> None:
    page = render_to_string(
        "help.html", {"numbers": [NUMBER], "operator": {"name": "", "mail": ""}}
    )
    assert page.index("116 123") < page.index("For other places:")
