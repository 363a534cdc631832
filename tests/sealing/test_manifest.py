"""The manifest: one text for one state of a plan, read back field by field, signed as a whole."""

import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from untilthen.sealing.errors import NotWhatWasSigned, UnreadableManifest
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.manifest import (
    NAMESPACE,
    File,
    Letter,
    Manifest,
    Person,
    build,
    name_hash,
    parse,
)
from untilthen.sealing.proof import part_key
from untilthen.sealing.sign import SigningKey, verify

OWNER_SEED = bytes(range(32))
ANA = str(HybridIdentity(OWNER_SEED).recipient)
ESTATE = str(HybridIdentity(bytes(range(32, 64))).recipient)
BEN = str(HybridIdentity(bytes(range(64, 96))).recipient)
PROOF = part_key("academic acid acne").public
UUIDS = [f"{digit * 8}-0000-4000-8000-{digit * 12}" for digit in "ab"]
PEOPLE = (
    Person(1, name_hash(OWNER_SEED, "Ben"), BEN, 0, PROOF, compared=True),
    Person(5, name_hash(OWNER_SEED, "Finn"), "", None, "", compared=False),
)
LETTERS = tuple(
    Letter(uuid, 3, (1, 5), Lock.KEYS, (File(uuid, "ab" * 32), File("f-1", "cd" * 32)))
    for uuid in UUIDS
)
MANIFEST = Manifest(
    plan="9f2c1a04be",
    number=7,
    made_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
    set=2,
    estate=ESTATE,
    owner=ANA,
    people=PEOPLE,
    letters=LETTERS,
)


def canonical(fields: object) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def changed(*path: str | int, to: object) -> bytes:
    """Return the manifest with one field changed, in the one form that is signed."""
    fields: Any = json.loads(build(MANIFEST))
    inner = fields
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return canonical(fields)


def test_a_manifest_comes_back_as_it_was_made() -> None:
    assert parse(build(MANIFEST)) == MANIFEST
    bare = replace(MANIFEST, set=0, estate="", people=(), letters=())
    assert parse(build(bare)) == bare


def test_keys_are_sorted_and_nothing_is_between_them() -> None:
    text = build(MANIFEST).decode()
    assert text.startswith('{"estate":"age1pq1')
    assert text.endswith('"plan":"9f2c1a04be","set":2,"v":1}')
    assert not set(text) & set(" \n\t")
    assert '"made_at":"2027-03-01T08:00:00Z"' in text
    assert '"files":[{"file":"aaaaaaaa-' in text


def test_any_other_form_of_the_same_is_refused() -> None:
    content = build(MANIFEST)
    for other in (
        content + b"\n",
        b" " + content,
        b"\xef\xbb\xbf" + content,
        json.dumps(json.loads(content)).encode(),
        content.replace(b'"set":2', b'"set":2,"set":2'),
        content.replace(b'"plan"', b'"pl\\u0061n"'),
    ):
        with pytest.raises(UnreadableManifest):
            parse(other)


def test_a_field_of_a_later_writer_is_passed_over() -> None:
    assert parse(changed("zone", to="Europe/Berlin")) == MANIFEST


def test_names_are_hashed_under_a_key_that_only_ana_has() -> None:
    assert name_hash(OWNER_SEED, "Ben") == PEOPLE[0].name
    assert name_hash(bytes(32), "Ben") != PEOPLE[0].name
    assert name_hash(OWNER_SEED, "Zoë") != name_hash(OWNER_SEED, "Zoe")
    # HKDF by hand: one block of HMAC is all that 32 bytes need.
    secret = hmac.new(bytes(32), OWNER_SEED, sha256).digest()
    key = hmac.new(secret, b"until-then names v1\x01", sha256).digest()
    assert hmac.new(key, b"Ben", sha256).hexdigest() == PEOPLE[0].name


def test_the_signature_over_it_covers_every_letter() -> None:
    key = SigningKey.from_owner_seed(OWNER_SEED)
    signature = key.sign(build(MANIFEST), NAMESPACE)
    verify(build(MANIFEST), signature, NAMESPACE, key.public)
    with pytest.raises(NotWhatWasSigned):
        verify(build(replace(MANIFEST, letters=LETTERS[:1])), signature, NAMESPACE, key.public)
    with pytest.raises(NotWhatWasSigned):
        verify(build(MANIFEST), signature, "until-then-letter", key.public)


def test_a_manifest_that_nobody_could_read_is_not_made() -> None:
    for wrong in (
        replace(MANIFEST, people=PEOPLE[::-1]),
        replace(MANIFEST, letters=(LETTERS[0], LETTERS[0])),
        replace(MANIFEST, estate=""),
        replace(MANIFEST, set=0),
        replace(MANIFEST, owner="age1"),
    ):
        with pytest.raises(UnreadableManifest):
            build(wrong)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"1", b"{}", b"[" * 100_000])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableManifest):
        parse(content)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("v",), 2),
        (("v",), True),
        (("plan",), "../etc"),
        (("number",), 0),
        (("number",), "7"),
        (("made_at",), "2027-02-30T08:00:00Z"),
        (("made_at",), "2027-03-01 08:00"),
        (("set",), -1),
        (("owner",), ""),
        (("people",), {}),
        (("people", 0, "number"), 0),
        (("people", 0, "name"), "Ben"),
        (("people", 0, "key"), ANA[:-1]),
        (("people", 0, "part"), 16),
        (("people", 0, "proof"), ""),
        (("people", 0, "proof"), "AAAA"),
        (("people", 1, "proof"), PROOF),
        (("people", 0, "compared"), 1),
        (("letters", 0, "letter"), "7"),
        (("letters", 0, "version"), 0),
        (("letters", 0, "to"), [0]),
        (("letters", 0, "to"), [5, 1]),
        (("letters", 0, "to"), [5, 5]),
        (("letters", 0, "lock"), "padlock"),
        (("letters", 0, "files"), [1]),
        (("letters", 0, "files", 0, "file"), "../../x"),
        (("letters", 0, "files", 0, "sha256"), "AB" * 32),
    ],
)
def test_a_wrong_field_is_named(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(UnreadableManifest) as caught:
        parse(changed(*path, to=value))
    assert caught.value.field == path[-1]


def test_a_person_without_a_word_about_a_part_is_refused() -> None:
    fields = json.loads(build(MANIFEST))
    del fields["people"][1]["part"]
    with pytest.raises(UnreadableManifest):
        parse(canonical(fields))
