"""The envelope inside a letter's seal: whom it is for, how it is locked to them, and the owner's
signature over all of it.

It came from a browser years ago: every field is checked, and unknown ones are passed over.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from untilthen.sealing import sign
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.errors import (
    NotALetter,
    NotWhatWasSigned,
    SealingError,
    UnreadableLetter,
)
from untilthen.sealing.fields import LETTER, PLAN, Fields, json_object
from untilthen.sealing.header import VERSION as SEALED_BEGINS
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import InnerLock, Lock, locked, unlocked
from untilthen.sealing.padding import pad_text
from untilthen.sealing.recipients import Identity, Recipient
from untilthen.sealing.sign import SigningKey

VERSION = 1
NAMESPACE = "until-then-letter"


class Signed(StrEnum):
    """What a letter's signature is worth by itself; whose it is, `signer` says."""

    OK = "ok"
    UNSIGNED = "unsigned"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Address:
    """Which letter this is: its plan, its uuid, its version, and the numbers of its readers."""

    plan: str
    letter: str
    version: int
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as it lies inside its seal; `content` is the letter, or what is locked of it."""

    address: Address
    lock: Lock
    hint: str
    content: bytes
    signer: str = ""
    signature: str = ""

    @property
    def signed(self) -> Signed:
        """Say whether the letter is signed by `signer`, by nobody, or wrongly."""
        if not self.signer and not self.signature:
            return Signed.UNSIGNED
        try:
            verify(self, self.signer)
        except SealingError:
            return Signed.WRONG
        return Signed.OK

    def statement(self) -> bytes:
        """Return the lines that the signature covers."""
        address = self.address
        lines = [
            "until-then letter v1",
            f"plan: {address.plan}",
            f"letter: {address.letter}",
            f"version: {address.version}",
            f"to: {' '.join(map(str, address.to))}",
            f"lock: {self.lock}",
            f"hint: {sha256(self.hint.encode('utf-8')).hexdigest()}",
            f"content: {sha256(self.content).hexdigest()}",
            "",
        ]
        return "\n".join(lines).encode("ascii")


def sealed_envelope(
    address: Address,
    letter: bytes,
    lock: InnerLock,
    *,
    owner: HybridIdentity,
    recipients: Sequence[Recipient],
) -> bytes:
    """Return the sealed file of a letter: locked, signed by the owner, and sealed to `recipients`.

    `recipients` are those of the outer seal: the estate's and the owner's.
    """
    kind, hint, content = locked(letter, lock, owner.recipient)
    unsigned = Envelope(address, kind, hint, content)
    key = SigningKey.from_owner_seed(owner.reveal_seed())
    signature = key.sign(unsigned.statement(), NAMESPACE)
    envelope = Envelope(address, kind, hint, content, key.public, signature)
    return encrypt_bytes(pad_text(build(envelope)), recipients)


def build(envelope: Envelope) -> bytes:
    """Return the envelope as the JSON that is sealed."""
    address = envelope.address
    fields = {
        "v": VERSION,
        "plan": address.plan,
        "letter": address.letter,
        "version": address.version,
        "to": list(address.to),
        "lock": envelope.lock,
        "hint": envelope.hint,
        "content": base64.b64encode(envelope.content).decode("ascii"),
        "signer": envelope.signer,
        "signature": envelope.signature,
    }
    return json.dumps(fields, ensure_ascii=False).encode("utf-8")


def open_envelope(content: bytes) -> Envelope:
    """Return the envelope in what the outer seal and its frame held.

    Raises NotALetter, also for a letter without an envelope, or UnreadableLetter with the first
    field that is not right. Whether it is signed is for the caller to ask: it opens either way.
    """
    values = json_object(content)
    if values is None or "v" not in values or "content" not in values:
        raise NotALetter
    if type(values["v"]) is not int or values["v"] != VERSION:
        raise UnreadableLetter("v", "a newer version wrote this letter")
    fields = Fields(values, UnreadableLetter)
    address = Address(
        plan=fields.matching("plan", PLAN),
        letter=fields.matching("letter", LETTER),
        version=fields.number("version", 1),
        to=fields.numbers("to"),
    )
    lock = fields.text("lock")
    if lock not in set(Lock):
        raise UnreadableLetter("lock", "it is none of the words for this")
    hint, inside = fields.text("hint"), fields.binary("content")
    if lock != Lock.NONE and not inside.startswith(SEALED_BEGINS):
        raise UnreadableLetter("content", "it should be locked and is not")
    signer, signature = fields.text("signer"), fields.text("signature")
    return Envelope(address, Lock(lock), hint, inside, signer, signature)


def verify(envelope: Envelope, public: str) -> None:
    """Raise NotSigned, SignedByAnother or NotWhatWasSigned unless `public` signed the letter."""
    sign.verify(envelope.statement(), envelope.signature, NAMESPACE, public)
    if envelope.signer != public:
        raise NotWhatWasSigned


def unlock(
    envelope: Envelope, *, identities: Sequence[Identity] = (), passphrase: str | None = None
) -> bytes:
    """Return the letter's JSON, its inner lock opened with a key or the passphrase as typed.

    Raises NotForThisKey where that is another or missing; Damaged or TooCostly.
    """
    return unlocked(envelope.content, envelope.lock, identities, passphrase)
