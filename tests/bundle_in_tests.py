"""Ana's bundle: a letter for Finn with a photo, one for Gita behind a passphrase, one for Eli.

Ben, Chidi and Dara keep parts of which two are needed; there is a server's part and a kit.
"""

import hashlib
import io
import json
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from untilthen.sealing import age, bundle, manifest
from untilthen.sealing.bundle import SealedFile
from untilthen.sealing.envelope import Address, sealed_envelope
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import InnerLock, Lock, WithKeys, WithPassphrase
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build
from untilthen.sealing.padding import PaddedAttachment
from untilthen.sealing.parts import Group, split
from untilthen.sealing.readme import readme
from untilthen.sealing.scrypt import PassphraseRecipient
from untilthen.sealing.sign import SigningKey, allowed_signers

PLAN = "9f2c1a04be"
PHOTO = b"\xff\xd8 a photo of the lake " + bytes(range(256)) * 40
SIX_WORDS = "academic acid acne acquire acrobat activity"
GITAS_PASSPHRASE = "the Lake of 1987"

ANA = HybridIdentity.from_seed(bytes(range(32)))
ESTATE = HybridIdentity.from_seed(bytes(range(32, 64)))
ELI = HybridIdentity.from_seed(bytes(range(96, 128)))
ATTACHMENT_KEY = HybridIdentity.from_seed(bytes(range(128, 160)))
SIGNING_KEY = SigningKey.from_owner_seed(ANA.reveal_seed())
SERVER, KEEPERS, KIT = split(
    ESTATE.reveal_seed(), [Group(1, 1), Group(2, 3), Group(1, 1)], 2, Random(4).randbytes
)


@dataclass(frozen=True)
class Written:
    """One letter of the bundle: for whom, under which lock, and what is sealed of it, in order."""

    number: int
    lock: Lock
    files: dict[str, bytes]
    is_sheet: bool = False

    @property
    def letter(self) -> str:
        """Return the uuid of the letter."""
        return str(uuid.UUID(int=self.number))


def write_bundle(
    path: Path, *, language: str = "en", version: int = 1, sheet: bool = False
) -> None:
    """Write Ana's bundle; its manifest asks for this version of each letter, which is the first.
    With a `sheet` her wishes are in it too.
    """
    letters = _letters() + ([_wishes()] if sheet else [])
    content = manifest.build(_manifest(letters, version))
    locked = PassphraseRecipient(ESTATE.reveal_seed().hex(), work_factor=10)
    owners = PassphraseRecipient(SIX_WORDS, work_factor=10)
    small = {
        bundle.README: readme(language, manifest.parse(content)),
        bundle.PAGE: b"<!doctype html><title>open</title>\n",
        bundle.MANIFEST: content,
        bundle.SIGNATURE: SIGNING_KEY.sign(content, manifest.NAMESPACE).encode(),
        bundle.SIGNERS: allowed_signers(SIGNING_KEY.public).encode(),
        bundle.ESTATE: age.encrypt_bytes(_line(ESTATE), [locked], armored=True),
        bundle.OWNER: age.encrypt_bytes(_line(ANA), [owners], armored=True),
    }
    with path.open("wb") as file:
        bundle.write(file, small, _files(letters))


def _files(letters: list[Written]) -> list[SealedFile]:
    def source(data: bytes) -> "closing[io.BytesIO]":
        return closing(io.BytesIO(data))

    return [
        SealedFile(each.letter, name, lambda data=data: source(data))  # type: ignore[misc]
        for each in letters
        for name, data in each.files.items()
    ]


def _letters() -> list[Written]:
    gita = WithPassphrase(GITAS_PASSPHRASE, "Where we\x1b[2J swam", 10)
    return [
        Written(1, Lock.NONE, {"text": _text(1, "For Finn", None), "lake": _photo(inner=False)}),
        Written(
            2,
            Lock.PASSPHRASE,
            {"text": _text(2, "For Gita", gita), "lake": _photo(inner=True)},
        ),
        Written(3, Lock.KEYS, {"text": _text(3, "For Eli", WithKeys((ELI.recipient,)))}),
    ]


def _wishes() -> Written:
    body = "A wish, not a will\n\nWhat I would not like\nNo lilies. Grüße"
    words = build(Letter("en", "Wishes", "", body, "", ReadHint.ANY, ()))
    fields = {"kind": "wishes", "fields": {"not_wanted": "No lilies. Grüße"}}
    content = json.dumps(json.loads(words) | {"sheet": fields}).encode()
    address = Address(PLAN, str(uuid.UUID(int=4)), 1, ())
    both = [ESTATE.recipient, ANA.recipient]
    sealed = sealed_envelope(address, content, None, owner=ANA, recipients=both)
    return Written(4, Lock.NONE, {"text": sealed}, is_sheet=True)


def _text(number: int, label: str, lock: InnerLock) -> bytes:
    attached = () if number == 3 else (_attachment(),)
    letter = Letter(
        language="en",
        label=label,
        salutation="Dear you,",
        body="the boat is yours.\n\nRow slowly. Grüße",
        sign_off="Ana",
        read_hint=ReadHint.ANY,
        attachments=attached,
        attachment_key=ATTACHMENT_KEY.reveal() if lock and attached else "",
    )
    address = Address(PLAN, str(uuid.UUID(int=number)), 1, (number,))
    return sealed_envelope(
        address, build(letter), lock, owner=ANA, recipients=[ESTATE.recipient, ANA.recipient]
    )


def _attachment() -> Attachment:
    digest = hashlib.sha256(PHOTO).hexdigest()
    return Attachment("lake", "lake.jpg", "image/jpeg", len(PHOTO), digest, "The lake in May")


def _photo(*, inner: bool) -> bytes:
    framed = io.BytesIO()
    both = [ESTATE.recipient, ANA.recipient]
    padded = PaddedAttachment(io.BytesIO(PHOTO), len(PHOTO))
    age.encrypt(padded, framed, [ATTACHMENT_KEY.recipient] if inner else both)
    return age.encrypt_bytes(framed.getvalue(), both) if inner else framed.getvalue()


def _manifest(letters: list[Written], version: int) -> manifest.Manifest:
    return manifest.Manifest(
        plan=PLAN,
        number=7,
        made_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
        set=2,
        estate=str(ESTATE.recipient),
        owner=str(ANA.recipient),
        people=(),
        letters=tuple(
            manifest.Letter(
                letter=each.letter,
                version=version,
                to=() if each.is_sheet else (each.number,),
                lock=each.lock,
                files=tuple(
                    manifest.File(name, hashlib.sha256(data).hexdigest())
                    for name, data in each.files.items()
                ),
            )
            for each in letters
        ),
    )


def _line(identity: HybridIdentity) -> bytes:
    return f"{identity.reveal()}\n".encode()
