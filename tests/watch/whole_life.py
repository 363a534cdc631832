"""Ana's whole plan lived through real pages and real mail, on the database the environment names,
in a process of its own: FOLDER. Prints what was found of it before the closing, and after.
"""

import json
import os
import re
import sys
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.outbox.mailserver import MailServerProcess, mail_server

if TYPE_CHECKING:
    from django.test import Client

    from tests.people_in_tests import Household

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
NAMES = {
    "Ana Bergström-Quillfeather": "ana.quillfeather@owners.example.org",
    "Ben Ollivander": "ben.ollivander@keepers.example.org",
    "Chidi Okonkwo-Pemberton": "chidi.okonkwo@keepers.example.org",
    "Dara Featherstonehaugh": "dara.featherstonehaugh@keepers.example.org",
    "Eli Throckmorton": "eli.throckmorton@keepers.example.org",
    "Finn Wolkenstein": "finn.wolkenstein@readers.example.org",
    "Gita Ramachandran": "gita.ramachandran@readers.example.org",
}
ANA, BEN, CHIDI, DARA, ELI, FINN, GITA = NAMES
PHONES = ("+49 30 555 0174 281", "+234 555 0199 733")
SECOND = "ana.elsewhere@second.example.org"
PASSWORD = "a password made up for Ana alone"
LABEL, BODY = "For Finn, about the rowing boat", "The oars are behind the greenhouse, Finn."
HOW_KNOWN = "I sat beside her bed until the morning."
GOODBYE = "I took the boat out on Sunday, Mum."
TYPO = "Featherstonehaugh, I could not type this twice"
TYPED = (SECOND, PASSWORD, LABEL, BODY, HOW_KNOWN, GOODBYE, TYPO)
SECRETS = (*NAMES, *NAMES.values(), *PHONES, *TYPED)
START = "2027-03-01T08:00:00+00:00"
DAY = timedelta(days=1)
CODE = re.compile(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{2,4})\s*$", re.MULTILINE)


def browser() -> "Client":
    """Return a browser that speaks to this installation."""
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"})


class Life:
    """Everybody's browsers, and Ana's plan as it goes on."""

    def __init__(self, server: MailServerProcess) -> None:
        from tests.people_in_tests import Clock
        from untilthen import edge

        self.server = server
        self.clock = Clock(datetime.fromisoformat(START))
        edge.set_clock(self.clock)
        self.ana = browser()
        self.home = self.begins()

    def begins(self) -> "Household":
        """Let Ana make her account and begin her plan."""
        from django.contrib.auth.models import User

        from tests.letters.sealed import OWN
        from tests.people_in_tests import Household
        from untilthen.rehearsal.browser import Browsers

        address = NAMES[ANA]
        fields = {"email": address, "password1": PASSWORD, "password2": PASSWORD}
        done(self.ana.post("/accounts/signup/", fields))
        _, mail = self.server.mail_to(address)
        text = mail.get_body(("plain",))
        assert text is not None
        found = CODE.search(text.get_content())
        assert found is not None
        done(self.ana.post("/accounts/confirm-email/", {"code": found[1]}))
        person = {"name": ANA, "zone": "Europe/Berlin", "language": "en", "phone": PHONES[0]}
        done(self.ana.post("/begin/", person))
        account = User.objects.get()
        plan = account.plans.get()
        return Household(self.clock, plan, account, Browsers(plan, OWN, Random(1).randbytes))

    def leaves_traces(self) -> None:
        """Let Ana leave what accounts leave: sessions, codes asked for, passkeys, a second way."""
        from dataclasses import replace

        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        from untilthen.people.actions import change_person
        from untilthen.people.queries import person

        plan, address = self.home.plan.pk, NAMES[ANA]
        TOTP.activate(self.home.account, generate_totp_secret())
        RecoveryCodes.activate(self.home.account)
        change_person(plan, 0, replace(person(plan, 0).details, second=SECOND))
        other = browser()
        other.post("/accounts/login/", {"login": address, "password": PASSWORD})
        browser().post("/accounts/login/code/", {"email": address.upper()})
        browser().post("/accounts/signup/", {"email": address, "password1": PASSWORD})
        # A form with a mistake, and one sent after the sign-in grew old: both are kept for her.
        self.ana.post("/keepers/", {"does": "invites", "name": TYPO, "address": "nobody"})
        self.clock.at += timedelta(hours=13)
        self.ana.post("/keepers/", {"does": "invites", "name": TYPO, "address": NAMES[DARA]})

    def invites(self) -> None:
        """Let four be asked: two promise, one says no, one wants no mail from here ever."""
        for name in (BEN, CHIDI, DARA, ELI):
            fields = {"name": name, "address": NAMES[name], "zone": "Europe/Berlin"}
            more = {"language": "en", "phone": PHONES[1], "does": "invites"}
            done(self.ana.post("/keepers/", fields | more))
        self.knows_everybody()
        for name, does in ((DARA, "declines"), (ELI, "does_not_know_owner")):
            done(self.goes(name, "INVITATION").post(self.page, {"does": does}))
        for name in (BEN, CHIDI):
            done(self.goes(name, "INVITATION").post(self.page, {"does": "promises"}))

    def writes(self) -> None:
        """Let Ana write letters, and seal all of it to her keepers."""
        from untilthen.letters.actions import Draft
        from untilthen.sealing.letter import Letter, ReadHint

        for name in (FINN, GITA):
            fields = {"name": name, "address": NAMES[name], "zone": "Europe/Berlin"}
            done(self.ana.post("/letters/people/", fields | {"language": "en", "welcome": "on"}))
        self.knows_everybody()
        self.home.browsers.make_owner_key(self.clock.at)
        words = Letter("en", LABEL, "", BODY, "", ReadHint.ANY, ())
        both = tuple(self.home.people[each].number for each in (FINN, GITA))
        self.home.browsers.write(words, Draft(to=both), self.clock.at)
        self.home.browsers.seal_and_prove(self.clock.at)

    def knows_everybody(self) -> None:
        """Look up the numbers of all who are in the plan now."""
        from untilthen.people.queries import people

        self.home.people = {each.name: each for each in people(self.home.plan.pk).values()}

    def goes(self, name: str, kind: str) -> "Client":
        """Return somebody's browser after they followed their link; its page is in `page`."""
        from untilthen.people.links import LinkKind

        client = browser()
        round_ = {"INVITATION": 0, "DOOR": 1}.get(kind)
        self.page = client.get(f"/go/{self.home.token(LinkKind[kind], name, round_)}")["Location"]
        return client

    def dies(self) -> None:
        """Let the vigil come, both keepers be sure, and the letters go out."""
        self.passes(45 * DAY)
        for name in (BEN, CHIDI):
            client = self.goes(name, "VIGIL")
            handed = self.home.browsers.handed(self.home.people[name].number, self.clock.at)
            assert handed is not None
            known = {"answer": "sure", "confirmed": "yes", "how_known": HOW_KNOWN, "died_on": ""}
            done(client.post(self.page, known | vars_of(handed)))
        self.passes(7 * DAY)
        for _ in range(36):  # by the hour: nobody is knocked at night
            self.passes(timedelta(hours=1))
        finn = self.goes(FINN, "DOOR")
        done(finn.post(self.page, {"does": "reads"}), 200, 302, 303)
        done(finn.get(f"{self.page}letter/", follow=True), 200)
        goodbye = {"does": "says_goodbye", "text": GOODBYE}
        done(finn.post(f"{self.page}goodbye/", goodbye), 200)

    def passes(self, span: timedelta) -> None:
        """Let time pass; every mail goes out to the real server."""
        from untilthen.outbox.couriers.email import EmailCourier
        from untilthen.outbox.couriers.every import couriers_over
        from untilthen.outbox.couriers.server import server_from_settings
        from untilthen.outbox.sending import send_due

        couriers = couriers_over(EmailCourier(server_from_settings()))
        self.home.let_pass(span, lambda _now: send_due(self.clock, couriers))


def vars_of(handed: object) -> dict[str, str]:
    """Return what a browser posts of a part that is handed over."""
    return {"part": handed.file, "signature": handed.signature}  # type: ignore[attr-defined]


def done(answer: object, *statuses: int) -> None:
    """Fail with the page unless it answered as it should."""
    status = answer.status_code  # type: ignore[attr-defined]
    assert status in (statuses or (302, 303)), answer.content.decode()  # type: ignore[attr-defined]


def rows_left() -> dict[str, int]:
    """Return how many rows there are of everything that could belong to a plan or an account."""
    from django.apps import apps

    stays = {"Session", "Permission", "ContentType", "Heartbeat", "Outage", "Plan", "Line", "Chain"}
    models = [each for each in apps.get_models() if each.__name__ not in stays]
    counts = {each.__name__: each._default_manager.count() for each in models}
    from django.contrib.sessions.models import Session

    texts = [json.dumps(each.get_decoded()).casefold() for each in Session.objects.all()]
    counts["Session"] = sum(any(each.casefold() in text for each in SECRETS) for text in texts)
    return {name: count for name, count in counts.items() if count}


def words_in_the_journal() -> list[str]:
    """Return every text in the journal that is no plain word, number or date of ours."""
    from untilthen.journal.models import Line

    plain = re.compile(r"[a-z0-9_]*|[0-9T:.+-]+|[0-9a-f-]{36}")
    said = [
        text
        for line in Line.objects.all()
        for text in (line.event, line.before, line.after, *map(str, strings_in(line.facts)))
    ]
    return [text for text in said if not plain.fullmatch(text)]


def strings_in(facts: object) -> list[object]:
    """Return all that stands in the facts of a line."""
    if isinstance(facts, dict):
        return [each for pair in facts.items() for one in pair for each in strings_in(one)]
    if isinstance(facts, list):
        return [each for one in facts for each in strings_in(one)]
    return [facts] if isinstance(facts, str) else []


def main() -> None:
    """Live it, and print what is found of it."""
    from tests.e2e.search import found_under

    folder = Path(sys.argv[1])
    with mail_server() as server:
        os.environ |= {
            "UNTILTHEN_DATA": str(folder),
            "UNTILTHEN_MASTER_KEY": KEY,
            "UNTILTHEN_REGISTRATION": "open",
            "UNTILTHEN_SMTP_HOST": "127.0.0.1",
            "UNTILTHEN_SMTP_PORT": str(server.port),
            "DJANGO_SETTINGS_MODULE": "untilthen.web.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        for database in ("default", "keys"):
            call_command("migrate", database=database, verbosity=0)
        looked_in = [folder, *map(Path, sys.argv[2:])]
        look = partial(found_under, looked_in, SECRETS)
        life = Life(server)
        life.invites()
        life.writes()
        life.leaves_traces()
        life.dies()
        before, rows_before = look(), rows_left()
        life.passes(31 * DAY)
        result = {
            "before": before,
            "rows_before": rows_before,
            "after": look(),
            "rows": rows_left(),
            "journal": words_in_the_journal(),
        }
    print(json.dumps(result))  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
