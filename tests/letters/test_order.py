"""The order of Ana's letters, moved by buttons."""

import pytest

from tests.letters.conftest import Owner
from tests.letters.sealed import COFFEE, UMBRELLA
from untilthen.journal.models import Line
from untilthen.letters.models import Letter
from untilthen.letters.queries import letters_of
from untilthen.people.queries import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def letters(ana: Owner, finn: Person, gita: Person) -> tuple[Letter, Letter]:
    """A letter to Finn, and after it one to Gita."""
    return ana.writes(COFFEE, finn), ana.writes(UMBRELLA, gita)


def order(owner: Owner) -> list[str]:
    """Return whom the letters are for, in their order."""
    return [each.names[0] for each in letters_of(owner.plan)]


def move(owner: Owner, letter: Letter, place: str) -> int:
    """Press a button beside a letter; returns the answer's status."""
    answer = owner.client.post(f"/letters/{letter.public_id}/move/", {"place": place})
    return answer.status_code


def test_a_letter_moves_up_once_however_often_it_is_pressed(
    ana: Owner, letters: tuple[Letter, Letter]
) -> None:
    assert order(ana) == ["Finn", "Gita"]
    for _ in range(2):
        assert move(ana, letters[1], "1") == 302
        assert order(ana) == ["Gita", "Finn"]
    assert Line.objects.filter(event="letter_moved").count() == 1
    assert move(ana, letters[1], "2") == 302
    assert order(ana) == ["Finn", "Gita"]


@pytest.mark.parametrize("place", ["", "x", "-1", "٣", "9" * 30])
def test_a_place_that_is_none_moves_nothing(
    ana: Owner, letters: tuple[Letter, Letter], place: str
) -> None:
    move(ana, letters[0], place)
    assert order(ana) == ["Finn", "Gita"]


def test_a_place_beyond_the_end_is_the_end(ana: Owner, letters: tuple[Letter, Letter]) -> None:
    move(ana, letters[0], "99")
    assert order(ana) == ["Gita", "Finn"]
    move(ana, letters[0], "0")
    assert order(ana) == ["Finn", "Gita"]


def test_nobody_moves_the_letters_of_another(
    ana: Owner, mallory: Owner, letters: tuple[Letter, Letter]
) -> None:
    assert move(mallory, letters[1], "1") == 404
    assert ana.client.get(f"/letters/{letters[1].public_id}/move/").status_code == 405
    assert order(ana) == ["Finn", "Gita"]


def test_the_list_offers_what_each_letter_can_do(
    ana: Owner, letters: tuple[Letter, Letter]
) -> None:
    page = ana.client.get("/letters/", headers={"accept": "text/html"}).content.decode()
    assert page.count('name="place" value="2"') == 1
    assert page.count('name="place" value="1"') == 1
