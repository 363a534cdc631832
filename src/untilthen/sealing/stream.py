"""The payload of an age file: chunks of 64 KiB, each sealed with its number, the last one marked.

Constant memory and no copies: one buffer is read into, and of two one is written while the other
is filled. There is a byte to spare, because only a byte beyond a chunk proves it not the last.
"""

import os
from functools import partial
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing.behind import Behind
from untilthen.sealing.errors import Damaged, Part
from untilthen.sealing.sources import Sink, Source, fill, write_all

CHUNK_BYTES = 1 << 16
TAG_BYTES = 16
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
NONCE_BYTES = 16
_BATCH_CHUNKS = 16


class _Batch(Protocol):
    """Seals or opens the chunks of a batch, counted from `number`; returns how much it gives."""

    def __call__(
        self, number: int, chunks: memoryview, given: memoryview, /, *, ended: bool
    ) -> int: ...


def encrypt(file_key: bytes, source: Source, sink: Sink) -> None:
    """Read `source` to its end and write it sealed, from the nonce on."""
    nonce = os.urandom(NONCE_BYTES)
    write_all(sink, memoryview(nonce))
    cipher = _cipher(file_key, nonce)
    _in_batches(source, sink, (CHUNK_BYTES, SEALED_CHUNK_BYTES), partial(_seal_batch, cipher))


def decrypt(file_key: bytes, source: Source, sink: Sink) -> None:
    """Read a payload from its nonce to its end and write it opened.

    Raises Damaged when a chunk is altered or the end is missing. What was written before is
    genuine, but not whole: nobody may be shown it until this function has returned.
    """
    nonce = memoryview(bytearray(NONCE_BYTES))
    if fill(source, nonce) < NONCE_BYTES:
        raise Damaged(Part.HEADER, "it ends where its content should begin")
    cipher = _cipher(file_key, bytes(nonce))
    _in_batches(source, sink, (SEALED_CHUNK_BYTES, CHUNK_BYTES), partial(_open_batch, cipher))


def _in_batches(source: Source, sink: Sink, sizes: tuple[int, int], work: _Batch) -> None:
    """Do `work` on all of `source`, its chunks of the first of `sizes` becoming the second."""
    taken = memoryview(bytearray(_BATCH_CHUNKS * sizes[0] + 1))
    free, given = (memoryview(bytearray(_BATCH_CHUNKS * sizes[1])) for _ in range(2))
    kept = number = 0
    with Behind(sink) as behind:
        while True:
            count = kept + fill(source, taken[kept:])
            ended = count < len(taken)
            written = work(number, taken[: count if ended else -1], free, ended=ended)
            if ended:
                behind.finish()
                write_all(sink, free[:written])  # a letter is one batch, and needs no thread
                return
            behind.write(free[:written])
            number += _BATCH_CHUNKS
            taken[0] = taken[-1]
            kept = 1
            free, given = given, free


def _seal_batch(
    cipher: ChaCha20Poly1305, number: int, content: memoryview, given: memoryview, *, ended: bool
) -> int:
    """Seal the chunks of `content`, counted from `number`, into `given`; return their length."""
    written = 0
    for start in range(0, max(len(content), 1), CHUNK_BYTES):
        chunk = content[start : start + CHUNK_BYTES]
        last = ended and start + CHUNK_BYTES >= len(content)
        room = given[written : written + len(chunk) + TAG_BYTES]
        cipher.encrypt_into(_chunk_nonce(number, last=last), chunk, None, room)
        written, number = written + len(room), number + 1
    return written


def _open_batch(
    cipher: ChaCha20Poly1305, number: int, sealed: memoryview, given: memoryview, *, ended: bool
) -> int:
    """Open the chunks of `sealed`, counted from `number`, into `given`; return their length."""
    written = 0
    for start in range(0, max(len(sealed), 1), SEALED_CHUNK_BYTES):
        chunk = sealed[start : start + SEALED_CHUNK_BYTES]
        last = ended and start + SEALED_CHUNK_BYTES >= len(sealed)
        room = given[written : written + max(len(chunk) - TAG_BYTES, 0)]
        try:
            if len(chunk) < TAG_BYTES:
                raise InvalidTag
            cipher.decrypt_into(_chunk_nonce(number, last=last), chunk, None, room)
        except InvalidTag:
            raise Damaged(Part.PAYLOAD, _reason(cipher, number, chunk, last=last)) from None
        if not len(room) and number > 0:
            raise Damaged(Part.PAYLOAD, "its last chunk is empty")
        written, number = written + len(room), number + 1
    return written


def _reason(cipher: ChaCha20Poly1305, number: int, chunk: memoryview, *, last: bool) -> str:
    """Return what is wrong with a chunk that does not open: cut short, drawn out, or altered."""
    if len(chunk) < TAG_BYTES:
        return "it is cut short"
    try:
        cipher.decrypt(_chunk_nonce(number, last=not last), chunk, None)
    except InvalidTag:
        return "it was altered or is cut short" if last else "it was altered"
    return "it is cut short" if last else "something was added after its end"


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt=nonce, info=b"payload").derive(file_key))


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    # 11 bytes of number and one that marks the last chunk.
    return (number << 8 | last).to_bytes(12, "big")
