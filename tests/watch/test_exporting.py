"""Ana takes all of it home: a zip file that opens without us, and for nobody without words."""

import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from tests.cli.served import ended
from tests.letters.sealed import COFFEE, OWN
from tests.people_in_tests import Clock, Household, household
from untilthen.letters import files
from untilthen.letters.headers import header_of, under_plan_key
from untilthen.letters.models import Letter, SealedFile
from untilthen.people.actions import change_person
from untilthen.people.queries import people
from untilthen.sealing import bundle
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.scrypt import PassphraseRecipient
from untilthen.watch.exporting import NothingToExport, export_of
from untilthen.watch.printed import signer_words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SIX_WORDS = "academic acid acne acquire acrobat activity"
LARGE_BYTES = 64 << 20


@pytest.fixture(autouse=True)
def _open_page(settings: object, tmp_path: Path) -> None:
    """Stand in for the page that opens bundles, which the browser tests look at."""
    page = tmp_path / "open.html"
    page.write_bytes(b"<!doctype html><title>Open sealed letters</title>\n")
    settings.OPEN_PAGE = page  # type: ignore[attr-defined]


@pytest.fixture
def draft(clock: Clock, db: None) -> Household:
    """Ana's plan before anybody promised, her key really locked, a letter for Finn written."""
    ana = household(clock)
    ana.browsers.lock = locked
    ana.reader("Finn")
    ana.writes("Finn")
    return ana


@pytest.fixture
def ana(draft: Household) -> Household:
    """Ana's plan with two keepers who proved their parts."""
    draft.invite("Ben", "Chidi")
    draft.promise("Ben", "Chidi")
    return draft


def locked(_person: int, key: HybridIdentity) -> str:
    """Return a key locked with six words."""
    content = f"{key.reveal()}\n".encode()
    sealed = encrypt_bytes(content, [PassphraseRecipient(SIX_WORDS, work_factor=10)], armored=True)
    return sealed.decode()


def saved(ana: Household, folder: Path) -> Path:
    """Return Ana's bundle, written to a file."""
    made = export_of(ana.plan)
    path = folder / made.name
    with path.open("wb") as file:
        made.write_to(file)
    return path


def paper(ana: Household, folder: Path) -> Path:
    """Return a file with the words of the kit and of both keepers."""
    words = [*ana.browsers.kit, *ana.browsers.parts.values()]
    path = folder / "words.txt"
    path.write_text("\n".join(words) + "\n")
    return path


def test_the_kit_and_keepers_open_what_was_exported(ana: Household, tmp_path: Path) -> None:
    zipped = saved(ana, tmp_path)
    assert (
        zipped.name == f"until-then-{ana.plan.public_id}-{export_of(ana.plan).manifest.number}.zip"
    )
    out = tmp_path / "opened"
    words = str(paper(ana, tmp_path))
    code, _, said = ended("open", str(zipped), "--words", words, "--out", str(out))
    assert code == 0
    assert f"signed by the key with these words: {signer_words(ana.plan)}" in said
    (letter,) = out.glob("*/letter.txt")
    assert COFFEE.body in letter.read_text()


def test_what_was_exported_is_whole_and_signed(ana: Household, tmp_path: Path) -> None:
    zipped = saved(ana, tmp_path)
    code, lines, said = ended("verify", str(zipped))
    text = SealedFile.objects.get(position=0)
    letter = Letter.objects.get()
    assert lines == f"whole letters/{letter.public_id}/{text.public_id}.age\n"
    assert code == 0, said


def test_a_draft_opens_with_ana_s_own_six_words(draft: Household, tmp_path: Path) -> None:
    zipped = saved(draft, tmp_path)
    with zipfile.ZipFile(zipped) as archive:
        assert bundle.ESTATE not in archive.namelist()
        key = tmp_path / "owner-key.age"
        key.write_bytes(archive.read(bundle.OWNER))
    words = tmp_path / "six.txt"
    words.write_text(SIX_WORDS)
    out = tmp_path / "opened"
    code, _, said = ended(
        "open", str(zipped), "-i", str(key), "--passphrase-file", str(words), "--out", str(out)
    )
    assert code == 0, said
    (letter,) = out.glob("*/letter.txt")
    assert COFFEE.body in letter.read_text()


def test_nothing_of_it_is_readable_without_words(ana: Household, tmp_path: Path) -> None:
    # Sealed bytes hold "Ben" by chance every few runs, and "Ben Lindqvist" never.
    for number, each in people(ana.plan.pk).items():
        full = replace(each.details, name=f"{each.name.split()[0]} Lindqvist")
        change_person(ana.plan.pk, number, full)
    with zipfile.ZipFile(saved(ana, tmp_path)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert set(held) >= {bundle.README, bundle.PAGE, bundle.MANIFEST, bundle.SIGNATURE}
    everybody = people(ana.plan.pk).values()
    secrets = [COFFEE.body, COFFEE.name, "coffee", OWN.reveal(), SIX_WORDS, *ana.browsers.kit]
    secrets += [each.name for each in everybody] + [each.details.address for each in everybody]
    secrets += [each.details.phone for each in everybody if each.details.phone]
    secrets += [*ana.browsers.parts.values(), ana.browsers.seed.hex()]
    for name, content in held.items():
        found = [each for each in secrets if each.encode() in content]
        assert found == [], name


def test_one_keeper_and_the_bundle_open_nothing(ana: Household, tmp_path: Path) -> None:
    words = tmp_path / "one.txt"
    words.write_text("\n".join([*ana.browsers.kit, ana.browsers.parts[ana.people["Ben"].number]]))
    out = tmp_path / "opened"
    zipped = str(saved(ana, tmp_path))
    code, _, said = ended("open", zipped, "--words", str(words), "--out", str(out))
    assert code == 8
    assert "keepers: 1 of 2 here" in said
    assert not out.exists()


def test_the_readme_speaks_the_owner_s_language(ana: Household, tmp_path: Path) -> None:
    details = people(ana.plan.pk)[0].details
    change_person(ana.plan.pk, 0, replace(details, language="de"))
    with zipfile.ZipFile(saved(ana, tmp_path)) as archive:
        assert "DIE BRIEFE VON JEMANDEM" in archive.read(bundle.README).decode()


def test_a_film_is_not_held_in_memory(ana: Household, tmp_path: Path) -> None:
    text = SealedFile.objects.get(position=0)
    film = SealedFile.objects.create(
        plan=ana.plan, letter=text.letter, public_id="film", position=1, header=text.header,
        size=LARGE_BYTES, complete=True, begun_at=ana.clock.at,
    )  # fmt: skip
    SealedFile.objects.filter(pk=film.pk).update(header=header_for(ana, text, film))
    with files.path_of(ana.plan.public_id, "film").open("wb") as file:
        file.truncate(LARGE_BYTES)
    made = export_of(ana.plan)
    with (tmp_path / "large.zip").open("wb") as sink:
        tracemalloc.start()
        made.write_to(sink)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "large.zip").stat().st_size > LARGE_BYTES
    assert peak < 8 << 20


def header_for(ana: Household, text: SealedFile, film: SealedFile) -> bytes:
    """Return the header of a text as it would be kept for another file."""
    return under_plan_key(ana.plan.pk, film.public_id, header_of(text))


def test_what_is_gone_from_the_disk_is_said(ana: Household) -> None:
    text = SealedFile.objects.get(position=0)
    files.delete(ana.plan.public_id, text.public_id)
    made = export_of(ana.plan)
    assert (made.missing, made.sealed) == (1, ())


def test_what_changed_since_it_was_signed_is_said(ana: Household) -> None:
    assert export_of(ana.plan).is_current
    Letter.objects.update(version=2)
    assert not export_of(ana.plan).is_current


def test_before_anything_is_signed_there_is_nothing_to_export(clock: Clock, db: None) -> None:
    with pytest.raises(NothingToExport):
        export_of(household(clock).plan)


def test_ana_presses_and_has_it(ana: Household, client: Client) -> None:
    ana.sign_in(client)
    page = client.get("/export/")
    assert "Save the bundle" in page.content.decode()
    assert "any 2 of your keepers together with the printed sheet" in page.content.decode()
    answer = client.post("/export/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Length"] == str(len(content))
    assert answer["Content-Disposition"].startswith('attachment; filename="until-then-')
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert bundle.MANIFEST in archive.namelist()


def test_only_a_strong_sign_in_gets_it(ana: Household, client: Client) -> None:
    ana.sign_in(client, strongly=False)
    for answer in (client.get("/export/"), client.post("/export/")):
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]


def test_a_draft_is_told_whom_its_copy_helps(draft: Household, client: Client) -> None:
    draft.sign_in(client)
    said = client.get("/export/").content.decode()
    assert "Until then this copy helps nobody but you." in said
    assert "keepers together" not in said


def test_the_page_that_opens_bundles_is_given_to_anybody_to_keep(db: None, client: Client) -> None:
    answer = client.get("/open.html")
    assert answer["Content-Disposition"] == 'attachment; filename="open.html"'
    assert b"".join(answer.streaming_content).startswith(b"<!doctype html>")  # type: ignore[attr-defined]
