"""Walks through the whole application that keep every page they meet, as it was served."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client, RequestFactory

from tests.people_in_tests import Household, quiet_outbox
from tests.web.everything import LINKS, addresses, visitors
from tests.web.test_sign_in import signs_in
from untilthen.domain import acts
from untilthen.handover.actions import name_duty
from untilthen.people.links import LinkKind
from untilthen.web import views

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
NUMBER = re.compile(r"\d+")
OF_THE_STATE = ("/", "/what-would-happen/", "/what-happened/")


@dataclass
class Seen:
    """The pages met so far, by template and heading: one heading is one thing a page can say."""

    pages: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, template: str, html: str) -> None:
        """Keep a page."""
        heading = HEADING.search(html)
        said = NUMBER.sub("0", heading[1].strip()) if heading else ""
        self.pages.setdefault((template, said), html)

    def look(self, client: Client, *paths: str) -> None:
        """Go to pages."""
        for path in paths:
            self._take(client.get(path, follow=True))

    def press(self, client: Client, path: str, **fields: str) -> None:
        """Send a form, and go where that leads."""
        self._take(client.post(path, fields, follow=True))

    def _take(self, answer: Any) -> None:  # noqa: ANN401  the test client's own answer
        if answer.templates and answer["Content-Type"].startswith("text/html"):
            self.note(answer.templates[0].name, answer.content.decode())


def everywhere(seen: Seen, home: Household) -> None:
    """Go to every address there is, signed in."""
    client = home.sign_in(Client())
    client.raise_request_exception = False
    signs_in(known := Client())
    for path in addresses({}):
        if path != "/accounts/logout/" and path.partition("/")[2].partition("/")[0] not in LINKS:
            seen.look(known if path.startswith("/accounts/") else client, path)


def now(seen: Seen, home: Household) -> None:
    """Go to the pages that depend on the state, and to all pages behind everybody's links."""
    seen.look(home.sign_in(Client()), *OF_THE_STATE)
    for client, page in visitors(home).values():
        prefix = page.split("/")[1]
        seen.look(client, *(p for p in addresses({prefix: page}) if p.startswith(page)))


def through_a_life(seen: Seen, ana: Household) -> None:
    """Live from a quiet day to the goodbyes, and come back; look around on the way."""
    letter = ana.writes("Finn")
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))
    ana.invite("Dara")
    everywhere(seen, ana)
    seen.look(ana.sign_in(Client()), f"/letters/{letter.public_id}/delete/")
    now(seen, ana)
    at_the_check_in(seen, ana)
    for days in (31, 5, 9):
        ana.let_pass(timedelta(days=days))
        now(seen, ana)
    while_asked(seen, ana)
    ana.are_sure("Ben", "Chidi")
    now(seen, ana)
    ana.comes_to_release()
    now(seen, ana)
    ana.let_pass(timedelta(days=1))
    now(seen, ana)
    at_the_door(seen, ana)
    ana.does(acts.press_stop)
    now(seen, ana)
    ana.does(acts.sign_in)
    now(seen, ana)


def through_a_hold(seen: Seen, ana: Household) -> None:
    """Ben says that Ana is alive; later nobody can tell, and her last word gives all out sealed."""
    ana.writes("Finn")
    ana.let_pass(timedelta(days=45))
    client, page = visitors(ana)["VIGIL"]
    seen.press(client, page, answer="alive")
    now(seen, ana)
    for days in (80, 366, 32):
        ana.let_pass(timedelta(days=days))
        now(seen, ana)
    client, page = visitors(ana)["VIGIL"]
    seen.press(client, page, answer="steps_down")


def at_the_check_in(seen: Seen, ana: Household) -> None:
    """Pause with a day that is none; press very fast, then confirm; Dara answers."""
    client, page = visitors(ana)["CHECK_IN"]
    seen.press(client, page, does="pauses", until="yesterday")
    seen.press(client, page, does="checks_in")
    seen.press(client, page, does="confirms", deed="checks_in", until="")
    token = ana.token(LinkKind.INVITATION, "Dara")
    invited = str(client.get(f"/go/{token}")["Location"])
    seen.look(client, invited)
    for answer in ("talks_first", "declines"):
        seen.press(client, invited, does=answer)


def while_asked(seen: Seen, ana: Household) -> None:
    """Ben looks at every answer he could give."""
    client, page = visitors(ana)["VIGIL"]
    for answer in ("sure", "does_not_know", "keeps_vigil", "nonsense"):
        seen.press(client, page, answer=answer)
    quiet_outbox()


def at_the_door(seen: Seen, ana: Household) -> None:
    """Press everything at Finn's door; read, and leave a goodbye."""
    client, page = visitors(ana)["DOOR"]
    for pressed in ("later", "refuses", "reports_harassment", "reads"):
        seen.press(client, page, does=pressed)
    seen.press(client, f"{page}goodbye/", does="says_goodbye")
    seen.press(client, f"{page}goodbye/", does="says_goodbye", text="Bye, Mum.")
    seen.press(client, f"{page}goodbye/", does="shreds")


def at_the_entrance(seen: Seen) -> None:
    """Sign up, ask for codes, forget passwords, and go where one may not."""
    client = Client()
    client.raise_request_exception = False
    seen.look(client, "/", "/nowhere/", *(p for p in addresses({}) if "accounts" in p))
    seen.press(client, "/accounts/login/", login="ana@example.org", password="wrong")
    seen.press(client, "/accounts/login/code/", email="ana@example.org")
    seen.press(Client(), "/accounts/password/reset/", email="ana@example.org")
    new = {"email": "new@example.org", "password1": "a-long-way", "password2": "a-long-way"}
    seen.press(Client(), "/accounts/signup/", **new)
    seen.press(Client(enforce_csrf_checks=True), "/accounts/login/")
    request = RequestFactory().get("/")
    seen.note("400.html", views.bad_request(request, None).content.decode())
    seen.note("429.html", views.too_often(request).content.decode())
    seen.note("500.html", views.server_error(request).content.decode())
