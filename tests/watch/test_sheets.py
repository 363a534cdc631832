"""Sheets at a release: each keeper's link opens them, nothing else does, and they go with the
letters.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.people_in_tests import Household
from untilthen.domain import acts
from untilthen.letters import resealing, sheets
from untilthen.letters.actions import Draft
from untilthen.letters.files import folder
from untilthen.letters.headers import door_header
from untilthen.letters.models import DUTY, INVENTORY, WISHES, Delivery, Letter, LetterKey, SheetWrap
from untilthen.letters.release import release
from untilthen.letters.sheets import keepers_token
from untilthen.parts.sets import beside
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.door import door_identity
from untilthen.sealing.envelope import open_envelope
from untilthen.sealing.errors import NotForThisKey
from untilthen.sealing.letter import Letter as Words
from untilthen.sealing.letter import ReadHint, parse
from untilthen.sealing.padding import unpad
from untilthen.watch.exporting import export_of
from untilthen.watch.manifestfacts import is_current

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
WORDS = "the blue tin, left of the stove"


def writes_sheet(ana: Household, kind: str) -> Letter:
    """Have a sheet, sealed as Ana's browser seals it."""
    if not LetterKey.objects.filter(plan=ana.plan).exists():
        ana.browsers.make_owner_key(ana.clock.at)
    words = Words("en", kind, "", f"{kind}: {WORDS}", "", ReadHint.ANY, ())
    return ana.browsers.write(words, Draft(to=(), kind=kind), ana.clock.at)


def comes_to_release(ana: Household) -> None:
    """Let the keepers be sure, and the quiet wait pass."""
    ana.let_pass(45 * DAY)
    ana.are_sure("Ben", "Chidi")
    ana.comes_to_release()


def opened_by(ana: Household, sheet: Letter, name: str, of: str = "") -> str:
    """Return a sheet's words, opened with what a keeper's link makes (`of`: out of another's
    wrap).
    """
    keeper, number = ana.people[of or name].number, ana.switch.release
    wrap = sheets.wrap_for(ana.plan, keeper, number, sheet.public_id)
    assert wrap is not None
    token = keepers_token(ana.plan.pk, ana.people[name].number, number)
    payload = (ana_files(ana) / f"{wrap.file.public_id}.age").read_bytes()
    identity = door_identity(token, sheet.public_id)
    content = unpad(decrypt_bytes(door_header(wrap) + payload, [identity]))
    return parse(open_envelope(content).content).body


def ana_files(ana: Household) -> Path:
    """Return where Ana's sealed files lie."""
    return folder(ana.plan.public_id)


@pytest.mark.parametrize("kind", [WISHES, INVENTORY, DUTY])
def test_a_sheet_opens_to_every_keeper_by_their_own_link_alone(ana: Household, kind: str) -> None:
    ana.writes("Finn")
    sheet = writes_sheet(ana, kind)
    assert not SheetWrap.objects.exists()
    comes_to_release(ana)
    for name in ("Ben", "Chidi"):
        assert opened_by(ana, sheet, name) == f"{kind}: {WORDS}"
    with pytest.raises(NotForThisKey):
        opened_by(ana, sheet, "Chidi", of="Ben")
    finn = ana.people["Finn"].number
    assert sheets.wrap_for(ana.plan, finn, 1, sheet.public_id) is None
    assert set(Delivery.objects.values_list("letter__kind", flat=True)) == {"letter"}


def test_a_stop_takes_the_sheets_back_and_closing_destroys_them(ana: Household) -> None:
    ana.writes("Finn")
    sheet = writes_sheet(ana, WISHES)
    comes_to_release(ana)
    ana.does(acts.press_stop)
    assert not SheetWrap.objects.exists()
    ana.does(acts.sign_in)
    ana.does(acts.rearm)
    comes_to_release(ana)
    assert opened_by(ana, sheet, "Ben") == f"wishes: {WORDS}"
    ana.let_pass(40 * DAY)
    ana.plan.refresh_from_db()
    assert ana.plan.closed_at is not None
    assert not SheetWrap.objects.exists()
    assert not Letter.objects.exists()


def test_what_is_handed_over_sealed_opens_no_sheet(ana: Household) -> None:
    ana.writes("Finn")
    writes_sheet(ana, DUTY)
    keepers = [ana.people[name].number for name in ("Ben", "Chidi")]
    release(ana.plan, 1, ana.clock.at, None, keepers)
    assert not SheetWrap.objects.exists()


def test_sheets_are_signed_exported_and_sealed_anew_with_the_letters(ana: Household) -> None:
    sheet = writes_sheet(ana, INVENTORY)
    assert is_current(ana.plan)
    export = export_of(ana.plan)
    assert [each.letter for each in export.manifest.letters] == [sheet.public_id]
    assert export.manifest.letters[0].to == ()
    assert [each.letter for each in export.sealed] == [sheet.public_id]
    ana.browsers.seal_anew(ana.clock.at)
    coming = beside(ana.plan.pk)
    assert coming is not None
    assert resealing.missing(ana.plan, coming) == []
