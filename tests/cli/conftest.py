"""A folder as Finn may find it: Ana's letter, a photo, keys, and files that went wrong."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests import bundle_in_tests as bundles
from untilthen.sealing import age
from untilthen.sealing.door import door_identity
from untilthen.sealing.envelope import Address, open_envelope, sealed_envelope
from untilthen.sealing.envelope import build as enveloped
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import InnerLock, WithKeys, WithPassphrase
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build
from untilthen.sealing.padding import PaddedAttachment, pad_text, unpad
from untilthen.sealing.parts import Group, split
from untilthen.sealing.rewrap import header_length, rewrap
from untilthen.sealing.scrypt import PassphraseRecipient

PHOTO = b"\xff\xd8 a photo of the lake " + bytes(range(256)) * 40
TOKEN = "kQ7x-door-token"
DELIVERY = "7d1f2f60-0c1e-4d3a-9a55-0d9b7d1f2f60"
FINN = Address("9f2c1a04be", "7d1f2f60-0c1e-4d3a-9a55-0d9b7d1f2f61", 1, (5,))
GITAS_PASSPHRASE = "Académie du Lac 1987"
GITAS_LOCK = WithPassphrase(GITAS_PASSPHRASE, "where we\x1b[2J swam\nfirst", 10)
ANA, ESTATE, ELI = bundles.ANA, bundles.ESTATE, bundles.ELI
BOTH = [ESTATE.recipient, ANA.recipient]
LOCKED = PassphraseRecipient(bundles.SIX_WORDS, work_factor=10)
ATTACHMENT_KEY = HybridIdentity.from_seed(bytes(range(128, 160)))


def another_letter(one: bytes) -> bytes:
    """Return another letter of base64, so that what is altered still looks like a header."""
    return b"B" if one == b"A" else b"A"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with sealed files and keys in it."""
    letter = envelope_for(None, finns_letter())
    for name, content in {**letters(letter), **attachments(), **wrong(letter), **keys()}.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def envelope_for(lock: InnerLock, letter: Letter) -> bytes:
    """Return Ana's sealed letter under this inner lock."""
    return sealed_envelope(FINN, build(letter), lock, owner=ANA, recipients=BOTH)


def letters(letter: bytes) -> dict[str, bytes]:
    """Return the letters that open, sealed in every way that there is."""
    inside = age.decrypt_bytes(letter, [ANA])
    eli = envelope_for(WithKeys((ELI.recipient,)), inner_letter())
    return {
        "letter.age": letter,
        "armored.age": age.encrypt_bytes(inside, BOTH, armored=True),
        "gita.age": envelope_for(GITAS_LOCK, inner_letter()),
        "eli.age": eli,
        "elis-door.age": at_the_door(eli),
        "door.age": at_the_door(letter),
        "words.age": age.encrypt_bytes(inside, [LOCKED]),
    }


def at_the_door(sealed: bytes) -> bytes:
    """Return a sealed letter as it opens with the link of a mail."""
    end = header_length(io.BytesIO(sealed))
    door = door_identity(TOKEN, DELIVERY)
    return rewrap(sealed[:end], ESTATE, [door.recipient]) + sealed[end:]


def attachments() -> dict[str, bytes]:
    """Return the photo, sealed, and sealed with an inner lock."""
    photo, inner = io.BytesIO(), io.BytesIO()
    for sealed, recipients in ((photo, BOTH), (inner, [ATTACHMENT_KEY.recipient])):
        age.encrypt(PaddedAttachment(io.BytesIO(PHOTO), len(PHOTO)), sealed, recipients)
    return {
        "photo.jpg": PHOTO,
        "photo.age": photo.getvalue(),
        "inner.age": age.encrypt_bytes(inner.getvalue(), BOTH),
    }


def wrong(letter: bytes) -> dict[str, bytes]:
    """Return what went wrong: damaged, unsigned, forged, or not as a letter is."""
    signed = open_envelope(unpad(age.decrypt_bytes(letter, [ANA])))
    return {
        "cut.age": letter[:-1],
        "altered.age": letter[:100] + another_letter(letter[100:101]) + letter[101:],
        "bare.age": sealed_text(build(finns_letter())),
        "forged.age": sealed_text(enveloped(replace(signed, content=b"{}"))),
        "unsigned.age": sealed_text(enveloped(replace(signed, signer="", signature=""))),
        "unpadded.age": age.encrypt_bytes(b"no frame around this", BOTH),
        "halved.age": sealed_text(b'{"v":1,"read_hint":"any"}'),
        "later.age": sealed_text(b'{"v":2}'),
    }


def sealed_text(content: bytes) -> bytes:
    """Return a text sealed as a letter is, whatever it says."""
    return age.encrypt_bytes(pad_text(content), BOTH)


def keys() -> dict[str, bytes]:
    """Return the keys and words that lie about."""
    return {
        "ana.key": f"# Ana's own key\n{ANA.reveal()}\n".encode(),
        "ana-locked.key": age.encrypt_bytes(ANA.reveal().encode(), [LOCKED], armored=True),
        "ben.key": HybridIdentity.from_seed(bytes(32)).reveal().encode(),
        "slip.key": ANA.reveal().replace("Q", "P", 1).encode(),
        "ana.pub": f"# Ana\n{ANA.recipient}\n".encode(),
        "eli.key": ELI.reveal().encode(),
        "gita.txt": f"  {GITAS_PASSPHRASE} \n".encode(),
        "words.txt": b"Academic  acid acne ACQUIRE acrobat activity\n",
        "wrong.txt": b"academic acid acne acquire acrobat activities\n",
    }


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    """Return a folder with Ana's bundle in it, words that open it, and words that do not."""
    kit, (ben, chidi, dara) = bundles.KIT[0], bundles.KEEPERS
    bundles.write_bundle(tmp_path / "plan.zip")
    others = split(bytes(32), [Group(1, 1), Group(2, 3)], 2, Random(5).randbytes)
    numbered = "\n".join(f"{at}. {word}" for at, word in enumerate(kit.upper().split(), 1))
    for name, content in {
        "words.txt": f"# two keepers\n{ben}\n{dara}\n\n# the kit\n{numbered}\n",
        "all.txt": "\n".join([*bundles.SERVER, ben, chidi, dara, kit]),
        "ben.txt": ben,
        "chidi.txt": chidi,
        "dara.txt": dara,
        "kit.txt": kit,
        "slip.txt": ben.replace(ben.split()[6], "acadmic", 1),
        "odd.txt": ben.replace(ben.split()[6], "xylophone", 1),
        "swapped.txt": " ".join([*ben.split()[:-2], *ben.split()[:-3:-1]]),
        "short.txt": " ".join(ben.split()[:-1]),
        "other.txt": others[1][0],
        "others.txt": "\n".join([*others[0], *others[1][:2]]),
        "none.txt": "# nothing\n",
        "ana.key": bundles.ANA.reveal(),
        "eli.key": bundles.ELI.reveal(),
        "gita.txt": bundles.GITAS_PASSPHRASE,
    }.items():
        (tmp_path / name).write_text(f"{content}\n")
    return tmp_path


def inner_letter() -> Letter:
    """Return a letter whose photo has an inner lock as it has itself."""
    (photo,) = finns_letter().attachments
    return replace(
        finns_letter(),
        attachments=(replace(photo, file="inner"),),
        attachment_key=ATTACHMENT_KEY.reveal(),
    )


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
                "photo",
                "lake.jpg",
                "image/jpeg",
                len(PHOTO),
                hashlib.sha256(PHOTO).hexdigest(),
                "The lake in May",
            ),
        ),
    )
