"""The manifest of a plan: its keys, people and sealed files, as the owner signed them.

One text only for one state of things, so that a signature over it can be made and checked
anywhere. Names are hashed under a key that grows from the owner's.
"""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing import instants
from untilthen.sealing.errors import UnreadableManifest
from untilthen.sealing.fields import (
    FILE,
    LETTER,
    PLAN,
    RECIPIENT,
    SHA256_HEX,
    Fields,
    from_base64,
    json_object,
)
from untilthen.sealing.innerlock import Lock

VERSION = 1
NAMESPACE = "until-then-manifest"
_NAMES_INFO = b"until-then names v1"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the plan; `part` is their member number, `proof` its key's public half."""

    number: int
    name: str
    key: str
    part: int | None
    proof: str
    compared: bool


@dataclass(frozen=True, slots=True)
class File:
    """One sealed file and the SHA-256 of all of it, in hex."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it stands, and its sealed files, the text first."""

    letter: str
    version: int
    to: tuple[int, ...]
    lock: Lock
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything the owner signs at once; `number` grows by one with every manifest."""

    plan: str
    number: int
    made_at: datetime
    set: int
    estate: str
    owner: str
    people: tuple[Person, ...]
    letters: tuple[Letter, ...]


def name_hash(owner_seed: bytes, name: str) -> str:
    """Return a person's name as the manifest writes it: 64 hex digits that only the owner makes."""
    key = HKDF(SHA256(), 32, salt=None, info=_NAMES_INFO).derive(owner_seed)
    return hmac.new(key, name.encode("utf-8"), sha256).hexdigest()


def build(manifest: Manifest) -> bytes:
    """Return the text that is signed; UnreadableManifest if nobody could read it back."""
    fields = {"v": VERSION, **asdict(manifest), "made_at": instants.write(manifest.made_at)}
    content = _canonical(fields)
    parse(content)
    return content


def parse(content: bytes) -> Manifest:
    """Return the manifest in `content`; UnreadableManifest with the first field not right.

    Keys added by a later version 1 writer are passed over.
    """
    values = json_object(content)
    if values is None or "v" not in values:
        raise UnreadableManifest("v", "it is no manifest")
    if type(values["v"]) is not int or values["v"] != VERSION:
        raise UnreadableManifest("v", "a newer version wrote this manifest")
    fields = Fields(values, UnreadableManifest)
    made_at = instants.read(fields.text("made_at"))
    if made_at is None:
        raise UnreadableManifest("made_at", "it is no moment")
    number_of_set = fields.number("set")
    manifest = Manifest(
        plan=fields.matching("plan", PLAN),
        number=fields.number("number", 1),
        made_at=made_at,
        set=number_of_set,
        estate=fields.matching("estate", RECIPIENT, empty=number_of_set == 0),
        owner=fields.matching("owner", RECIPIENT),
        people=tuple(_person(each) for each in fields.each("people")),
        letters=tuple(_letter(each) for each in fields.each("letters")),
    )
    if (manifest.estate == "") != (manifest.set == 0):
        raise UnreadableManifest("estate", "it is there without a set")
    _check_ascending("people", [each.number for each in manifest.people])
    _check_ascending("letters", [each.letter for each in manifest.letters])
    if _canonical(values) != content:
        raise UnreadableManifest("v", "it is not in the one form that is signed")
    return manifest


def _canonical(fields: dict[str, object]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _check_ascending(name: str, keys: list[int] | list[str]) -> None:
    if len(set(keys)) < len(keys) or keys != sorted(keys):
        raise UnreadableManifest(name, "they do not ascend")


def _person(fields: Fields) -> Person:
    part = None if fields.values.get("part", 0) is None else fields.number("part", 0, 15)
    proof = fields.text("proof")
    if (part is None) != (proof == "") or (proof and len(from_base64(proof) or b"") != 32):
        raise UnreadableManifest("proof", "it is not written as it should be")
    return Person(
        number=fields.number("number", 1),
        name=fields.matching("name", SHA256_HEX),
        key=fields.matching("key", RECIPIENT, empty=True),
        part=part,
        proof=proof,
        compared=fields.flag("compared"),
    )


def _letter(fields: Fields) -> Letter:
    lock = fields.text("lock")
    if lock not in set(Lock):
        raise UnreadableManifest("lock", "it is none of the words for this")
    return Letter(
        letter=fields.matching("letter", LETTER),
        version=fields.number("version", 1),
        to=fields.numbers("to"),
        lock=Lock(lock),
        files=tuple(
            File(each.matching("file", FILE), each.matching("sha256", SHA256_HEX))
            for each in fields.each("files")
        ),
    )
