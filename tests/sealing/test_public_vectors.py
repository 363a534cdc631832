"""The 143 public age vectors: what must open opens, what must not is refused for its reason."""

import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sealing.dribble import Dribble, Sip
from untilthen.sealing import age, keys
from untilthen.sealing.errors import Damaged, NotForThisKey, Part, SealingError, TooCostly
from untilthen.sealing.recipients import Identity
from untilthen.sealing.scrypt import PassphraseIdentity

VECTORS = Path(__file__).parents[1] / "vectors" / "age"
NAMES = sorted(path.name for path in VECTORS.iterdir())


@dataclass(frozen=True)
class Vector:
    """One vector: what must happen, and the file it must happen with."""

    expect: str
    payload_sha256: str | None
    identities: list[Identity]
    sealed: bytes


def load(name: str) -> Vector:
    """Return the vector in the file of this name."""
    head, _, sealed = (VECTORS / name).read_bytes().partition(b"\n\n")
    fields = [line.split(": ", 1) for line in head.decode("utf-8").splitlines()]
    first = dict(reversed(fields))
    identities: list[Identity] = [keys.parse_identity(v) for k, v in fields if k == "identity"]
    identities += [PassphraseIdentity(v) for k, v in fields if k == "passphrase"]
    if first.get("compressed") == "zlib":
        sealed = zlib.decompress(sealed)
    return Vector(first["expect"], first.get("payload"), identities, sealed)


def outcome(error: SealingError | None) -> str:
    """Return what happened in the words of the vectors."""
    match error:
        case None:
            return "success"
        case NotForThisKey():
            return "no match"
        case TooCostly():
            return "header failure"
        case Damaged(part=Part.ARMOR):
            return "armor failure"
        case Damaged(part=Part.HEADER):
            return "header failure"
        case Damaged(part=Part.SEAL):
            return "HMAC failure"
        case Damaged(part=Part.PAYLOAD):
            return "payload failure"
        case _:
            return repr(error)


def test_all_public_vectors_are_here() -> None:
    assert len(NAMES) == 143


@pytest.mark.parametrize("name", NAMES)
def test_a_public_vector_ends_as_it_must(name: str) -> None:
    vector = load(name)
    released = io.BytesIO()
    error: SealingError | None = None
    try:
        age.decrypt(io.BytesIO(vector.sealed), released, vector.identities)
    except SealingError as caught:
        error = caught
    assert outcome(error) == vector.expect
    plaintext = released.getvalue()
    if error is not None and not plaintext:
        return  # releasing nothing of a damaged file is always right
    assert hashlib.sha256(plaintext).hexdigest() == vector.payload_sha256


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).expect == "success"])
def test_a_good_vector_opens_however_slowly_it_comes(name: str) -> None:
    vector = load(name)
    slowly = Dribble(vector.sealed, most=max(len(vector.sealed) // 100, 1))
    released = Sip(most=1000)
    age.decrypt(slowly, released, vector.identities)
    assert hashlib.sha256(released.taken).hexdigest() == vector.payload_sha256
