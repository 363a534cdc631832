"""Saving letters: versions, foreign letters, fields that cannot stand."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.letters.conftest import Clock, Owner
from tests.letters.sealed import COFFEE, OWN, UMBRELLA, Sealed, body_in, sealed_words
from untilthen.letters.files import folder as folder_of
from untilthen.letters.models import Letter, SealedFile
from untilthen.people.queries import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def save(owner: Owner, sealed: Sealed, **fields: object) -> tuple[int, dict[str, object]]:
    """Save as the letter page does; returns status and answer."""
    sent: dict[str, object] = {
        "letter": "",
        "version": "0",
        "not_before": "",
        "if_unreachable": "keeper",
        "files": "[]",
        "text": SimpleUploadedFile("text.age", sealed_words(sealed)),
    }
    answer = owner.client.post("/letters/save/", sent | fields)
    return answer.status_code, json.loads(answer.content)


def words(owner: Owner, letter: str) -> str:
    """Return a letter's words, fetched and opened as the owner's browser does."""
    answer = owner.client.get(f"/letters/{letter}/text/")
    return body_in(b"".join(answer), OWN)


def test_ana_saves_a_letter_and_reads_it_again(ana: Owner, finn: Person) -> None:
    status, answer = save(ana, COFFEE, to=[finn.number])
    assert (status, answer["version"], answer["next"]) == (200, 1, "/letters/")
    assert words(ana, str(answer["letter"])) == COFFEE.body


def test_a_change_replaces_the_words_and_leaves_no_old_file(ana: Owner, finn: Person) -> None:
    letter = ana.writes(COFFEE, finn)
    status, answer = save(ana, UMBRELLA, to=[finn.number], letter=letter.public_id, version="1")
    assert (status, answer["version"]) == (200, 2)
    assert words(ana, letter.public_id) == UMBRELLA.body
    assert SealedFile.objects.count() == 1


def test_a_letter_changed_in_another_window_is_not_written_over(ana: Owner, finn: Person) -> None:
    letter = ana.writes(COFFEE, finn)
    save(ana, UMBRELLA, to=[finn.number], letter=letter.public_id, version="1")
    status, _ = save(ana, COFFEE, to=[finn.number], letter=letter.public_id, version="1")
    assert status == 409
    assert words(ana, letter.public_id) == UMBRELLA.body
    assert SealedFile.objects.count() == 1


def test_a_new_letter_sent_twice_since_the_answer_was_lost_is_there_once(
    ana: Owner, finn: Person
) -> None:
    name = "77777777-2222-4333-8444-555555555555"
    assert save(ana, COFFEE, to=[finn.number], id=name)[0] == 200
    assert save(ana, UMBRELLA, to=[finn.number], id=name)[0] == 409
    assert Letter.objects.count() == 1
    assert words(ana, name) == COFFEE.body


def test_what_was_sealed_to_an_older_key_is_not_taken(ana: Owner, finn: Person) -> None:
    status, answer = save(ana, COFFEE, to=[finn.number], estate="age1pq1an-older-one")
    assert status == 422
    assert "Please save once more." in str(answer["errors"])
    assert Letter.objects.count() == 0


def test_a_letter_deleted_in_another_window_is_not_made_anew(ana: Owner, finn: Person) -> None:
    letter = ana.writes(COFFEE, finn)
    ana.client.post(f"/letters/{letter.public_id}/delete/")
    status, _ = save(ana, COFFEE, to=[finn.number], letter=letter.public_id, version="1")
    assert (status, Letter.objects.count()) == (409, 0)


@pytest.mark.parametrize("path", ["/letters/{}/", "/letters/{}/text/", "/letters/{}/delete/"])
def test_nobody_reaches_a_letter_of_somebody_else(
    ana: Owner, mallory: Owner, finn: Person, path: str
) -> None:
    letter = ana.writes(COFFEE, finn)
    mallory_sees = mallory.client.get(path.format(letter.public_id)).status_code
    assert mallory_sees in (302, 404)
    assert mallory.client.get(path.format(letter.public_id)).content.find(b"age-enc") == -1
    assert mallory.client.post(f"/letters/{letter.public_id}/delete/").status_code == 404
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("to", {"to": []}),
        ("to", {"to": ["0"]}),
        ("to", {"to": ["99"]}),
        ("not_before", {"not_before": "next spring"}),
        ("not_before", {"not_before": "2200-01-01"}),
        ("if_unreachable", {"if_unreachable": "burn"}),
        ("attachments", {"files": '["gone"]'}),
        ("attachments", {"files": "{"}),
        ("form", {"text": SimpleUploadedFile("text.age", b"Dear Finn, in the clear")}),
        ("form", {"text": ""}),
    ],
)
def test_what_cannot_stand_is_named_and_nothing_is_kept(
    ana: Owner, finn: Person, field: str, sent: dict[str, object]
) -> None:
    status, answer = save(ana, COFFEE, **({"to": [finn.number]} | sent))
    assert status == 422
    errors = answer["errors"]
    assert isinstance(errors, dict)
    assert list(errors) == [field]
    assert (Letter.objects.count(), SealedFile.objects.count()) == (0, 0)


def test_the_numbers_of_people_are_each_plans_own(ana: Owner, mallory: Owner, finn: Person) -> None:
    assert save(mallory, COFFEE, to=[finn.number])[0] == 422


def test_who_signed_in_long_ago_reads_nothing_but_loses_nothing(
    ana: Owner, finn: Person, clock: Clock
) -> None:
    letter = ana.writes(COFFEE, finn)
    clock.passes(timedelta(minutes=11))
    assert ana.client.get(f"/letters/{letter.public_id}/text/").status_code == 401
    assert ana.client.get("/key/file/").status_code == 401
    assert ana.client.get("/letters/").status_code == 302
    assert save(ana, COFFEE, to=[finn.number])[0] == 200
    clock.passes(timedelta(hours=12))
    assert save(ana, COFFEE, to=[finn.number])[0] == 401


def test_a_disk_that_takes_nothing_leaves_no_half_letter(ana: Owner, finn: Person) -> None:
    letter = ana.writes(COFFEE, finn)
    folder = folder_of(ana.plan.public_id)
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file where the folder was")
    status, answer = save(ana, UMBRELLA, to=[finn.number], letter=letter.public_id, version="1")
    assert status == 507
    assert "nothing was saved" in json.dumps(answer)
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    assert words(ana, letter.public_id) == COFFEE.body
    assert Letter.objects.get().version == 1
