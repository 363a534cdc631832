"""The last word: a letter given as it was sealed; the owner's own key opens it, no link does."""

import pytest

from tests.letters.conftest import NOW, Owner
from tests.letters.doors import brought, link_of
from tests.letters.sealed import COFFEE, OWN, UMBRELLA, body_in
from untilthen.letters import doors
from untilthen.letters.models import Delivery, LetterKey, SealedFile
from untilthen.people.queries import Person
from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import NotForThisKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_finn_saves_it_sealed_and_anas_own_key_opens_it(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn, opened=False)
    assert Delivery.objects.get().state == "with_recipient_sealed"
    assert "is here, still sealed" in reader.looks()
    file = SealedFile.objects.get()
    delivery = Delivery.objects.get()
    answer = reader.client.get(f"{reader.door}sealed/{delivery.public_id}/{file.public_id}/")
    content = b"".join(answer)
    assert answer["Content-Length"] == str(len(content))
    assert body_in(content, OWN) == COFFEE.body
    with pytest.raises(NotForThisKey):
        body_in(content, door_identity(reader.token, delivery.public_id))


def test_the_locked_key_is_given_as_it_was_locked(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn, opened=False)
    answer = reader.client.get(f"{reader.door}sealed/key/")
    assert b"".join(answer).decode() == LetterKey.objects.get().owner_file


def test_where_letters_are_opened_nothing_is_given_sealed(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    file, delivery = SealedFile.objects.get(), Delivery.objects.get()
    for path in ("key/", f"{delivery.public_id}/{file.public_id}/"):
        assert reader.client.get(f"{reader.door}sealed/{path}").status_code == 404


def test_gita_cannot_save_what_is_finns(ana: Owner, finn: Person, gita: Person) -> None:
    ana.writes(COFFEE, finn)
    ana.writes(UMBRELLA, gita)
    brought(ana, finn, opened=False)
    gitas = link_of(ana, gita)
    finns = Delivery.objects.get(person=finn.number)
    file = SealedFile.objects.get(letter_id=finns.letter_id)
    path = f"{gitas.door}sealed/{finns.public_id}/{file.public_id}/"
    assert gitas.client.get(f"{gitas.door}sealed/key/").status_code == 200
    assert gitas.client.get(path).status_code == 404


def test_a_stop_shuts_it(ana: Owner, finn: Person) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn, opened=False)
    doors.shut(ana.plan.pk, NOW)
    assert "not available just now" in reader.looks()
    assert reader.client.get(f"{reader.door}sealed/key/").status_code == 404
