"""P5: GET and HEAD are safe on every address there is, in every state a plan can be in."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household
from tests.web.everything import addresses, every_row, visitors
from untilthen.domain import acts
from untilthen.people.links import LinkKind
from untilthen.watch.actions import record

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAYS_UNTIL = {"living": 0, "overdue": 34, "vigil": 45, "on_hold": 60}
SESSIONS = "sessions.Session"
LAST_OF_ACCOUNTS = "/accounts/signup/"


def look_at_everything(ana: Household) -> dict[str, int]:
    """Ask for every address, signed in and with every link; return each answer's status."""
    signed_in = ana.sign_in(Client())
    signed_in.raise_request_exception = False
    guests = visitors(ana)
    pages = {kind: page for kind, (_, page) in guests.items()}
    browsers = {page.split("/")[1]: client for client, page in guests.values()}
    paths = sorted({*addresses(pages), *pages.values()})
    assert [path for path in paths if path.startswith("/accounts/")][-1] == LAST_OF_ACCOUNTS
    before = every_row()
    statuses = {}
    for path in paths:
        client = browsers.get(path.split("/")[1], signed_in)
        assert client.head(path).status_code != 500, path
        statuses[path] = client.get(path).status_code
        if path == LAST_OF_ACCOUNTS:
            # The account library keeps a passkey's challenge in the browser's own session.
            before[SESSIONS] = every_row()[SESSIONS]
    assert every_row() == before
    return statuses


@pytest.mark.parametrize("state", DAYS_UNTIL)
def test_looking_changes_nothing_while_silence_falls(state: str, ana: Household) -> None:
    ana.let_pass(timedelta(days=DAYS_UNTIL[state]))
    assert ana.switch.state.value == state
    statuses = look_at_everything(ana)
    assert statuses["/"] == 200
    assert statuses["/keepers/"] == 200
    assert not [path for path, status in statuses.items() if status == 500]


def test_looking_changes_nothing_once_keepers_are_sure(ana: Household) -> None:
    ana.let_pass(timedelta(days=45))
    for name in ("Ben", "Chidi"):
        ana.are_sure(name)
    assert ana.switch.state.value == "quiet_wait"
    look_at_everything(ana)
    ana.let_pass(timedelta(days=9))
    assert ana.switch.release == 1
    look_at_everything(ana)
    record(ana.plan.pk, lambda switch: acts.press_stop(switch, ana.clock.at), ana.clock.at)
    look_at_everything(ana)
    record(ana.plan.pk, lambda switch: acts.sign_in(switch, ana.clock.at), ana.clock.at)
    assert ana.switch.state.value == "came_back"
    statuses = look_at_everything(ana)
    assert statuses["/what-happened/"] == 200


def test_looking_changes_nothing_for_who_is_signed_out(ana: Household) -> None:
    client = Client()
    before = every_row()
    for path in addresses({kind.name: f"/{kind.name}/x/" for kind in LinkKind}):
        assert client.get(path).status_code != 500, path
    assert every_row() == before
