"""A bundle of one letter with a picture and a recording that a browser can really show."""

import hashlib
import io
import struct
import uuid
import zlib
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.browser_js.photos import chunk
from tests.browser_js.test_opened_letter import wave
from tests.bundle_in_tests import ANA, ESTATE, PLAN, SIGNING_KEY
from untilthen.sealing import age, bundle, manifest
from untilthen.sealing.bundle import SealedFile
from untilthen.sealing.envelope import Address, sealed_envelope
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build
from untilthen.sealing.padding import PaddedAttachment

BOTH = [ESTATE.recipient, ANA.recipient]
LETTER = str(uuid.UUID(int=7))
PIXELS = 4


def drawing() -> bytes:
    """Return a PNG of grey pixels in a square."""
    head = struct.pack(">IIBBBBB", PIXELS, PIXELS, 8, 0, 0, 0, 0)
    lines = (b"\0" + b"\x80" * PIXELS) * PIXELS
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


FILES = {"lake.png": ("image/png", drawing()), "song.wav": ("audio/wav", wave(800))}


def write_illustrated(path: Path) -> None:
    """Write the bundle, signed like any other."""
    attached = tuple(
        Attachment(name[:4], name, kind, len(data), hashlib.sha256(data).hexdigest(), "")
        for name, (kind, data) in FILES.items()
    )
    words = Letter("en", "For Finn", "", "Look.", "", ReadHint.ANY, attached)
    address = Address(PLAN, LETTER, 1, (1,))
    text = sealed_envelope(address, build(words), None, owner=ANA, recipients=BOTH)
    files = {"text": text} | {name[:4]: sealed(data) for name, (_, data) in FILES.items()}
    listed = tuple(
        manifest.File(name, hashlib.sha256(data).hexdigest()) for name, data in files.items()
    )
    content = manifest.build(
        manifest.Manifest(
            plan=PLAN,
            number=1,
            made_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
            set=1,
            estate=str(ESTATE.recipient),
            owner=str(ANA.recipient),
            people=(),
            letters=(manifest.Letter(LETTER, 1, (1,), Lock.NONE, listed),),
        )
    )
    small = {
        bundle.MANIFEST: content,
        bundle.SIGNATURE: SIGNING_KEY.sign(content, manifest.NAMESPACE).encode(),
        bundle.ESTATE: b"not read here",
    }
    held = [SealedFile(LETTER, name, partial(opened, data)) for name, data in files.items()]
    with path.open("wb") as file:
        bundle.write(file, small, held)


def opened(data: bytes) -> "closing[io.BytesIO]":
    """Return bytes as a file that is open."""
    return closing(io.BytesIO(data))


def sealed(data: bytes) -> bytes:
    """Return an attachment as a browser seals it."""
    out = io.BytesIO()
    age.encrypt(PaddedAttachment(io.BytesIO(data), len(data)), out, BOTH)
    return out.getvalue()
