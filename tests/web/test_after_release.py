"""Keepers' pages once letters leave: duties change hands, progress is shown, and one word
still stops it.
"""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.handover.actions import name_duty
from untilthen.handover.models import Duty
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.watch.models import Heartbeat

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def released(ana: Household) -> Household:
    """Ana's plan on the day of its release; a duty was named for Ben, then Chidi."""
    name_duty(ana.plan.pk, 1, ana.people["Ben"].number, (ana.people["Chidi"].number,))
    ana.let_pass(timedelta(days=45))
    for name in ("Ben", "Chidi"):
        ana.are_sure(name)
    ana.let_pass(timedelta(days=9))
    return ana


def sheet_of(home: Household, name: str, client: Client) -> str:
    """Follow the link of somebody's duty sheet; return its page."""
    token = home.token(LinkKind.DUTIES, name, home.switch.release)
    return str(client.get(f"/go/{token}")["Location"])


def state_of_duty() -> tuple[str, int | None]:
    """Return how the one duty stands, and with whom."""
    duty = Duty.objects.get()
    return duty.state, duty.holder


def test_a_duty_is_taken_once_and_can_be_put_down(released: Household, client: Client) -> None:
    page, ben = sheet_of(released, "Ben", client), released.people["Ben"].number
    assert b"hoped you would take this over" in client.get(page).content
    client.post(page, {"duty": "1", "does": "takes"})
    assert state_of_duty() == ("taken", ben)
    before = every_row()
    client.post(page, {"duty": "1", "does": "takes"})
    client.post(page, {"duty": "1", "does": "passes"})
    assert every_row() == before
    client.post(page, {"duty": "1", "does": "puts_down"})
    assert state_of_duty() == ("open_to_all", None)


def test_who_cannot_passes_it_on_and_the_next_is_written_to(
    released: Household, client: Client
) -> None:
    chidi = released.people["Chidi"].number
    client.post(sheet_of(released, "Ben", client), {"duty": "1", "does": "passes"})
    assert state_of_duty() == ("offered", chidi)
    sheets = Message.objects.filter(about="duty_sheet", person=chidi)
    assert sheets.count() == 1
    client.post(sheet_of(released, "Chidi", client), {"duty": "1", "does": "passes"})
    assert state_of_duty() == ("open_to_all", None)
    client.post(sheet_of(released, "Ben", client), {"duty": "1", "does": "takes_open"})
    assert state_of_duty() == ("taken", released.people["Ben"].number)


def test_nobody_takes_a_duty_that_was_not_offered_to_them(
    released: Household, client: Client
) -> None:
    page = sheet_of(released, "Chidi", client)
    before = every_row()
    for fields in ({"duty": "1", "does": "takes"}, {"duty": "x"}, {}):
        assert client.post(page, fields).status_code == 409
    assert every_row() == before


def test_one_word_that_ana_lives_still_stops_everything(
    released: Household, client: Client
) -> None:
    page = str(client.get(f"/go/{released.token(LinkKind.VIGIL, 'Ben')}")["Location"])
    assert b"letters are on their way" in client.get(page).content
    answer = client.post(page, {"does": "says_alive"}, follow=True)
    assert b"Ana Berg is alive. Thank you, Ben." in answer.content
    assert released.switch.state.value == "came_back"
    assert state_of_duty()[0] == "put_down"


def test_health_says_whether_the_watch_looked_and_mail_leaves(
    released: Household, client: Client
) -> None:
    assert client.get("/healthz").content == b"ok\n"
    Message.objects.filter(person=0).update(
        state=Message.OWED, tries=3, owed_at=released.clock.at - timedelta(hours=13)
    )
    assert client.get("/healthz").status_code == 503
    Message.objects.all().delete()
    released.clock.at += timedelta(minutes=11)
    assert client.get("/healthz").status_code == 503
    Heartbeat.objects.all().delete()
    assert client.get("/healthz").status_code == 503
