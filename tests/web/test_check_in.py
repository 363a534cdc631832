"""Check-in by link: one press is enough, unless a machine may have made it; from the vigil
on it stops.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household, quiet_outbox
from tests.web.everything import every_row
from untilthen.domain import acts
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.people.signin import KNOWN, KNOWN_COOKIE
from untilthen.watch.actions import record

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HIDDEN = re.compile(r'name="(deed|until)" value="([^"]*)"')


def followed(ana: Household, client: Client, round_: int | None = None) -> str:
    """Follow the link of a check-in mail; return its page."""
    return str(client.get(f"/go/{ana.token(LinkKind.CHECK_IN, round_=round_)}")["Location"])


def a_mail_was_accepted(ana: Household, ago: timedelta) -> None:
    """Let a check-in mail have been accepted some time ago."""
    quiet_outbox()
    Message.objects.create(
        plan=ana.plan.pk,
        person=0,
        about="check_in",
        occasion="a test",
        message_id="<test@example.org>",
        state=Message.ACCEPTED,
        owed_at=ana.clock.at - ago,
        try_at=ana.clock.at - ago,
        settled_at=ana.clock.at - ago,
    )


def test_a_press_begins_a_new_round(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=33))
    ana.clock.at += timedelta(hours=3)
    page = followed(ana, client)
    assert b"Press the button to say that you are here" in client.get(page).content
    answer = client.post(page, {"does": "checks_in"}, follow=True)
    assert b"It is good to know" in answer.content
    assert ana.switch.state.value == "living"
    assert ana.switch.heard_at == ana.clock.at


def test_pressing_twice_is_no_harm(ana: Household, client: Client) -> None:
    ana.clock.at += timedelta(days=1)
    page = followed(ana, client)
    client.post(page, {"does": "checks_in"})
    once = ana.switch
    answer = client.post(page, {"does": "checks_in"}, follow=True)
    assert answer.status_code == 200
    assert ana.switch == once


def test_a_press_right_after_the_mail_from_an_unknown_browser_is_asked_about(
    ana: Household, client: Client
) -> None:
    a_mail_was_accepted(ana, timedelta(seconds=10))
    page = followed(ana, client)
    before = every_row()
    answer = client.post(page, {"does": "checks_in"})
    assert b"Is this you, Ana Berg?" in answer.content
    assert every_row() == before
    fields = dict(HIDDEN.findall(answer.content.decode()))
    assert fields == {"deed": "checks_in", "until": ""}
    client.post(page, {"does": "confirms", **fields})
    assert ana.switch.heard_at == ana.clock.at
    assert every_row() != before


def test_a_pause_asked_about_keeps_its_day(ana: Household, client: Client) -> None:
    a_mail_was_accepted(ana, timedelta(minutes=4))
    page = followed(ana, client)
    answer = client.post(page, {"does": "pauses", "until": "2027-03-20"})
    fields = dict(HIDDEN.findall(answer.content.decode()))
    assert fields == {"deed": "pauses", "until": "2027-03-20"}
    assert ana.switch.state.value == "living"
    answer = client.post(page, {"does": "confirms", **fields}, follow=True)
    assert b"Paused until Saturday 20 March 2027" in answer.content


@pytest.mark.parametrize("browser", ["known", "unknown"])
def test_five_minutes_later_or_from_a_known_browser_one_press_is_enough(
    browser: str, ana: Household, client: Client
) -> None:
    a_mail_was_accepted(
        ana, timedelta(minutes=6) if browser == "unknown" else timedelta(seconds=10)
    )
    if browser == "known":
        client.cookies[KNOWN_COOKIE] = KNOWN.sign(str(ana.account.pk))
    ana.clock.at += timedelta(seconds=1)
    client.post(followed(ana, client), {"does": "checks_in"})
    assert ana.switch.heard_at == ana.clock.at


def test_a_forged_known_cookie_is_not_known(ana: Household, client: Client) -> None:
    a_mail_was_accepted(ana, timedelta(seconds=10))
    client.cookies[KNOWN_COOKIE] = f"{ana.account.pk}:forged"
    answer = client.post(followed(ana, client), {"does": "checks_in"})
    assert b"Is this you" in answer.content


def test_from_the_vigil_on_one_press_stops_everything(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(hours=3)
    page = followed(ana, client)
    assert b"Stop everything" in client.get(page).content
    answer = client.post(page, {"does": "stops"}, follow=True)
    assert b"Everything is stopped" in answer.content
    assert ana.switch.state.value == "stopped"
    again = client.post(page, {"does": "stops"}, follow=True)
    assert again.content.count(b"Everything is stopped") == answer.content.count(
        b"Everything is stopped"
    )


def test_a_reminder_from_before_the_first_vigil_still_stops_it(
    ana: Household, client: Client
) -> None:
    ana.let_pass(timedelta(days=45))
    ana.clock.at += timedelta(hours=3)
    client.post(followed(ana, client, round_=0), {"does": "stops"})
    assert ana.switch.state.value == "stopped"


def test_a_link_of_an_earlier_vigil_only_offers_sign_in(ana: Household, client: Client) -> None:
    ana.let_pass(timedelta(days=45))
    record(ana.plan.pk, lambda switch: acts.sign_in(switch, ana.clock.at), ana.clock.at)
    record(ana.plan.pk, lambda switch: acts.rearm(switch, ana.clock.at), ana.clock.at)
    page = followed(ana, client, round_=0)
    assert b"Sign in" in client.get(page).content
    before = every_row()
    assert client.post(page, {"does": "checks_in"}).status_code == 409
    assert every_row() == before


def test_a_pause_out_of_range_says_what_is_allowed_and_keeps_the_day(
    ana: Household, client: Client
) -> None:
    page = followed(ana, client)
    for day in ("2027-02-01", "2028-03-01", "31.12.2027"):
        answer = client.post(page, {"does": "pauses", "until": day})
        assert answer.status_code == 422
        assert f'value="{day}"' in answer.content.decode()
    assert b"year-month-day" in answer.content
    assert ana.switch.state.value == "living"


def test_a_form_without_its_token_is_refused_and_changes_nothing(ana: Household) -> None:
    client = Client(enforce_csrf_checks=True)
    page = followed(ana, client)
    before = every_row()
    answer = client.post(page, {"does": "checks_in"})
    assert answer.status_code == 403
    assert b"Nothing was changed" in answer.content
    assert every_row() == before
