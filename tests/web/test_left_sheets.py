"""What a keeper was left, seen from the server: who gets which sealed bytes, and what is said where
nothing opens.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.domain import acts, keeper_acts
from untilthen.domain.states import RELEASED
from untilthen.handover.duties import Asked, ask_about, duties_of
from untilthen.handover.models import Duty
from untilthen.letters.actions import Draft
from untilthen.letters.models import Letter, SheetWrap
from untilthen.people.links import LinkKind
from untilthen.sealing.letter import Letter as Words
from untilthen.sealing.letter import ReadHint

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SEALED = b"age-encryption.org/v1"
WORDS_OF_A_PART = 33


def writes(ana: Household, kind: str) -> Letter:
    """Have a sheet, sealed as Ana's browser seals it."""
    words = Words("en", kind, "", f"{kind}: the blue tin", "", ReadHint.ANY, ())
    return ana.browsers.write(words, Draft(to=(), kind=kind), ana.clock.at)


@pytest.fixture
def left(ana: Household) -> Household:
    """Ana's plan released: a duty for Ben and then Chidi, one for Chidi, and wishes."""
    ana.writes("Finn")
    ben, chidi = (ana.people[name].number for name in ("Ben", "Chidi"))
    for asked in (Asked(ben, (chidi,)), Asked(chidi)):
        ask_about(ana.plan.pk, writes(ana, "duty").public_id, asked, ana.clock.at)
    writes(ana, "wishes")
    ana.let_pass(timedelta(days=45))
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(timedelta(hours=3))
    return ana


def page_of(home: Household, name: str, client: Client) -> str:
    """Follow the link to what somebody was left; return its page."""
    token = home.token(LinkKind.DUTIES, name, home.switch.release)
    return str(client.get(f"/go/{token}")["Location"])


def sheet(number: int) -> str:
    """Return the id of a duty's sheet."""
    return Duty.objects.get(number=number).sheet


def is_given(client: Client, page: str, name: str) -> bool:
    """Return whether the sealed bytes of a sheet are given behind a keeper's page."""
    answer = client.get(f"{page}sheets/{name}/")
    return b"".join(answer).startswith(SEALED)


def test_a_keeper_gets_the_sheets_of_their_own_duties_and_of_all(
    left: Household, client: Client
) -> None:
    bens = page_of(left, "Ben", client)
    wishes = Letter.objects.get(kind="wishes").public_id
    for name in (sheet(1), wishes):
        assert is_given(client, bens, name)
    letter = Letter.objects.get(kind="letter").public_id
    for name in (sheet(2), letter, "nothing"):
        assert client.get(f"{bens}sheets/{name}/").status_code == 404
    assert client.get(f"{bens}wishes/").status_code == 200
    assert client.get(f"{bens}inventory/").status_code == 404
    page = client.get(bens).content.decode()
    assert (sheet(1) in page, sheet(2) in page) == (True, False)


def test_a_duty_passed_on_or_open_to_all_brings_its_sheet_along(
    left: Household, client: Client
) -> None:
    chidi = Client()
    chidis = page_of(left, "Chidi", chidi)
    assert not is_given(chidi, chidis, sheet(1))
    client.post(page_of(left, "Ben", client), {"duty": "1", "does": "passes"})
    assert is_given(chidi, chidis, sheet(1))
    chidi.post(chidis, {"duty": "2", "does": "passes"})
    assert is_given(client, page_of(left, "Ben", client), sheet(2))


def test_just_for_a_while_counts_as_taken_and_is_pressed_twice_without_harm(
    left: Household, client: Client
) -> None:
    page = page_of(left, "Ben", client)
    client.post(page, {"duty": "1", "does": "takes_for_a_while"})
    assert Duty.objects.get(number=1).state == "taken"
    before = every_row()
    client.post(page, {"duty": "1", "does": "takes_for_a_while"})
    assert every_row() == before
    assert b"You have taken it for a while" in client.get(page).content
    client.post(page, {"duty": "1", "does": "puts_down"})
    client.post(page, {"duty": "1", "does": "takes_open"})
    assert b"You have taken it. You can put it down" in client.get(page).content


def test_after_a_stop_no_sheet_is_given(left: Household, client: Client) -> None:
    page = page_of(left, "Ben", client)
    left.does(acts.press_stop)
    assert client.get(f"{page}sheets/{sheet(1)}/").status_code == 404
    assert client.get(f"{page}wishes/").status_code == 404
    assert sheet(1) not in client.get(page).content.decode()


def test_what_was_handed_over_sealed_says_so(left: Household, client: Client) -> None:
    page = page_of(left, "Ben", client)
    assert b"stays sealed, because" not in client.get(page).content
    SheetWrap.objects.all().delete()
    assert b"stays sealed, because" in client.get(page).content
    assert client.get(f"{page}wishes/").status_code == 404


def test_every_keepers_page_leads_to_what_was_left(left: Household, client: Client) -> None:
    link = client.get(f"/go/{left.token(LinkKind.VIGIL, 'Chidi')}")
    page = client.get(link["Location"]).content.decode()
    assert left.token(LinkKind.DUTIES, "Chidi", left.switch.release) in page
    assert left.token(LinkKind.DUTIES, "Ben", left.switch.release) not in page


def test_duties_are_moved_and_deleted_with_a_second_page(ana: Household, client: Client) -> None:
    ben, chidi = (ana.people[name].number for name in ("Ben", "Chidi"))
    ana.browsers.make_owner_key(ana.clock.at)
    names = [writes(ana, "duty").public_id for _ in range(2)]
    for name in names:
        ask_about(ana.plan.pk, name, Asked(ben, (chidi,)), ana.clock.at)
    ana.sign_in(client)
    for where, order in (("up", [2, 1]), ("up", [2, 1]), ("down", [1, 2]), ("sideways", [1, 2])):
        client.post(f"/duty/{names[1]}/move/", {"does": where})
        assert [each.number for each in duties_of(ana.plan.pk)] == order
    assert b"Delete duty 2?" in client.get(f"/duty/{names[1]}/delete/").content
    assert Letter.objects.filter(kind="duty").count() == 2
    client.post(f"/duty/{names[1]}/delete/")
    assert [each.sheet for each in duties_of(ana.plan.pk)] == [names[0]]
    assert client.get(f"/letters/{names[0]}/").status_code == 404
    page = client.get("/duties/").content.decode()
    assert "Ben is asked first. After that: Chidi." in page


def test_a_duty_whose_first_keeper_steps_down_in_life_is_the_next_ones(
    ana: Household, client: Client
) -> None:
    ben, chidi = (ana.people[name].number for name in ("Ben", "Chidi"))
    ana.browsers.make_owner_key(ana.clock.at)
    ask_about(ana.plan.pk, writes(ana, "duty").public_id, Asked(ben, (chidi,)), ana.clock.at)
    ana.invite("Dara")
    ana.promise("Dara")
    ana.does(keeper_acts.step_down, person=ben)
    page = ana.sign_in(client).get("/duties/").content.decode()
    assert "Chidi is asked first. No keeper any more: Ben." in page
    assert Duty.objects.get().holder == chidi
    dara = ana.people["Dara"].number
    ask_about(ana.plan.pk, sheet(1), Asked(dara, (chidi,)), ana.clock.at)
    assert Duty.objects.get().holder is None


@pytest.fixture
def given_sealed(ana: Household) -> Household:
    """Nobody ever answered: everything is given as it was sealed."""
    ana.writes("Finn")
    asked = Asked(ana.people["Ben"].number, ())
    ask_about(ana.plan.pk, writes(ana, "duty").public_id, asked, ana.clock.at)
    writes(ana, "wishes")
    while ana.switch.state not in RELEASED:
        ana.let_pass(timedelta(days=5))
    return ana


def test_what_nobody_could_open_can_be_saved_with_our_part(
    given_sealed: Household, client: Client
) -> None:
    page = page_of(given_sealed, "Ben", client)
    assert f"{page}sealed/" in client.get(page).content.decode()
    shown = client.get(f"{page}sealed/").content.decode()
    assert "Ben, what Ana Berg left for you is here, still sealed." in shown
    assert "Duty 1" in shown
    assert shown.count("<li>", shown.index("words-of-part")) >= WORDS_OF_A_PART
    before = every_row()
    for name in (sheet(1), Letter.objects.get(kind="wishes").public_id):
        saved = b"".join(client.get(f"{page}sealed/{name}/"))
        assert saved.startswith(SEALED)
    assert b"".join(client.get(f"{page}sealed/key/"))
    assert every_row() == before


def test_chidi_is_not_given_bens_duty_and_finns_letter_is_nobodys_sheet(
    given_sealed: Household, client: Client
) -> None:
    page = page_of(given_sealed, "Chidi", client)
    finns = Letter.objects.get(kind="letter").public_id
    for name in (sheet(1), finns, "none"):
        assert client.get(f"{page}sealed/{name}/").status_code == 404
    wishes = Letter.objects.get(kind="wishes").public_id
    assert b"".join(client.get(f"{page}sealed/{wishes}/")).startswith(SEALED)


def test_where_sheets_were_opened_nothing_is_given_sealed(left: Household, client: Client) -> None:
    page = page_of(left, "Ben", client)
    for name in ("", "key/", "estate/", f"{sheet(1)}/"):
        assert client.get(f"{page}sealed/{name}").status_code == 404
