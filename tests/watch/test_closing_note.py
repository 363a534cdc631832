"""The last mail to keepers carries a signed note of what was destroyed, and nothing of what was in
it (10.9).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.people_in_tests import Household, accept_all
from untilthen.domain import keeper_acts
from untilthen.domain.states import About, State
from untilthen.journal.models import Line
from untilthen.journal.queries import chained, first_break
from untilthen.keystore.queries import closing_key
from untilthen.letters.models import SealedFile
from untilthen.outbox.couriers.base import Parcel
from untilthen.outbox.queries import due
from untilthen.outbox.sending import write_parcel
from untilthen.sealing import closing, sign
from untilthen.sealing.closing import NAMESPACE, Note
from untilthen.sealing.fingerprint import fingerprint

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)


@dataclass
class LastMails:
    """Accepts every mail, and keeps those that say that it is done."""

    parcels: list[Parcel] = field(default_factory=list)

    def __call__(self, now: datetime) -> int:
        closed = [each for each in due(now, 1000) if each.about == About.CLOSED.value]
        self.parcels += [write_parcel(each, now) for each in closed]
        return accept_all(now)


def note_in(parcel: Parcel) -> Note:
    """Return the note of a mail, signed by this installation."""
    note, signature = closing.read(parcel.text)
    sign.verify(closing.build(note), signature, NAMESPACE, closing_key().public)
    return note


@pytest.fixture
def released(ana: Household) -> Household:
    """Ana's letters, to Finn and to Ben, are at their doors."""
    ana.writes("Finn")
    ana.writes("Finn", "Ben")
    ana.let_pass(50 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()
    ana.let_pass(DAY)
    assert ana.switch.state is State.GOODBYES
    return ana


def test_both_keepers_get_one_note_of_what_was_destroyed(released: Household) -> None:
    hashes = sorted(SealedFile.objects.values_list("sha256", flat=True))
    armed = Line.objects.get(event="armed").at
    heard, release = released.switch.heard_at, Line.objects.get(event="quiet_wait_over").at
    last = LastMails()
    released.let_pass(40 * DAY, last)
    assert [each.name for each in last.parcels] == ["Ben", "Chidi"]
    note = note_in(last.parcels[0])
    assert note == note_in(last.parcels[1])
    assert list(note.files) == hashes
    assert len(hashes) == 2
    assert (note.letters, note.deliveries) == (2, 3)
    assert (note.armed, note.heard, note.release) == (armed, heard, release)
    assert note.closed == Line.objects.get(event="closing_day").at
    assert note.plan == released.plan.public_id


def test_the_note_names_the_journal_as_it_stays_for_ever(released: Household) -> None:
    last = LastMails()
    released.let_pass(40 * DAY, last)
    lines = chained(released.plan.pk)
    note = note_in(last.parcels[0])
    assert (note.lines, note.head) == (len(lines), lines[-1].hash)
    assert f"Mark of the journal today: {note.head[:10]}" in last.parcels[0].text
    assert first_break(released.plan.pk) is None


def test_nobody_and_nothing_is_named_in_the_note(released: Household) -> None:
    last = LastMails()
    released.let_pass(40 * DAY, last)
    parcel = last.parcels[0]
    block = parcel.text[parcel.text.index(closing.BEGIN) :]
    words = set(block.replace(":", " ").split())
    for said in ("Ana", "Berg", "Ben", "Chidi", "Finn", "ben@example.org", "/"):
        assert said not in words
    assert parcel.html.count(closing.BEGIN) == 1
    assert fingerprint(closing_key().public) in " ".join(parcel.text.split())


def test_where_no_keeper_is_left_the_note_goes_to_nobody(ana: Household) -> None:
    ana.writes("Finn")
    ana.does(keeper_acts.step_down, person=ana.people["Ben"].number)
    ana.does(keeper_acts.step_down, person=ana.people["Chidi"].number)
    last = LastMails()
    ana.let_pass(600 * DAY, last)
    assert ana.plan.people.count() == 0
    assert last.parcels == []


def test_the_key_of_notes_is_at_a_plain_address(client: Client) -> None:
    answer = client.get("/closing-key")
    public = closing_key().public
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    remark, line = answer.content.decode().splitlines()
    assert line == f"closing {public}"
    assert remark.startswith("# ")
    assert fingerprint(public) in remark
    assert client.post("/closing-key").status_code == 405
