"""Finn's own key: asked for twice at most, made or refused by the link, never by anybody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.letters.conftest import NOW, Clock, Owner
from tests.letters.doors import brought, link_of
from tests.letters.sealed import COFFEE, UMBRELLA
from untilthen import edge
from untilthen.letters import ownkeys
from untilthen.letters.models import Letter
from untilthen.letters.queries import invited
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.parts.keys import key_of
from untilthen.people.linkpage import short_id
from untilthen.people.links import Link, LinkKind, token_for
from untilthen.people.queries import Person
from untilthen.people.signin import STRONG_AT
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.hybrid import HybridIdentity

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FINNS, ANOTHER = (str(HybridIdentity(bytes([seed]) * 32).recipient) for seed in (7, 8))
LOCKED = "-----BEGIN AGE ENCRYPTED FILE-----\nmade up\n-----END AGE ENCRYPTED FILE-----\n"
PEOPLE = "/letters/people/"
WEEK = timedelta(days=7)


def asks(ana: Owner, person: Person) -> str:
    """Let Ana sign in and press the button, and return the page that follows."""
    session = ana.client.session
    session[STRONG_AT] = edge.now().isoformat()
    session.save()
    answer = ana.client.post(PEOPLE, {"asks": str(person.number)}, follow=True)
    return str(answer.content.decode())


def mails(person: Person) -> list[Message]:
    return list(Message.objects.filter(person=person.number, about="invitation"))


class AtThePage:
    """Somebody who followed the link in that mail."""

    def __init__(self, owner: Owner, person: Person) -> None:
        token = token_for(Link(LinkKind.OWN_KEY, owner.plan.pk, person.number))
        self.client = Client()
        self.path = f"/own-key/{short_id(token)}/"
        assert self.client.get(f"/go/{token}")["Location"] == self.path

    def looks(self, query: str = "") -> str:
        return str(self.client.get(self.path + query).content.decode())

    def makes(self, key: str, **more: object) -> tuple[int, dict[str, Any]]:
        """Post a key as the page does; return the status and what came back."""
        made = {"recipient": key, "key_file": LOCKED, "passkey_file": "", **more}
        answer = self.client.post(self.path, json.dumps(made), "application/json")
        return answer.status_code, answer.json()

    def says_no(self) -> str:
        answer = self.client.post(self.path, {"does": "declines"}, follow=True)
        return str(answer.content.decode())


def test_finn_is_asked_makes_his_key_and_ana_sees_its_words(ana: Owner, finn: Person) -> None:
    assert "Asked on" in asks(ana, finn)
    page = AtThePage(ana, finn)
    assert "you can make a key of your own" in page.looks()
    assert page.makes(FINNS) == (201, {"next": page.path})
    assert "You have a key of your own." in page.looks()
    assert fingerprint(FINNS) in page.looks()
    listed = ana.client.get(PEOPLE).content.decode()
    assert fingerprint(FINNS) in listed
    assert "Ask them to make a key" not in listed


def test_the_mail_says_only_that_a_letter_may_come(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    asks(ana, finn)
    [message] = mails(finn)
    parcel = write_parcel(message, NOW)
    token = token_for(Link(LinkKind.OWN_KEY, ana.plan.pk, finn.number))
    assert f"/go/{token}" in parcel.text
    assert "a letter to you may come" in parcel.text
    for told in ("keeper", "journal", COFFEE.body, "has died"):
        assert told not in parcel.text + parcel.subject
    assert invited(ana.plan) == frozenset()  # Finn was not asked to be a keeper


def test_nobody_is_asked_a_third_time_nor_twice_in_a_week(
    ana: Owner, finn: Person, clock: Clock
) -> None:
    for expected, span in ((1, timedelta()), (1, WEEK / 2), (2, WEEK / 2), (2, 10 * WEEK)):
        clock.passes(span)
        asks(ana, finn)
        assert len(mails(finn)) == expected
    assert "Ask once more" not in ana.client.get(PEOPLE).content.decode()


def test_after_a_no_nobody_asks_again(ana: Owner, finn: Person, clock: Clock) -> None:
    asks(ana, finn)
    page = AtThePage(ana, finn)
    assert "We will not ask you again." in page.says_no()
    assert "That is all right." in page.says_no()
    assert mails(finn)[0].state == Message.CANCELLED  # it had not left yet
    clock.passes(2 * WEEK)
    assert "Would rather not make a key" in asks(ana, finn)
    assert len(mails(finn)) == 1
    assert "you can make a key" in page.looks("?make=yes")  # they may change their mind
    assert page.makes(FINNS)[0] == 201


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"recipient": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}, "load"),
        ({"key_file": "AGE-SECRET-KEY-PQ-1IN-THE-CLEAR"}, "load"),
        ({"passkey_file": "in the clear"}, "load"),
        ({"recipient": 7}, "try again"),
    ],
    ids=["a weaker key", "not locked", "passkey not locked", "no text"],
)
def test_what_is_no_locked_key_is_not_kept(
    ana: Owner, finn: Person, change: dict[str, object], said: str
) -> None:
    status, answer = AtThePage(ana, finn).makes(FINNS, **change)
    assert status == 422
    assert said in answer["errors"]["form"]
    assert key_of(ana.plan.pk, finn.number) is None


def test_a_second_key_takes_the_place_of_the_first_only_if_finn_says_so(
    ana: Owner, finn: Person
) -> None:
    page = AtThePage(ana, finn)
    page.makes(FINNS)
    assert "made here before" in page.makes(ANOTHER)[1]["errors"]["form"]
    assert key_of(ana.plan.pk, finn.number).recipient == FINNS  # type: ignore[union-attr]
    assert "takes the place of the one you have" in page.looks("?make=yes")
    assert page.makes(ANOTHER, another=True)[0] == 201
    assert key_of(ana.plan.pk, finn.number).recipient == ANOTHER  # type: ignore[union-attr]


def test_a_letter_locked_to_the_lost_key_is_named_until_it_is_saved_again(
    ana: Owner, finn: Person, clock: Clock
) -> None:
    page = AtThePage(ana, finn)
    page.makes(FINNS)
    letter = ana.writes(COFFEE, finn, lock="keys")
    assert ownkeys.locked_to_other_keys(ana.plan.pk) == []
    clock.passes(WEEK)
    page.makes(ANOTHER, another=True)
    assert ownkeys.locked_to_other_keys(ana.plan.pk) == [finn.number]
    Letter.objects.filter(pk=letter.pk).update(changed_at=clock.at)
    assert ownkeys.locked_to_other_keys(ana.plan.pk) == []


def test_no_key_is_replaced_while_a_letter_locked_to_it_is_here(ana: Owner, finn: Person) -> None:
    page = AtThePage(ana, finn)
    page.makes(FINNS)
    ana.writes(COFFEE, finn, lock="keys")
    brought(ana, finn)
    assert "I do not have my six words any more" not in page.looks()
    assert page.makes(ANOTHER, another=True)[0] == 422
    assert key_of(ana.plan.pk, finn.number).recipient == FINNS  # type: ignore[union-attr]


def test_finn_gets_his_locked_key_at_his_door_and_nobody_elses(
    ana: Owner, finn: Person, gita: Person
) -> None:
    AtThePage(ana, finn).makes(FINNS)
    ana.writes(COFFEE, finn, lock="keys")
    ana.writes(UMBRELLA, gita)
    reader = brought(ana, finn)
    given = reader.client.get(f"{reader.door}own-key/")
    assert given.json() == {"key_file": LOCKED, "passkey_file": ""}
    assert Client().get(f"{reader.door}own-key/").status_code == 404
    gitas = link_of(ana, gita)
    gitas.presses("reads")
    assert gitas.client.get(f"{gitas.door}own-key/").status_code == 404


def test_a_link_to_another_page_opens_none_of_this(ana: Owner, finn: Person) -> None:
    token = token_for(Link(LinkKind.DOOR, ana.plan.pk, finn.number, 1))
    client = Client()
    client.get(f"/go/{token}")
    client.cookies["link"]["path"] = "/"
    assert client.get(f"/own-key/{short_id(token)}/").status_code == 404
