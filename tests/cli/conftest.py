"""A folder as Finn may find it: Ana's letter, a photo, keys, and files that went wrong."""

import hashlib
import io
from pathlib import Path

import pytest

from untilthen.sealing import age
from untilthen.sealing.door import door_identity
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build
from untilthen.sealing.padding import PaddedAttachment, pad_text
from untilthen.sealing.rewrap import header_length, rewrap
from untilthen.sealing.scrypt import PassphraseRecipient

PHOTO = b"\xff\xd8 a photo of the lake " + bytes(range(256)) * 40
TOKEN = "kQ7x-door-token"
DELIVERY = "7d1f2f60-0c1e-4d3a-9a55-0d9b7d1f2f60"


def another_letter(one: bytes) -> bytes:
    """Return another letter of base64, so that what is altered still looks like a header."""
    return b"B" if one == b"A" else b"A"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with sealed files and keys in it."""
    ana = HybridIdentity.from_seed(bytes(range(32)))
    estate = HybridIdentity.from_seed(bytes(range(32, 64)))
    both = [estate.recipient, ana.recipient]
    letter = age.encrypt_bytes(pad_text(build(finns_letter())), both)
    photo = io.BytesIO()
    age.encrypt(PaddedAttachment(io.BytesIO(PHOTO), len(PHOTO)), photo, both)
    door = door_identity(TOKEN, DELIVERY)
    end = header_length(io.BytesIO(letter))
    locked = PassphraseRecipient("academic acid acne acquire acrobat activity", work_factor=10)
    for name, content in {
        "letter.age": letter,
        "photo.age": photo.getvalue(),
        "cut.age": letter[:-1],
        "altered.age": letter[:100] + another_letter(letter[100:101]) + letter[101:],
        "armored.age": age.encrypt_bytes(pad_text(build(finns_letter())), both, armored=True),
        "unpadded.age": age.encrypt_bytes(b"no frame around this", both),
        "door.age": rewrap(letter[:end], estate, [door.recipient]) + letter[end:],
        "words.age": age.encrypt_bytes(pad_text(build(finns_letter())), [locked]),
        "halved.age": age.encrypt_bytes(pad_text(b'{"v":1,"read_hint":"any"}'), both),
        "later.age": age.encrypt_bytes(pad_text(b'{"v":2}'), both),
        "photo.jpg": PHOTO,
        "ana.key": f"# Ana's own key\n{ana.reveal()}\n".encode(),
        "ana-locked.key": age.encrypt_bytes(ana.reveal().encode(), [locked], armored=True),
        "ben.key": HybridIdentity.from_seed(bytes(32)).reveal().encode(),
        "slip.key": ana.reveal().replace("Q", "P", 1).encode(),
        "words.txt": b"Academic  acid acne ACQUIRE acrobat activity\n",
        "wrong.txt": b"academic acid acne acquire acrobat activities\n",
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def finns_letter() -> Letter:
    """Return Ana's letter to Finn, with one photo."""
    return Letter(
        language="en",
        label="For Finn",
        salutation="Dear Finn,",
        body="the boat is yours.\n\nRow slowly.\x1b[2J",
        sign_off="Ana",
        read_hint=ReadHint.ALONE,
        attachments=(
            Attachment(
                "photo.age",
                "lake.jpg",
                "image/jpeg",
                len(PHOTO),
                hashlib.sha256(PHOTO).hexdigest(),
                "The lake in May",
            ),
        ),
    )
