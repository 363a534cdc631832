"""Uploads: in pieces, resumed, damaged, foreign, stale."""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.altered import altered
from tests.letters.conftest import NOW, Clock, Owner
from tests.letters.sealed import COFFEE, sealed_file, sealed_words
from untilthen.letters.files import folder, path_of
from untilthen.letters.headers import cut
from untilthen.letters.models import SealedFile
from untilthen.letters.uploads import delete_stale_uploads
from untilthen.people.queries import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SEALED = sealed_file(bytes(i % 251 for i in range(100_000)))


def begun(owner: Owner, size: int = len(SEALED)) -> str:
    """Begin an upload and return its address."""
    answer = owner.client.post("/files/", {"size": size}, "application/json")
    return f"/files/{answer.json()['file']}/"


def put(owner: Owner, url: str, offset: object, piece: bytes) -> tuple[int, dict[str, object]]:
    """Send one piece."""
    headers = {"Upload-Offset": str(offset)}
    answer = owner.client.put(url, piece, "application/octet-stream", headers=headers)
    return answer.status_code, answer.json()


def finish(owner: Owner, url: str, content: bytes = SEALED) -> int:
    """Declare an upload complete."""
    whole = {"size": len(content), "sha256": sha256(content).hexdigest()}
    return owner.client.post(f"{url}done/", whole, "application/json").status_code


def uploaded(owner: Owner) -> str:
    """Upload a whole file and return its id."""
    url = begun(owner)
    put(owner, url, 0, SEALED)
    assert finish(owner, url) == 200
    return url.split("/")[2]


def test_a_file_comes_back_as_it_was_sent(ana: Owner) -> None:
    url = begun(ana)
    assert put(ana, url, 0, SEALED[:70_000]) == (200, {"received": 70_000})
    assert ana.client.get(url).status_code == 404
    assert put(ana, url, 70_000, SEALED[70_000:]) == (200, {"received": len(SEALED)})
    assert (finish(ana, url), finish(ana, url)) == (200, 200)
    answer = ana.client.get(url)
    assert b"".join(answer) == SEALED
    assert answer["Content-Length"] == str(len(SEALED))


def test_a_piece_at_the_wrong_place_says_where_to_go_on(ana: Owner) -> None:
    url = begun(ana)
    put(ana, url, 0, SEALED[:70_000])
    assert put(ana, url, 0, SEALED[:60_000]) == (409, {"received": 70_000})
    assert put(ana, url, 80_000, SEALED[80_000:]) == (409, {"received": 70_000})


def test_a_file_damaged_on_its_way_is_refused_and_forgotten(ana: Owner) -> None:
    url = begun(ana)
    put(ana, url, 0, altered(SEALED, -1))
    assert finish(ana, url) == 422
    assert finish(ana, url) == 404
    assert list(folder(ana.plan.public_id).iterdir()) == []


def test_a_file_cut_short_is_refused(ana: Owner) -> None:
    url = begun(ana)
    put(ana, url, 0, SEALED[:-1])
    assert finish(ana, url, SEALED[:-1]) == 422


@pytest.mark.parametrize("size", [0, -1, 200_000_000, "many", None, True])
def test_sizes_that_cannot_be_are_refused(ana: Owner, size: object) -> None:
    answer = ana.client.post("/files/", {"size": size}, "application/json")
    assert answer.status_code == 422


@pytest.mark.parametrize("offset", ["", "-1", "ten", "²"])
def test_an_offset_that_is_none_is_refused(ana: Owner, offset: str) -> None:
    assert put(ana, begun(ana), offset, b"x")[0] == 422


def test_more_than_was_announced_is_refused(ana: Owner) -> None:
    assert put(ana, begun(ana, 10), 0, b"x" * 11)[0] == 422


def test_nobody_reaches_a_file_of_somebody_else(ana: Owner, mallory: Owner) -> None:
    url = begun(ana)
    assert put(mallory, url, 0, SEALED)[0] == 404
    assert mallory.client.get(url).status_code == 404
    assert finish(mallory, url) == 404


def with_file(owner: Owner, finn: Person, file: str, **more: object) -> int:
    """Save a letter that takes a file along."""
    text = SimpleUploadedFile("text.age", sealed_words(COFFEE))
    sent = {"to": [finn.number], "if_unreachable": "keeper", "files": json.dumps([file])}
    return owner.client.post("/letters/save/", sent | {"text": text} | more).status_code


def test_a_letter_names_only_files_that_arrived_whole(ana: Owner, finn: Person) -> None:
    half = begun(ana).split("/")[2]
    assert with_file(ana, finn, half) == 422
    assert with_file(ana, finn, uploaded(ana)) == 200


def test_a_file_belongs_to_one_letter(ana: Owner, finn: Person) -> None:
    file = uploaded(ana)
    assert with_file(ana, finn, file) == 200
    assert with_file(ana, finn, file) == 422


def test_deleting_a_letter_deletes_its_files(ana: Owner, finn: Person) -> None:
    with_file(ana, finn, uploaded(ana))
    name = SealedFile.objects.filter(position=0).get().letter.public_id  # type: ignore[union-attr]
    assert ana.client.get(f"/letters/{name}/delete/").status_code == 200
    assert SealedFile.objects.count() == 2
    ana.client.post(f"/letters/{name}/delete/")
    assert SealedFile.objects.count() == 0
    assert list(folder(ana.plan.public_id).iterdir()) == []


def test_uploads_that_no_letter_took_are_cleared_away(
    ana: Owner, finn: Person, clock: Clock
) -> None:
    with_file(ana, finn, uploaded(ana))
    stale = uploaded(ana)
    clock.passes(timedelta(hours=1))
    fresh = uploaded(ana)
    assert delete_stale_uploads(NOW + timedelta(minutes=30)) == 1
    there = [path_of(ana.plan.public_id, each).exists() for each in (stale, fresh)]
    assert there == [False, True]
    assert SealedFile.objects.count() == 3


def test_a_full_disk_leaves_the_file_as_it_was(ana: Owner) -> None:
    url = begun(ana)
    put(ana, url, 0, SEALED[:10_000])
    path = path_of(ana.plan.public_id, url.split("/")[2])
    kept = path.with_name("kept")
    path.rename(kept)
    path.symlink_to(Path("/dev/full"))
    header = len(SEALED) - len(cut(SEALED)[1])
    status, answer = put(ana, url, header, SEALED[header:])  # an empty file: it holds no byte yet
    assert (status, "no room" in json.dumps(answer)) == (507, True)
    path.unlink()
    kept.rename(path)
    assert put(ana, url, 10_000, SEALED[10_000:])[0] == 200
    assert finish(ana, url) == 200


def test_the_disk_holds_nothing_that_opens_by_itself(ana: Owner) -> None:
    file = uploaded(ana)
    on_disk = path_of(ana.plan.public_id, file).read_bytes()
    assert SEALED.endswith(on_disk)
    assert b"age-encryption" not in on_disk
    assert b"age-encryption" not in bytes(SealedFile.objects.get(public_id=file).header)


def test_what_is_no_sealed_file_is_refused_at_its_first_piece(ana: Owner) -> None:
    url = begun(ana)
    assert put(ana, url, 0, b"Dear Finn, in the clear")[0] == 422
    assert put(ana, url, 0, SEALED[:1000])[0] == 422, "a header cut short"
    assert put(ana, url, 0, SEALED)[0] == 200
    assert finish(ana, url) == 200
