"""Help is there for everyone, and says nothing of other places where it names none."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings as known
from django.template.loader import render_to_string
from django.test import Client

from tests.people_in_tests import Clock
from untilthen.watch.models import Heartbeat
from untilthen.web.config import Config
from untilthen.web.helpnumbers import HelpNumber
from untilthen.web.views import HELP_NUMBERS_OLD

NUMBER = HelpNumber(
    place="Germany", name="TelefonSeelsorge", number="0800 111 0 111", hours="day and night"
)


def with_numbers(checked: date | None) -> Config:
    """Return the settings with one number, and when it was checked."""
    config: Config = known.CONFIG
    return replace(config, help_numbers=(NUMBER,), help_checked_at=checked)


def test_without_numbers_no_place_is_the_other_one(client: Client) -> None:
    page = client.get("/help/").content.decode()
    assert "findahelpline.com" in page
    assert "For other places:" not in page


def test_after_our_numbers_come_those_of_other_places() -> None:
    page = render_to_string(
        "help.html", {"numbers": [NUMBER], "operator": {"name": "", "mail": ""}}
    )
    assert page.index("0800 111") < page.index("For other places:")


def test_the_operators_numbers_stand_there_with_the_day_they_were_checked(
    client: Client, settings: object
) -> None:
    settings.CONFIG = with_numbers(date(2026, 11, 2))  # type: ignore[attr-defined]
    page = client.get("/help/").content.decode()
    assert "TelefonSeelsorge" in page
    assert 'href="tel:08001110111"' in page
    assert "day and night" in page
    assert "These numbers were last checked on Monday 2 November 2026." in page
    assert "findahelpline.com" in page


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (date(2026, 3, 1), b""),
        (date(2026, 2, 20), HELP_NUMBERS_OLD.encode()),
        (date(2028, 3, 1), HELP_NUMBERS_OLD.encode()),
        (None, HELP_NUMBERS_OLD.encode()),
    ],
)
def test_health_tells_of_numbers_nobody_rang_for_a_year_and_stays_well(
    clock: Clock, client: Client, settings: object, checked: date | None, said: bytes
) -> None:
    Heartbeat.objects.create(at=clock.at)
    settings.CONFIG = with_numbers(checked)  # type: ignore[attr-defined]
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n" + said)


def test_leaving_works_without_scripts_from_every_page(client: Client) -> None:
    for page in (client.get("/help/"), client.get("/nowhere/"), client.get("/accounts/login/")):
        assert b'href="https://www.wikipedia.org/" rel="noreferrer" data-leave' in page.content
