"""Whatever goes wrong: a page of words, nothing half written, and a log without names or tokens."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

import untilthen
from tests.people_in_tests import Household
from tests.web.everything import every_row
from untilthen.domain.switch import Refused
from untilthen.journal.models import Chain
from untilthen.keystore.queries import KeyGone
from untilthen.people.links import LinkKind
from untilthen.watch.sentences import SENTENCES
from untilthen.watch.store import ChangedElsewhere
from untilthen.web.account_mail import MailNotAccepted
from untilthen.web.logs import RouteNamesOnly
from untilthen.web.middleware import WordsForErrors
from untilthen.web.settings import LOGGING

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def answered(problem: Exception) -> HttpResponse | None:
    """Return what is answered when a view raises."""
    request = RequestFactory().get("/go/a-secret-token")
    request.resolver_match = None
    return WordsForErrors(lambda _: HttpResponse()).process_exception(request, problem)


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (Refused("not_asked"), 409, "We are not asking this just now."),
        (ChangedElsewhere(), 409, "at the same moment"),
        (KeyGone(1, "plan"), 404, "nothing at this address"),
        (OperationalError("database is locked"), 503, "cannot write anything down"),
        (DatabaseError("attempt to write a readonly database"), 503, "cannot write anything down"),
        (MailNotAccepted("421"), 503, "cannot send you a mail just now"),
        (OSError(28, "No space left on device"), 503, "cannot reach or write a file"),
        (ZeroDivisionError("of ana@example.org"), 500, "went wrong on our side"),
    ],
)
def test_every_trouble_has_its_words(problem: Exception, status: int, words: str) -> None:
    page = answered(problem)
    assert page is not None
    assert page.status_code == status
    assert words in page.content.decode()
    assert "Traceback" not in page.content.decode()


@pytest.mark.parametrize("problem", [Http404(), PermissionDenied()])
def test_what_django_answers_itself_is_left_to_it(problem: Exception) -> None:
    assert answered(problem) is None


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What our handler writes to the log."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Kept()
    handler.addFilter(RouteNamesOnly())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


def test_the_log_names_the_route_and_nothing_else(said: list[str]) -> None:
    answered(ZeroDivisionError("of ana@example.org"))
    assert len(said) == 1
    assert said[0].startswith("ZeroDivisionError at no route")
    assert "ana@" not in said[0]
    assert "secret" not in said[0]


def test_no_token_is_ever_logged(ana: Household, said: list[str]) -> None:
    token = ana.token(LinkKind.VIGIL, "Ben")
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"/go/{token}")["Location"]
    client.get(f"/go/{token}x")
    client.post(f"/go/{token}")
    client.post(page, {"answer": "alive"})
    Client().get(f"/no/{token}/ana@example.org")
    assert len(said) == 4
    for line in said:
        assert token[:20] not in line
        assert "example.org" not in line
        assert page not in line


def test_the_handler_of_the_program_words_its_lines_so() -> None:
    handler = LOGGING["handlers"]["stderr"]  # type: ignore[index]
    assert handler["filters"] == ["routes"]


def test_every_reason_to_refuse_has_a_sentence() -> None:
    found = set()
    for path in Path(untilthen.__file__).parent.rglob("*.py"):
        if "rehearsal" in path.parts:
            continue  # a story's people are refused by the story, not by a page
        for part in path.read_text().split('Refused("')[1:]:
            found.add(part.partition('"')[0])
    assert found - {"not_now"} <= set(SENTENCES)


def test_a_view_that_fails_halfway_leaves_nothing(ana: Household, client: Client) -> None:
    page = client.get(f"/go/{ana.token(LinkKind.CHECK_IN)}")["Location"]
    before = every_row()
    Chain.objects.filter(plan=ana.plan.pk).delete()
    broken = every_row()
    client.raise_request_exception = False
    answer = client.post(page, {"does": "checks_in"})
    assert answer.status_code == 500
    assert b"went wrong on our side" in answer.content
    assert every_row() == broken
    assert before != broken
