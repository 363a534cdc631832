"""What goes wrong with words and bundles is said exactly, before anything of a letter is shown."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.bundle_in_tests import ESTATE, KEEPERS, KIT, SERVER, SIGNING_KEY, write_bundle
from tests.offline.at_the_page import (
    choose,
    complaint,
    open_with_kit_and_keepers,
    read,
    type_parts,
)
from tests.offline.changed import Change, first_text, nothing, rewritten
from untilthen.sealing import manifest
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.parts import Group, split
from untilthen.sealing.sign import SigningKey

GROUPS = [Group(1, 1), Group(2, 3), Group(1, 1)]
OTHERS = split(ESTATE.reveal_seed(), GROUPS, 2, Random(9).randbytes)
OTHER_SEED = split(bytes(32), GROUPS, 2, Random(9).randbytes)
STRANGER = HybridIdentity.from_seed(bytes(range(200, 232)))


def test_a_mistyped_word_is_named_with_what_was_perhaps_meant(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    mistyped = KEEPERS[0].replace(KEEPERS[0].split()[3], "xeaf", 1)
    type_parts(page, mistyped, KIT[0])
    expect(complaint(page)).to_contain_text("Word 4, “xeaf”, is not in the list. Did you mean leaf")
    expect(page.get_by_label("The words of part 1")).to_have_value(mistyped)


def test_two_words_that_changed_places_are_noticed(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    one, other, *rest = KIT[0].split()[::-1]
    type_parts(page, " ".join([other, one, *rest][::-1]), KEEPERS[0])
    expect(complaint(page)).to_contain_text("do not fit together")


def test_one_part_too_few_says_what_is_here(page: Page, bundle: Path) -> None:
    choose(page, bundle)
    type_parts(page, KEEPERS[0], KIT[0])
    expect(complaint(page)).to_have_text(
        "These are too few parts. Keepers: 1 of 2 here. Kit: 1 of 1 here. Whole groups needed: 2."
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((SERVER[0], KEEPERS[0], OTHERS[1][1]), "Part 3 is of another set than the others"),
        ((KIT[0], KIT[0]), "Part 2 is the same as part 1."),
        ((OTHER_SEED[0][0], OTHER_SEED[2][0]), "of another set than this bundle"),
        (("",), "There are no words here yet."),
    ],
)
def test_parts_that_do_not_open_are_told_apart(
    page: Page, bundle: Path, parts: tuple[str, ...], said: str
) -> None:
    choose(page, bundle)
    type_parts(page, *parts)
    expect(complaint(page)).to_contain_text(said)


def flipped(content: bytes) -> bytes:
    """Return a file in which one bit has turned over."""
    return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (flipped, "damaged"),
        (lambda content: content[:-1], "damaged"),
        (lambda content: content + b"\0", "damaged"),
        (nothing, "missing"),
    ],
)
def test_a_damaged_letter_is_not_shown_and_the_others_are(
    page: Page, bundle: Path, change: Change, said: str
) -> None:
    open_with_kit_and_keepers(page, rewritten(bundle, {first_text(bundle): change}))
    expect(complaint(page)).to_contain_text(f"This letter is {said}")
    expect(page.get_by_role("button", name="Read it: letter 1")).to_have_count(0)
    expect(page.get_by_role("button", name="Read it: letter 2")).to_be_visible()


def test_a_damaged_photo_is_not_shown(page: Page, bundle: Path) -> None:
    photo = first_text(bundle).replace("/text.age", "/lake.age")
    open_with_kit_and_keepers(page, rewritten(bundle, {photo: flipped}))
    read(page, 1)
    page.get_by_role("button", name="Open “lake.jpg”").click()
    expect(page.get_by_text("“lake.jpg” is damaged")).to_be_visible()
    expect(page.get_by_role("link", name="Save it on this device")).to_have_count(0)


def test_a_letter_put_in_the_place_of_another_is_not_shown(page: Page, bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        others = [name for name in archive.namelist() if name.endswith("/text.age")]
        other = archive.read(others[2])
    open_with_kit_and_keepers(page, rewritten(bundle, {first_text(bundle): lambda _: other}))
    expect(complaint(page)).to_contain_text("not the file that was signed")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"manifest.json.sig": nothing}, "Nobody signed the list"),
        ({"manifest.json": lambda text: text.replace(b'"number":7', b'"number":8')}, "changed"),
        ({"allowed_signers": lambda text: text.replace(b"AAAA", b"AAAB")}, "another key"),
    ],
)
def test_what_nobody_signed_is_warned_of_before_anything_is_shown(
    page: Page, bundle: Path, changes: dict[str, Change], said: str
) -> None:
    choose(page, rewritten(bundle, changes))
    heading = page.get_by_role("heading", name="We cannot say that this is what was signed.")
    expect(heading).to_be_visible()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_label("The words of part 1")).not_to_be_visible()
    page.get_by_role("button", name="Go on all the same").click()
    type_parts(page, SERVER[0], KIT[0])
    expect(page.get_by_role("heading", name="Letter 1: For Finn")).to_be_visible()


def test_a_letter_that_another_key_signed_is_warned_of_first(page: Page, bundle: Path) -> None:
    stranger = SigningKey.from_owner_seed(STRANGER.reveal_seed())
    assert stranger.public != SIGNING_KEY.public

    def signature(_: bytes) -> bytes:
        with zipfile.ZipFile(bundle) as archive:
            return stranger.sign(archive.read("manifest.json"), manifest.NAMESPACE).encode()

    signers = f"owner {stranger.public}\n".encode()
    changes: dict[str, Change] = {
        "manifest.json.sig": signature,
        "allowed_signers": lambda _: signers,
    }
    open_with_kit_and_keepers(page, rewritten(bundle, changes))
    expect(page.get_by_role("heading", level=3).first).to_have_text("Letter 1")
    read(page, 1)
    said = page.get_by_text("signed with another key than the bundle").filter(visible=True)
    expect(said).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Read it all the same").click()
    expect(page.get_by_role("article")).to_contain_text("the boat is yours")
    expect(said).to_be_visible()


def test_another_version_of_a_letter_is_warned_of_first(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "older.zip"
    write_bundle(path, version=2)
    open_with_kit_and_keepers(page, path)
    read(page, 1)
    expect(page.get_by_text("as another version of it")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)


def cut(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-30])


def without_list(bundle: Path) -> None:
    shutil.move(rewritten(bundle, {"manifest.json": nothing}), bundle)


def of_later(bundle: Path) -> None:
    later = rewritten(bundle, {"manifest.json": lambda text: text.replace(b'"v":1', b'"v":2')})
    shutil.move(later, bundle)


def leading_elsewhere(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("../elsewhere", b"x")


def growing(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letters/zeros", bytes(1 << 22))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut, "This is no bundle"),
        (without_list, "This is no bundle"),
        (leading_elsewhere, "This is no bundle"),
        (growing, "This is no bundle"),
        (of_later, "newer version"),
    ],
)
def test_what_is_no_bundle_is_refused(
    page: Page, bundle: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(bundle)
    choose(page, bundle)
    expect(complaint(page)).to_contain_text(said)
    expect(page.get_by_label("The words of part 1")).not_to_be_visible()
