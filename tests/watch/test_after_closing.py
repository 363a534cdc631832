"""What is left between the closing and the last note, and after: nothing to read, nobody to write
to, one plain page (10.9).
"""

import logging
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler
from django.test import Client

from tests.people_in_tests import Household, accept_all
from untilthen.domain.states import State
from untilthen.keystore.models import Key
from untilthen.letters.files import folder
from untilthen.letters.models import Goodbye, Letter
from untilthen.outbox.models import Message
from untilthen.people.links import LinkKind
from untilthen.people.models import PersonRow, Plan
from untilthen.watch.closing import closed_switches, forget_closed
from untilthen.watch.scrubbing import file_written_anew
from untilthen.watch.tick import tick
from untilthen.web.database import SQLITE_OPTIONS

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@pytest.fixture
def closing(ana: Household) -> Household:
    """Ana's plan an hour after it was closed; no mail server takes the last notes."""
    ana.writes("Finn")
    ana.let_pass(50 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(29 * DAY)
    assert ana.switch.state is State.GOODBYES
    ana.links = [  # type: ignore[attr-defined]
        ana.token(LinkKind.CHECK_IN),
        ana.token(LinkKind.VIGIL, "Ben"),
        ana.token(LinkKind.INVITATION, "Ben", 0),
        ana.token(LinkKind.DOOR, "Finn", 1),
    ]
    for _ in range(40):
        if Plan.objects.exclude(closed_at=None).exists():
            break
        ana.let_pass(timedelta(hours=12), lambda _now: accept_all(_now) if not closed() else 0)
    return ana


def closed() -> bool:
    """Return whether the plan is closed."""
    return Plan.objects.exclude(closed_at=None).exists()


def test_keys_and_letters_go_at_once_and_addresses_wait_for_the_notes(closing: Household) -> None:
    assert not Letter.objects.exists()
    assert not Goodbye.objects.exists()
    assert not folder(closing.plan.public_id).exists()
    assert list(Key.objects.values_list("purpose", flat=True)) == ["plan"]
    owed = Message.objects.filter(state=Message.OWED)
    assert {each.about for each in owed} == {"closed"}
    assert owed.count() == Message.objects.count() == 2
    assert PersonRow.objects.exists()


def test_addresses_go_with_the_last_note(closing: Household) -> None:
    tick(closing.clock.at, lambda: accept_all(closing.clock.at))
    assert not PersonRow.objects.exists()
    assert not Message.objects.exists()
    assert not Key.objects.exists()


def test_after_seven_days_addresses_go_though_no_note_was_taken(closing: Household) -> None:
    closing.let_pass(6 * DAY, lambda _now: 0)
    assert PersonRow.objects.exists()
    closing.let_pass(1 * DAY, lambda _now: 0)
    assert not PersonRow.objects.exists()
    assert not Message.objects.exists()
    assert not Key.objects.exists()
    assert not closed_switches().exists()


def test_every_link_of_a_closed_plan_leads_to_the_one_plain_page(
    closing: Household, client: Client
) -> None:
    plain = client.get("/go/nonsense").content
    for gone in (False, True):
        if gone:
            tick(closing.clock.at, lambda: accept_all(closing.clock.at))
        for token in closing.links:  # type: ignore[attr-defined]
            answer = Client().get(f"/go/{token}", follow=True)
            assert (answer.status_code, answer.content) == (404, plain)


def test_who_signs_in_to_a_closed_plan_reads_that_there_is_none(
    closing: Household, client: Client
) -> None:
    closing.sign_in(client)
    for path in ("/", "/begin/", "/keepers/", "/settings/", "/what-would-happen/"):
        answer = client.get(path, follow=True)
        text = answer.content.decode()
        assert "There is no plan here any more." in text, path
        for said in ("Ana", "Berg", "Ben", "Chidi", "Finn", "example.org"):
            assert said not in text
    before = Plan.objects.count()
    client.post("/begin/", {"name": "Ana", "zone": "UTC", "language": "en", "phone": ""})
    assert Plan.objects.count() == before
    tick(closing.clock.at, lambda: accept_all(closing.clock.at))
    assert client.get("/keepers/").status_code == 302  # the account is gone: sign in


def test_files_that_cannot_be_deleted_keep_the_plan_from_being_forgotten(
    closing: Household, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = Path(settings.FILES_DIR) / "elsewhere"
    elsewhere.mkdir()
    folder(closing.plan.public_id).symlink_to(elsewhere)  # nothing deletes through a link
    accept_all(closing.clock.at)
    with caplog.at_level(logging.ERROR):
        assert forget_closed(closing.clock.at) == 0
    assert f"the files of plan {closing.plan.pk} cannot be deleted" in caplog.text
    assert PersonRow.objects.exists()
    folder(closing.plan.public_id).unlink()
    assert forget_closed(closing.clock.at) == 1


def test_a_log_that_somebody_reads_is_not_called_clean(tmp_path: Path) -> None:
    options = SQLITE_OPTIONS | {"timeout": 0.1}
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "a", "OPTIONS": options}
    connection = ConnectionHandler({"default": engine})["default"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE words (said TEXT)")
        cursor.execute("INSERT INTO words VALUES ('the oars are behind the greenhouse')")
    reader = sqlite3.connect(tmp_path / "a", isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM words").fetchone() == (1,)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM words")
    assert not file_written_anew(connection)
    reader.close()
    assert file_written_anew(connection)
    assert (tmp_path / "a-wal").stat().st_size == 0
    assert b"greenhouse" not in (tmp_path / "a").read_bytes()
    connection.close()
