"""Files of a letter: sealed and sent in pieces, through bad connections, large ones too."""

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.altered import altered
from tests.browser_js.at_the_desk import desk, sent_letter, unlock_tab
from tests.browser_js.conftest import Visit
from tests.browser_js.letters import ANA, ESTATE
from tests.browser_js.memory import memory_of_pages
from tests.browser_js.opened_page import open_at_the_door
from tests.browser_js.photos import DRAW, PLACE, film, jpeg
from tests.browser_js.server import Answer, Request, World, said
from tests.browser_js.test_letter_form import FORM, plan, save
from untilthen.sealing import age, padding
from untilthen.sealing.letter import Attachment

MEGABYTE = 1024 * 1024
# Nothing is read ahead of the first piece; a page that takes the file whole needs 220 MB here.
MOST_AT_FIRST = 80 * MEGABYTE
# What the tests' own eye on the network keeps of each request is in this too, up to 200 MB;
# a page that takes the file whole needs 470 MB.
MOST_EXTRA = 300 * MEGABYTE


@pytest.fixture
def form(visit: Visit, world: World) -> Page:
    """The form for a new letter, in a tab where Ana's key is unlocked."""
    desk(world)
    page = visit("/letters/new/", "letters/form.html", FORM)
    unlock_tab(page)
    return page


def choose(page: Page, *paths: Path) -> Locator:
    """Choose files and return the list they stand in."""
    page.get_by_label("Photos, recordings and other files").set_input_files(paths)
    return page.get_by_role("list", name="Files of this letter")


def saved(page: Page, world: World) -> list[tuple[Attachment, bytes]]:
    """Save the letter; return its attachments and what they hold, opened by the Python side."""
    save(page)
    page.get_by_role("heading", name="It is saved").wait_for(timeout=120_000)
    entries = sent_letter(plan(world)["text"], ANA).attachments
    assert json.loads(plan(world)["files"]) == [entry.file for entry in entries]
    return [(entry, content(world, entry)) for entry in entries]


def content(world: World, entry: Attachment) -> bytes:
    assert entry.file in world.finished
    sealed = world.uploads[entry.file].read_bytes()
    assert world.sizes[entry.file] == len(sealed)
    return padding.unpad(age.decrypt_bytes(sealed, [ESTATE]))


def test_files_are_sealed_sent_and_named_in_the_letter(
    form: Page, world: World, tmp_path: Path
) -> None:
    (tmp_path / "Rezept für Finn.txt").write_text("Kaffee")
    (tmp_path / "leer.bin").write_bytes(b"")
    choose(form, tmp_path / "Rezept für Finn.txt", tmp_path / "leer.bin")
    (recipe, words), (empty, nothing) = saved(form, world)
    assert (recipe.name, recipe.type, recipe.size, words) == (
        "Rezept für Finn.txt",
        "text/plain",
        6,
        b"Kaffee",
    )
    assert (empty.name, empty.size, nothing) == ("leer.bin", 0, b"")


def test_a_recording_can_have_its_words_in_writing(
    form: Page, world: World, tmp_path: Path
) -> None:
    (tmp_path / "lied.mp3").write_bytes(b"ID3 not really a song")
    choose(form, tmp_path / "lied.mp3")
    form.get_by_label("What is said in it, in writing").fill("Schlaf gut.")
    ((song, _),) = saved(form, world)
    assert (song.type, song.transcript) == ("audio/mpeg", "Schlaf gut.")


def test_a_file_taken_out_is_not_sent(form: Page, world: World, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    files = choose(form, tmp_path / "a.txt", tmp_path / "b.txt")
    form.get_by_role("button", name="Take “a.txt” out").click()
    expect(files.get_by_role("listitem")).to_have_count(1)
    ((kept, _),) = saved(form, world)
    assert kept.name == "b.txt"


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    form: Page, world: World, tmp_path: Path
) -> None:
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(104 * MEGABYTE)
    files = choose(form, tmp_path / "film.mp4")
    expect(form.get_by_role("alert").filter(visible=True)).to_have_text(
        "“film.mp4” has 104 MB. A file can have up to 100 MB."
    )
    expect(files.get_by_role("listitem")).to_have_count(0)


@pytest.mark.parametrize("keep", [False, True])
def test_a_photo_says_what_becomes_of_its_place(
    modules: Page, visit: Visit, world: World, tmp_path: Path, *, keep: bool
) -> None:
    told = jpeg(base64.b64decode(modules.evaluate(DRAW, "image/jpeg")), 6)
    (tmp_path / "see.jpg").write_bytes(told)
    desk(world)
    form = visit("/letters/new/", "letters/form.html", FORM)
    unlock_tab(form)
    files = choose(form, tmp_path / "see.jpg")
    expect(files).to_contain_text("The place and the device will be taken out of this photo.")
    if keep:
        form.get_by_label("Leave place and device in this photo").check()
        expect(files).to_contain_text("This photo keeps what it says about the place")
    ((_, sent),) = saved(form, world)
    assert (PLACE in sent) is keep
    assert (sent == told) is keep


@pytest.mark.parametrize("after_arrival", [False, True])
def test_a_broken_connection_costs_only_a_pause(
    form: Page, world: World, tmp_path: Path, *, after_arrival: bool
) -> None:
    film(tmp_path / "film.bin", 3 * MEGABYTE)
    choose(form, tmp_path / "film.bin")

    def cut(request: Request) -> Answer:
        if after_arrival:
            world.route(request)
        return Answer(0, cut=True)

    world.faults.extend(
        [lambda request: None, lambda request: None, cut, lambda request: said(503)]
    )
    ((_, sent),) = saved(form, world)
    assert sent == (tmp_path / "film.bin").read_bytes()
    assert len(world.uploads) == 1


def test_a_full_disk_is_said_and_not_tried_over_and_over(
    form: Page, world: World, tmp_path: Path
) -> None:
    film(tmp_path / "film.bin", MEGABYTE)
    choose(form, tmp_path / "film.bin")
    full = said(507, errors={"form": "There is no room left on the server."})
    world.faults.extend([lambda request: None, lambda request: full])
    save(form)
    told = form.get_by_role("alert").filter(visible=True)
    expect(told).to_contain_text("There is no room left on the server.")
    pieces = [asked for asked in world.posted if asked.startswith("PUT /files/")]
    assert sum(len(world.posted[asked]) for asked in pieces) == 1


def test_an_upload_the_server_forgot_begins_again(form: Page, world: World, tmp_path: Path) -> None:
    film(tmp_path / "film.bin", MEGABYTE)
    choose(form, tmp_path / "film.bin")
    world.faults.extend([lambda request: None, lambda request: said(404)])
    ((_, sent),) = saved(form, world)
    assert sent == (tmp_path / "film.bin").read_bytes()
    assert len(world.uploads) == 2


def test_bytes_spoiled_on_the_way_are_sent_again(form: Page, world: World, tmp_path: Path) -> None:
    film(tmp_path / "film.bin", 100_000)
    choose(form, tmp_path / "film.bin")

    def spoil(request: Request) -> Answer:
        spoiled = Request(request.method, request.path, request.headers, altered(request.body, -1))
        return world.route(spoiled)

    world.faults.extend([lambda request: None, spoil])
    ((_, sent),) = saved(form, world)
    assert sent == (tmp_path / "film.bin").read_bytes()


def test_a_file_that_went_away_is_named_and_the_letter_waits(
    form: Page, world: World, tmp_path: Path
) -> None:
    (tmp_path / "weg.txt").write_text("gone soon")
    choose(form, tmp_path / "weg.txt")
    form.locator("[name=body]").fill("Lieber Finn")
    expect(form.get_by_role("listitem").filter(has_text="weg.txt")).to_be_visible()
    (tmp_path / "weg.txt").unlink()
    save(form)
    expect(form.get_by_role("alert").filter(visible=True)).to_contain_text(
        "“weg.txt” could not be read on this device."
    )
    assert world.saved == []
    form.get_by_role("button", name="Take “weg.txt” out").click()
    assert saved(form, world) == []


def test_a_hundred_megabytes_are_sealed_sent_and_opened_again_in_little_memory(
    form: Page, world: World, visit: Visit, tmp_path: Path
) -> None:
    size = 100 * MEGABYTE
    digest = film(tmp_path / "film.bin", size)
    choose(form, tmp_path / "film.bin")
    at_rest = memory_of_pages()
    seen: list[int] = []
    world.watch = lambda: seen.append(memory_of_pages())
    save(form)
    form.get_by_role("heading", name="It is saved").wait_for(timeout=300_000)
    assert len(seen) >= 25
    assert at_rest > 0
    assert seen[0] - at_rest < MOST_AT_FIRST
    assert max(seen) - at_rest < MOST_EXTRA

    (entry,) = sent_letter(plan(world)["text"], ANA).attachments
    assert (entry.size, entry.sha256) == (size, digest.hex())
    files = {entry.file: world.uploads[entry.file].read_bytes()}
    sent = plan(world)
    page = open_at_the_door(visit, world, sent["text"], files, sent["id"].decode())
    with page.expect_download(timeout=300_000) as download:
        page.get_by_role("button", name="Open “film.bin”").click()
        page.get_by_role("link", name="Save it on this device").click(timeout=300_000)
    assert download.value.suggested_filename == "film.bin"
    assert Path(download.value.path()).read_bytes() == (tmp_path / "film.bin").read_bytes()
