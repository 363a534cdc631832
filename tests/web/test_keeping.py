"""A keeper of many finds them all on one page, by a link of their own address; two who keep each
other read what would be left of both.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.people_in_tests import Clock, Household, household
from untilthen.domain import keeper_acts
from untilthen.domain.states import State
from untilthen.people.actions import change_person
from untilthen.people.links import LinkKind
from untilthen.people.models import PersonRow, Plan
from untilthen.people.queries import person
from untilthen.watch import deeds

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def ben(ana: Household, clock: Clock) -> Household:
    """Ben's own plan: Ana and Chidi are his keepers, as he and Chidi are hers."""
    home = household(clock, "Ben", 7)
    home.invite("Ana Berg", "Chidi")
    home.promise("Ana Berg", "Chidi")
    assert home.switch.state is State.LIVING
    return home


def page_of(home: Household, name: str, client: Client, kind: LinkKind = LinkKind.VIGIL) -> str:
    """Follow somebody's link; return its page."""
    round_ = 0 if kind is LinkKind.INVITATION else None
    return str(client.get(f"/go/{home.token(kind, name, round_)}")["Location"])


def seen(home: Household, name: str, client: Client) -> str:
    """Return the page of everybody that somebody keeps for, as their link shows it."""
    page = page_of(home, name, client)
    answer = client.get(f"{page}keeping/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_chidi_finds_both_on_one_page_and_the_way_to_each(
    ana: Household, ben: Household, client: Client
) -> None:
    own = client.get(page_of(ana, "Chidi", client)).content.decode()
    assert "Everybody you are a keeper for" in own
    text = seen(ana, "Chidi", client)
    assert "You are a keeper for 2 people." in text
    assert text.count("There is nothing to do now.") == 2
    for home in (ana, ben):
        link = f"/go/{home.token(LinkKind.VIGIL, 'Chidi')}"
        assert f'href="{link}"' in text
        page = Client().get(link, follow=False)
        assert page.status_code == 303


def test_each_line_says_only_what_keepers_may_know(
    ana: Household, ben: Household, client: Client
) -> None:
    ana.writes("Finn")
    ana.let_pass(45 * DAY)
    assert ana.switch.state is State.VIGIL
    text = seen(ana, "Chidi", client)
    assert "We ask whether you have heard from Ana Berg." in text
    ana.are_sure("Ben", "Chidi")
    assert "The letters go out on" in seen(ana, "Chidi", client)
    ana.comes_to_release()
    assert "The letters are on their way." in seen(ana, "Chidi", client)
    for said in ("ben@example.org", "ana@example.org", "Finn"):
        assert said not in text


def test_an_older_link_and_an_invitation_open_no_other_plan(
    ana: Household, ben: Household, client: Client
) -> None:
    other = Client()
    page, invitation = (
        page_of(ana, "Chidi", client),
        page_of(ana, "Chidi", other, LinkKind.INVITATION),
    )
    assert client.get(f"{page}keeping/").status_code == 200
    assert other.get(invitation).status_code == 200
    assert "Everybody you are" not in other.get(invitation).content.decode()
    assert other.get(f"{invitation}keeping/").status_code == 404
    ana.let_pass(45 * DAY)
    assert ana.switch.vigil == 1
    assert client.get(f"{page}keeping/").status_code == 404


def test_an_owner_cannot_reach_others_plans_by_giving_a_keeper_their_address(
    ana: Household, mallory: Household, client: Client
) -> None:
    mallory.invite("Mallory again", "Nobody")
    mallory.promise("Mallory again", "Nobody")
    kept = mallory.people["Mallory again"]
    page = page_of(mallory, "Mallory again", client)
    moved = replace(person(mallory.plan.pk, kept.number).details, address="chidi@example.org")
    change_person(mallory.plan.pk, kept.number, moved)
    assert client.get(f"{page}keeping/").status_code == 404
    assert "Everybody you are a keeper for" not in client.get(page).content.decode()
    # Chidi, whose mailbox it is, does see that a plan names them.
    assert "Mallory Quist" in seen(ana, "Chidi", Client())


def test_who_keeps_for_one_is_shown_no_list(ana: Household, client: Client) -> None:
    page = page_of(ana, "Chidi", client)
    assert "Everybody you are a keeper for" not in client.get(page).content.decode()
    assert "You are a keeper for one person." in seen(ana, "Chidi", client)
    assert client.post(f"{page}keeping/").status_code == 405


def test_whom_one_no_longer_keeps_for_is_not_on_the_page(
    ana: Household, ben: Household, client: Client
) -> None:
    ben.does(keeper_acts.step_down, person=ben.people["Chidi"].number)
    assert "You are a keeper for one person." in seen(ana, "Chidi", client)


def test_a_closed_plan_is_not_on_the_page(ana: Household, ben: Household, client: Client) -> None:
    Plan.objects.filter(pk=ana.plan.pk).update(closed_at=ana.clock.at)
    text = seen(ben, "Chidi", client)
    assert "You are a keeper for one person." in text
    assert "Ana Berg" not in text


def test_the_mark_goes_with_the_address(ana: Household) -> None:
    ana.invite("Dara")
    dara = PersonRow.objects.filter(plan=ana.plan, number=ana.people["Dara"].number)
    ben_row = PersonRow.objects.get(plan=ana.plan, number=ana.people["Ben"].number)
    assert ben_row.shared_mark
    assert dara.get().shared_mark
    deeds.decline(ana.plan.pk, ana.people["Dara"].number, ana.clock.at)
    assert dara.get().shared_mark is None
    assert PersonRow.objects.get(plan=ana.plan, number=0).shared_mark is None


def test_ana_signed_in_finds_ben_who_keeps_for_her_too(
    ana: Household, ben: Household, client: Client
) -> None:
    assert client.get("/keeping/").status_code == 302
    ana.sign_in(client, strongly=False)
    assert client.get("/keeping/").status_code == 302
    ana.sign_in(client)
    text = client.get("/keeping/").content.decode()
    assert "You are a keeper for one person." in text
    assert "Ben is a keeper for you, too." in text
    assert f'href="/go/{ben.token(LinkKind.VIGIL, "Ana Berg")}"' in text
    assert "/keeping/" in client.get("/keepers/").content.decode()


def test_an_address_that_was_never_shown_to_be_anas_finds_nobody(
    ana: Household, ben: Household, client: Client
) -> None:
    EmailAddress.objects.filter(user=ana.account).update(verified=False)
    ana.sign_in(client)
    text = client.get("/keeping/").content.decode()
    assert "You are nobody" in text
    assert "/go/" not in text


def test_two_who_keep_each_other_read_how_many_are_left_without_both(
    ana: Household, ben: Household, client: Client
) -> None:
    one = (
        "You and Ben keep each other. If something happens to both of you, one other keeper is"
        " left, but 2 must be sure."
    )
    ana.sign_in(client)
    for page in ("/", "/what-would-happen/"):
        assert one in client.get(page).content.decode()
    ana.does(keeper_acts.step_down, person=ana.people["Chidi"].number)
    assert "no other keeper is left" in client.get("/").content.decode()
    ana.invite("Dara", "Eli")
    ana.promise("Dara", "Eli")
    ana.sign_in(client)
    assert "keep each other" not in client.get("/").content.decode()


def test_who_does_not_keep_back_is_not_named(ana: Household, client: Client) -> None:
    ana.sign_in(client)
    assert "keep each other" not in client.get("/").content.decode()
