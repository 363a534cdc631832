"""Names written from right to left, on our pages that are read from left to right: each keeps to
itself, so that no date, number or other name changes its place.
"""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.people_in_tests import Household
from tests.web.walks import Seen, at_the_door, now
from untilthen.people.actions import change_person
from untilthen.people.names import FIRST_STRONG_ISOLATE, POP_ISOLATE, Name, isolated
from untilthen.people.queries import OWNER, people

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ANA, BEN, CHIDI, FINN = "حنا عبد الله", "שרה כהן", "نور الهدى", "יונתן בן־דוד"
OTHERS = {"Ben": BEN, "Chidi": CHIDI, "Finn": FINN}
KEPT = re.compile(f"{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}")
# What an element keeps to itself, and what stands in a field.
ALONE = re.compile(r'<(\w+)[^>]*dir="auto"[^>]*>[^<]*</\1>|value="[^"]*"|<bdi>[^<]*</bdi>')


@pytest.fixture
def home(ana: Household) -> Household:
    """Ana's plan, in which everybody's name is written from right to left."""
    ana.writes("Finn")
    named = {OWNER: ANA, **{ana.people[n].number: t for n, t in OTHERS.items()}}
    for number, person in people(ana.plan.pk).items():
        change_person(ana.plan.pk, number, replace(person.details, name=named[number]))
    return ana


def loose(html: str) -> list[str]:
    """Return the pieces of a page in which a name could turn what is around it."""
    text = KEPT.sub("", ALONE.sub("", unescape(html)))
    places = [text.find(name) for name in (ANA, *OTHERS.values())]
    return [text[max(0, place - 60) : place + 30] for place in places if place >= 0]


def test_no_name_turns_the_words_around_it(home: Household) -> None:
    seen = Seen()
    seen.look(home.sign_in(Client()), "/keepers/", "/letters/", "/letters/people/", "/seal/")
    now(seen, home)
    home.let_pass(timedelta(days=45))
    now(seen, home)
    home.are_sure("Ben", "Chidi")
    now(seen, home)
    home.comes_to_release()
    home.let_pass(timedelta(days=1))
    now(seen, home)
    at_the_door(seen, home)
    named = {page: html for page, html in seen.pages.items() if KEPT.search(html)}
    assert len({template for template, _ in named}) >= 10
    assert {page: found for page, html in seen.pages.items() if (found := loose(html))} == {}


def test_most_names_stay_as_they_are() -> None:
    assert isolated("Zoë Nguyễn-O'Brien") == "Zoë Nguyễn-O'Brien"
    assert Name("Ana & Ben").__html__() == "Ana &amp; Ben"
    assert Name(BEN) == BEN
    assert Name(BEN).__html__() == f"{FIRST_STRONG_ISOLATE}{BEN}{POP_ISOLATE}"


def test_a_browser_leaves_the_date_after_the_name(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    left = """() => {
      const date = document.createRange();
      const text = document.querySelector("p").firstChild;
      date.setStart(text, text.length - 2);
      date.setEnd(text, text.length);
      return date.getBoundingClientRect().left;
    }"""
    places = []
    for name in (BEN, isolated(BEN)):
        page.set_content(f"<meta charset=utf-8><p>{name}, 25")
        places.append(page.evaluate(left))
    context.close()
    assert places[0] < places[1]
