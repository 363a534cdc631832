"""A keeper's key and part by link: whose they are, who may not see them, what is refused."""

import json
import os
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.people_in_tests import Household, quiet_outbox
from tests.web.everything import every_row
from untilthen.domain import keeper_acts
from untilthen.domain.states import About
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.parts.handing import Handed
from untilthen.parts.keys import key_of
from untilthen.parts.models import HandedPart, Part
from untilthen.people.links import LinkKind
from untilthen.sealing.hybrid import HybridIdentity

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----"
KNOWN = {"answer": "sure", "confirmed": "yes", "how_known": "I was with her.", "died_on": ""}
PAGES = ("key/", "part/", "part/data/")
POSTS = ("key/", "part/challenge/", "part/proof/", "part/paper/")


@pytest.fixture
def dara(ana: Household) -> int:
    """Dara, who just promised and has no key yet: her number in Ana's plan."""
    ana.invite("Dara")
    number = ana.people["Dara"].number
    ana.does(keeper_acts.promise, person=number)
    return number


@pytest.fixture
def vigil(ana: Household) -> Household:
    """Ana's plan on the second day of a vigil; Ben and Chidi hold parts that they showed."""
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(hours=2)
    return ana


def page_of(home: Household, name: str, client: Client, kind: LinkKind = LinkKind.VIGIL) -> str:
    """Follow somebody's link; returns their page."""
    return str(client.get(f"/go/{home.token(kind, name)}")["Location"])


def post(client: Client, url: str, **fields: object) -> tuple[int, dict[str, Any]]:
    """Send JSON, as the page's module does; return the status, and the answer's JSON if it is."""
    answer = client.post(url, fields, content_type="application/json")
    is_json = answer["Content-Type"] == "application/json"
    return answer.status_code, json.loads(answer.content) if is_json else {}


def made_key() -> dict[str, object]:
    """Return a key as Ben's browser sends it."""
    recipient = str(HybridIdentity(os.urandom(32)).recipient)
    return {"recipient": recipient, "key_file": ARMOR, "passkey_file": ""}


def statuses(client: Client, home: str) -> set[int]:
    """Return what every page of key and part answers."""
    read = {client.get(home + each).status_code for each in PAGES}
    return read | {post(client, home + each)[0] for each in POSTS}


def test_nobody_reaches_bens_part_by_another_link(ana: Household, client: Client) -> None:
    his = page_of(ana, "Ben", Client())
    assert statuses(client, his) == {404}
    page_of(ana, "Chidi", client)
    assert statuses(client, his) == {404}


def test_only_who_promised_has_a_key_and_a_part(ana: Household, client: Client) -> None:
    ana.invite("Dara")
    page = page_of(ana, "Dara", client, LinkKind.INVITATION)
    assert statuses(client, page) == {404}
    dara = ana.people["Dara"].number
    ana.does(keeper_acts.promise, person=dara)
    assert client.get(f"{page}key/").status_code == 200
    ana.does(keeper_acts.step_down, person=dara)
    assert statuses(client, page) == {404}


def test_a_key_is_taken_once_and_another_only_when_asked_for(
    ana: Household, dara: int, client: Client
) -> None:
    page = page_of(ana, "Dara", client)
    first, second = made_key(), made_key()
    assert post(client, f"{page}key/", **first) == (201, {"next": f"{page}part/"})
    refused = post(client, f"{page}key/", **second)
    assert refused[0] == 422
    assert "A key was made here before" in refused[1]["errors"]["form"]
    kept = key_of(ana.plan.pk, dara)
    assert kept is not None
    assert kept.recipient == first["recipient"]
    assert post(client, f"{page}key/?again=yes", **second)[0] == 201
    kept = key_of(ana.plan.pk, dara)
    assert kept is not None
    assert kept.recipient == second["recipient"]


def test_the_server_takes_no_key_that_is_not_locked(
    ana: Household, dara: int, client: Client
) -> None:
    page = page_of(ana, "Dara", client)
    bare = made_key() | {"key_file": "AGE-SECRET-KEY-PQ-1"}
    assert post(client, f"{page}key/", **bare)[0] == 422
    assert key_of(ana.plan.pk, dara) is None


def test_dara_is_led_from_her_promise_to_her_key_to_her_part(
    ana: Household, dara: int, client: Client
) -> None:
    page, now = page_of(ana, "Dara", client), ana.clock.at
    assert b"One thing is left to do: a key of your own" in client.get(page).content
    ana.browsers.make_key(dara, now)
    assert b"Your part is not here yet" in client.get(f"{page}part/").content
    ana.browsers.seal_anew(now)
    assert b"we ask you to show that it opens" in client.get(page).content
    ana.browsers.prove(dara, now)
    assert b"It is here, and you have shown it" in client.get(page).content


def test_a_part_sealed_to_a_lost_key_is_said_to_be(ana: Household, client: Client) -> None:
    page = page_of(ana, "Ben", client)
    post(client, f"{page}key/?again=yes", **made_key())
    assert b"locked with the key you had before" in client.get(f"{page}part/").content


def test_who_shows_the_part_in_the_same_minute_gets_no_mail_about_it(ana: Household) -> None:
    quiet_outbox()
    ana.browsers.seal_anew(ana.clock.at)
    ben, chidi = ana.people["Ben"].number, ana.people["Chidi"].number
    ana.browsers.prove(ben, ana.clock.at)
    owed = Message.objects.filter(about=About.PROMISE_RECEIPT.value)
    states = dict(owed.values_list("person", "state"))
    assert states == {ben: Message.CANCELLED, chidi: Message.OWED}
    parcel = write_parcel(owed.get(person=chidi), ana.clock.at)
    assert parcel.subject.startswith("Your part of the key to Ana Berg")


def test_an_older_link_still_shows_the_part_but_cannot_say_sure(
    vigil: Household, client: Client
) -> None:
    stale = vigil.token(LinkKind.VIGIL, "Ben", 0)
    page = str(client.get(f"/go/{stale}")["Location"])
    assert client.get(f"{page}part/").status_code == 200
    assert post(client, f"{page}part/challenge/", **{"for": "drill"})[0] == 200
    refused = post(client, f"{page}part/challenge/", **{"for": "sure"})
    assert refused == (422, {"errors": {"form": "Nobody is asking for parts just now."}})
    assert client.post(page, KNOWN).status_code == 409


def test_sure_with_the_part_counts_and_without_it_is_only_written_down(
    vigil: Household, client: Client
) -> None:
    page, ben = page_of(vigil, "Ben", client), vigil.people["Ben"].number
    asked = client.post(page, {"answer": "sure"}).content
    assert b"I am sure, but I do not have my part" in asked
    without = client.post(page, KNOWN, follow=True)
    assert b"it does not count yet" in without.content
    before = every_row()
    assert client.post(page, KNOWN).status_code == 303
    assert every_row() == before
    other = Client()
    seen = other.get(page_of(vigil, "Chidi", other)).content
    assert b"is sure, but could not give the key part" in seen
    handed = handed_by(vigil, ben)
    sent = {"part": handed.file, "signature": handed.signature}
    with_part = client.post(page, KNOWN | sent, follow=True)
    assert b"One more keeper must be sure" in with_part.content
    assert HandedPart.objects.get().person == ben


def test_a_word_signed_by_another_part_is_refused_and_what_was_typed_stays(
    vigil: Household, client: Client
) -> None:
    page, ben = page_of(vigil, "Ben", client), vigil.people["Ben"].number
    vigil.browsers.parts[ben] = vigil.browsers.parts[vigil.people["Chidi"].number]
    handed = handed_by(vigil, ben)
    sent = KNOWN | {"part": handed.file, "signature": handed.signature}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert b"not the one that we ask for" in answer.content
    assert b"I was with her." in answer.content
    assert vigil.switch.keepers[0].answer.value == "none"
    assert not HandedPart.objects.exists()


def handed_by(home: Household, person: int) -> Handed:
    """Return what goes with somebody's "I am sure"."""
    handed = home.browsers.handed(person, home.clock.at)
    assert handed is not None
    return handed


def test_a_keeper_without_a_part_may_still_say_sure(vigil: Household, client: Client) -> None:
    Part.objects.filter(person=vigil.people["Ben"].number).delete()
    page = page_of(vigil, "Ben", client)
    asked = client.post(page, {"answer": "sure"}).content
    assert b"You have no part of the key." in asked
    assert b"I do not have my part" not in asked
    assert client.post(page, KNOWN).status_code == 303
    assert vigil.switch.keepers[0].answer.value == "sure_without_part"
