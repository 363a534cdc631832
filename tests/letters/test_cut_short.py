"""A sealed file that the disk no longer holds whole: its length is true, and the operator reads of
it once.
"""

import logging
from collections.abc import Iterator

import pytest

from tests.letters.conftest import Owner
from tests.letters.doors import brought
from tests.letters.sealed import COFFEE
from untilthen.letters.files import path_of
from untilthen.letters.models import Delivery, SealedFile
from untilthen.letters.views.streams import tell_operator
from untilthen.people.queries import Person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LOST_BYTES = 100


@pytest.fixture(autouse=True)
def _said_nothing_yet() -> Iterator[None]:
    """Begin as a process does, and leave nothing said behind."""
    tell_operator.cache_clear()
    yield
    tell_operator.cache_clear()


def test_what_is_left_of_finns_letter_arrives_whole_and_is_logged_once(
    ana: Owner, finn: Person, caplog: pytest.LogCaptureFixture
) -> None:
    ana.writes(COFFEE, finn)
    reader = brought(ana, finn)
    reader.presses("reads")
    file = SealedFile.objects.get()
    path = path_of(ana.plan.public_id, file.public_id)
    kept = path.read_bytes()
    at_the_door = f"{reader.door}files/{Delivery.objects.get().public_id}/text/"
    whole = len(b"".join(reader.client.get(at_the_door)))
    path.write_bytes(kept[:-LOST_BYTES])
    caplog.set_level(logging.ERROR, "untilthen.letters.views.streams")
    for _ in range(2):
        answer = reader.client.get(at_the_door)
        assert answer["Content-Length"] == str(whole - LOST_BYTES) == str(len(b"".join(answer)))
    mine = ana.client.get(f"/letters/{Delivery.objects.get().letter.public_id}/text/")
    assert mine["Content-Length"] == str(file.size - LOST_BYTES) == str(len(b"".join(mine)))
    assert [record.getMessage() for record in caplog.records] == [
        f"sealed file {file.public_id} is damaged: {len(kept) - LOST_BYTES} bytes on the disk"
        f" where {len(kept)} were kept"
    ]


def test_a_file_that_is_gone_is_said_to_be_gone_and_logged(
    ana: Owner, finn: Person, caplog: pytest.LogCaptureFixture
) -> None:
    letter = ana.writes(COFFEE, finn)
    file = SealedFile.objects.get()
    path_of(ana.plan.public_id, file.public_id).unlink()
    assert ana.client.get(f"/letters/{letter.public_id}/text/").status_code == 404
    assert f"sealed file {file.public_id} is damaged: 0 bytes" in caplog.text
