"""Links in mails: the token leaves the address at once, and whatever leads nowhere leads to
one page.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Clock, Household
from untilthen.keystore.actions import destroy
from untilthen.people.linkpage import PATHS, short_id
from untilthen.people.links import LinkKind
from untilthen.people.models import Plan

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def page_of(client: Client, token: str) -> str:
    """Follow a link and return the address of its page."""
    answer = client.get(f"/go/{token}")
    assert answer.status_code == 303
    return str(answer["Location"])


def test_the_token_moves_into_a_cookie_for_its_page_alone(ana: Household, client: Client) -> None:
    token = ana.token(LinkKind.VIGIL, "Ben")
    answer = client.get(f"/go/{token}")
    assert token not in answer["Location"]
    cookie = answer.cookies["link"]
    assert cookie.value == token
    assert cookie["path"] == answer["Location"] == f"/vigil/{short_id(token)}/"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert int(cookie["max-age"]) > 300 * 24 * 3600


def test_pages_behind_links_are_kept_out_of_caches_and_referrers(
    ana: Household, client: Client
) -> None:
    first = client.get(f"/go/{ana.token(LinkKind.CHECK_IN)}")
    assert (first["Cache-Control"], first["Referrer-Policy"]) == ("no-store", "no-referrer")
    page = client.get(first["Location"])
    assert page.status_code == 200
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")


def test_every_link_that_leads_nowhere_leads_to_the_same_page(
    ana: Household, mallory: Household, clock: Clock, client: Client
) -> None:
    good = ana.token(LinkKind.VIGIL, "Ben")
    mallory_token = mallory.token(LinkKind.CHECK_IN)
    Plan.objects.filter(pk=mallory.plan.pk).update(closed_at=clock.at)
    forgotten = good[:-3] + ("AAA" if good[-3:] != "AAA" else "BBB")
    nobody = ana.token(LinkKind.VIGIL, "Finn")
    answers = [
        client.get("/go/nonsense"),
        client.get(f"/go/{forgotten}"),
        client.get(f"/go/{mallory_token}"),
        client.get(f"/vigil/{short_id(good)}/"),
        client.get("/no/such/page/"),
        client.get(page_of(client, nobody)),
    ]
    destroy(ana.plan.pk)
    answers.append(client.get(f"/go/{good}"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert b"nothing at this address" in answers[0].content


def test_a_token_opens_no_page_of_another_kind(ana: Household, client: Client) -> None:
    token = ana.token(LinkKind.VIGIL, "Ben")
    client.cookies["link"] = token
    for kind, name in PATHS.items():
        if kind is not LinkKind.VIGIL:
            assert client.get(f"/{name}/{short_id(token)}/").status_code == 404


def test_an_expired_invitation_leads_nowhere(ana: Household, clock: Clock, client: Client) -> None:
    ana.invite("Dara")
    path = page_of(client, ana.token(LinkKind.INVITATION, "Dara"))
    assert client.get(path).status_code == 200
    ana.let_pass(timedelta(days=15))
    assert client.get(path).status_code == 404
