"""Anybody we write to can stop our mail, have their address erased, or say that they know nobody
here.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.doors import door, knocks, page, release, said
from tests.web.everything import every_row
from untilthen.letters.models import Delivery
from untilthen.outbox.models import Message
from untilthen.outbox.sending import write_parcel
from untilthen.people.blocked import address_blocked
from untilthen.people.links import LinkKind
from untilthen.people.models import PersonRow, Report
from untilthen.people.queries import person
from untilthen.watch import deeds

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def one_click(home: Household, name: str) -> str:
    """Return the address in the header of somebody's mails."""
    return f"/no-mail/{home.token(LinkKind.OWN_MAIL, name, 0)}/"


def states(home: Household, name: str) -> list[str]:
    """Return how somebody's letters stand."""
    rows = Delivery.objects.filter(person=home.people[name].number).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_mails_to_keepers_and_readers_can_be_stopped_by_one_click_and_anas_cannot(
    ana: Household,
) -> None:
    ana.writes("Finn")
    release(ana)
    seen = set()
    for message in Message.objects.filter(channel="mail").exclude(about="closed"):
        parcel = write_parcel(message, ana.clock.at)
        assert bool(parcel.unsubscribe) is (message.person != 0), message
        if parcel.unsubscribe:
            name = person(ana.plan.pk, message.person).name
            assert parcel.unsubscribe.endswith(one_click(ana, name))
            seen.add(name)
    assert seen == {"Ben", "Chidi", "Finn"}


def test_a_mail_program_stops_the_mail_without_cookies_and_a_look_stops_nothing(
    ana: Household,
) -> None:
    url, client = one_click(ana, "Ben"), Client(enforce_csrf_checks=True)
    before = every_row()
    assert client.get(url).status_code == 303
    assert client.head(url).status_code == 303
    assert client.post(url, {"something": "else"}).status_code == 200
    assert every_row() == before
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(url, ONE_CLICK).status_code == 200
    assert not stranger.cookies
    assert person(ana.plan.pk, ana.people["Ben"].number).no_mail
    after = every_row()
    stranger.post(url, ONE_CLICK)
    assert every_row() == after


def test_the_link_is_for_one_person_of_one_plan(ana: Household) -> None:
    forged = one_click(ana, "Ben").replace("/no-mail/", "/no-mail/A")
    assert Client().post(forged, ONE_CLICK).status_code == 404
    owners = f"/no-mail/{ana.token(LinkKind.OWN_MAIL, round_=0)}/"
    vigils = f"/no-mail/{ana.token(LinkKind.VIGIL, 'Ben')}/"
    for other in (owners, vigils):
        assert Client().post(other, ONE_CLICK).status_code == 404
        assert Client().get(other).status_code == 404


def test_a_keeper_without_mail_is_asked_nothing_and_can_have_it_again(ana: Household) -> None:
    mine = page(ana, LinkKind.OWN_MAIL, "Ben", 0)
    assert "Stop all mail from here" in mine.looks()
    assert "You get no more mail from us." in mine.presses("stops")
    told = [each.facts["change"] for each in Message.objects.filter(about="keeper_change")]
    assert told[-1] == "no_mail"
    keepers_page = said(ana.sign_in(Client()).get("/keepers/"))
    assert keepers_page.count("Wants no mail from us just now") == 1
    ana.let_pass(timedelta(days=45))
    ben = ana.people["Ben"].number
    assert not Message.objects.filter(about="vigil", person=ben).exists()
    assert ana.switch.state.value == "vigil"
    keepers = page(ana, LinkKind.VIGIL, "Ben")
    assert "Have you heard from Ana" in keepers.looks()
    assert "Our mail to you" in mine.presses("comes_again")
    assert not person(ana.plan.pk, ben).no_mail
    assert "Stop all mail from here" in mine.presses("comes_again")


def test_finns_letters_stay_at_his_door_and_a_later_one_comes_without_a_mail(
    ana: Household,
) -> None:
    birthday = (ana.clock.at + timedelta(days=70)).date()
    ana.writes("Finn")
    ana.writes("Finn", not_before=birthday)
    release(ana)
    assert states(ana, "Finn") == ["knocked", "queued"]
    finns = door(ana, "Finn")
    assert "/go/" in finns.looks()
    page(ana, LinkKind.OWN_MAIL, "Finn", 0).presses("stops")
    assert states(ana, "Finn") == ["knocked", "knocked"]
    assert "2 letters from Ana Berg are here for you" in finns.looks()
    ana.let_pass(timedelta(days=2))
    assert [each.state for each in knocks("Finn", ana)] == ["accepted", "cancelled"]


def test_who_wanted_no_mail_before_the_release_is_not_knocked(ana: Household) -> None:
    ana.reader("Gita")
    ana.writes("Finn", "Gita")
    page(ana, LinkKind.OWN_MAIL, "Gita", 0).presses("stops")
    release(ana)
    assert (states(ana, "Finn"), states(ana, "Gita")) == (["knocked"], ["with_keeper"])
    assert not knocks("Gita", ana)
    assert ana.switch.state.value == "goodbyes"


def test_where_nobody_may_be_written_to_the_plan_goes_on_all_the_same(ana: Household) -> None:
    ana.writes("Finn")
    page(ana, LinkKind.OWN_MAIL, "Finn", 0).presses("stops")
    release(ana)
    assert ana.switch.state.value == "goodbyes"


def test_an_address_is_erased_after_a_second_page(ana: Household) -> None:
    ana.writes("Finn")
    release(ana)
    mine, finns = page(ana, LinkKind.OWN_MAIL, "Finn", 0), door(ana, "Finn")
    before = every_row()
    assert "It cannot be undone." in mine.presses("erases")
    assert every_row() == before
    assert "Your address is erased here." in mine.presses("erases", confirmed="yes")
    finn = ana.people["Finn"].number
    assert person(ana.plan.pk, finn).details.address == ""
    assert states(ana, "Finn") == ["with_keeper"]
    assert Delivery.objects.get().kept_by == ana.people["Ben"].number
    assert "Your address is erased here." in finns.looks()
    assert "Your address is erased here." in finns.presses("reads")
    assert not address_blocked("finn@example.org")


def test_i_do_not_know_ana_blocks_the_address_for_every_owner_here(
    ana: Household, mallory: Household
) -> None:
    ana.writes("Finn")
    mallory.reader("Finn")
    release(ana)
    mine = page(ana, LinkKind.OWN_MAIL, "Finn", 0)
    assert "You do not know Ana Berg." in mine.presses("does_not_know_owner")
    mine.presses("does_not_know_owner", confirmed="yes")
    assert address_blocked("FINN@example.org")
    assert list(Report.objects.values_list("what", flat=True)) == ["stranger"]
    mallory.goes_alone()
    mallory.writes("Finn")
    mallory.let_pass(timedelta(days=90))
    assert not Message.objects.filter(plan=mallory.plan.pk, about="knock").exists()
    assert Delivery.objects.get(plan=mallory.plan).state == "left"


def test_a_blocked_address_cannot_be_invited(ana: Household, mallory: Household) -> None:
    asked = deeds.invite(ana.plan.pk, ana.details("Dara"), ana.clock.at)
    ana.people["Dara"] = asked
    page(ana, LinkKind.OWN_MAIL, "Dara", 0).presses("does_not_know_owner", confirmed="yes")
    assert [each.promise.value for each in ana.switch.keepers][-1] == "declined"
    client = mallory.sign_in(Client())
    fields = {"name": "D", "address": "dara@example.org", "zone": "UTC", "language": "en"}
    assert "We cannot write to this address." in said(client.post("/keepers/", fields))


def test_a_keeper_who_has_their_address_erased_steps_down(ana: Household) -> None:
    page(ana, LinkKind.OWN_MAIL, "Ben", 0).presses("erases", confirmed="yes")
    assert [each.promise.value for each in ana.switch.keepers] == ["stepped_down", "promised"]
    row = PersonRow.objects.get(plan=ana.plan, number=ana.people["Ben"].number)
    other = PersonRow.objects.get(plan=ana.plan, number=ana.people["Chidi"].number)
    assert bytes(row.address_mark) != bytes(other.address_mark)
    assert person(ana.plan.pk, row.number).details.phone == ""
