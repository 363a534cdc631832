"""Small real photos, made byte by byte, that say where and with what they were taken."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

PLACE = b"GPS 52.5163 N 13.3777 E"
DEVICE = b"Example Phone 9"
SECRETS = (PLACE, DEVICE)
# Made in the browser from a canvas of 4 x 2 red pixels; see drawn().
DRAW = """async (type) => {
  const canvas = new OffscreenCanvas(4, 2);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "rgb(200, 30, 30)";
  pen.fillRect(0, 0, 4, 2);
  const blob = await canvas.convertToBlob({ type, quality: 0.9 });
  return modules.toBase64(new Uint8Array(await blob.arrayBuffer()));
}"""
Dress = Callable[[bytes, int], bytes]


def exif(orientation: int) -> bytes:
    """Return a TIFF block with a make, an orientation and a place, little-endian."""
    entries = [
        (0x010F, 2, len(DEVICE), 62),
        (0x0112, 3, 1, orientation),
        (0x8825, 4, 1, 62 + len(DEVICE)),
    ]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + bytes(4)
    return head.ljust(62, b"\0") + DEVICE + PLACE


def segment(marker: int, body: bytes) -> bytes:
    """Return a JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(plain: bytes, orientation: int) -> bytes:
    """Return a JPEG with Exif, XMP, a comment, IPTC, and a second picture hung behind its end."""
    told = [
        segment(0xE1, b"Exif\0\0" + exif(orientation)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
        segment(0xED, b"Photoshop 3.0\0" + PLACE),
        segment(0xE6, b"GoPro" + DEVICE),
        segment(0xFE, DEVICE),
    ]
    return plain[:2] + b"".join(told) + plain[2:] + plain[:2] + PLACE + b"\xff\xd9"


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a PNG chunk."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(plain: bytes, orientation: int) -> bytes:
    """Return a PNG with eXIf, texts, a time, an unknown chunk, and bytes behind its end."""
    told = [
        chunk(b"eXIf", exif(orientation)),
        chunk(b"tEXt", b"Comment\0" + DEVICE),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + PLACE),
        chunk(b"tIME", bytes([7, 233, 1, 1, 0, 0, 0])),
        chunk(b"caBX", PLACE),
    ]
    after_header = 8 + 25
    return plain[:after_header] + b"".join(told) + plain[after_header:] + PLACE


def riff(name: bytes, body: bytes) -> bytes:
    """Return a RIFF chunk, padded to an even length."""
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def webp(plain: bytes, orientation: int) -> bytes:
    """Return a WebP with EXIF and XMP and the flags that announce them; `plain` is extended."""
    assert plain[12:16] == b"VP8X"
    flags = bytes([plain[20] | 0x0C])
    told = riff(b"EXIF", exif(orientation)) + riff(b"XMP ", PLACE)
    body = plain[8:20] + flags + plain[21:] + told
    return b"RIFF" + struct.pack("<I", len(body)) + body


KINDS: dict[str, Dress] = {"image/jpeg": jpeg, "image/png": png, "image/webp": webp}


def film(path: Path, size: int) -> bytes:
    """Write a file of `size` bytes that does not repeat in small steps; return its SHA-256."""
    block = hashlib.shake_256(b"a film").digest(1 << 20)
    hash_of_all = hashlib.sha256()
    with path.open("wb") as file:
        for number in range(-(-size // len(block))):
            piece = (struct.pack(">Q", number) + block)[: min(len(block), size - file.tell())]
            file.write(piece)
            hash_of_all.update(piece)
    return hash_of_all.digest()
