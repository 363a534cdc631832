"""The head of an age file: who can open it, one stanza each, under one seal (an HMAC).

Parsing is as strict as the format: what could be written in two ways is refused, so that a
header that was altered anywhere cannot pass for the one that was written.
"""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing import unpadded
from untilthen.sealing.errors import Damaged, NotSealed, Part
from untilthen.sealing.sources import Resumed, Source, fill

VERSION = b"age-encryption.org/v1\n"
FILE_KEY_BYTES = 16
HEADER_LIMIT_BYTES = 1 << 20
_STEP_BYTES = 1 << 14
_BODY_COLUMNS = 64
_ARGUMENT = re.compile(rb"[!-~]+")


# No dataclasses here: the module behind them takes a tenth of the time in which a command starts.
class Stanza(NamedTuple):
    """The file key, wrapped for one recipient; the first argument names how."""

    arguments: tuple[str, ...]
    body: bytes

    def encode(self) -> bytes:
        """Return the stanza as lines of a header."""
        lines = [" ".join(("->", *self.arguments)).encode("ascii")]
        text = unpadded.encode(self.body)
        # The last line is always shorter than a full one, so that its end can be seen.
        lines += [text[at : at + _BODY_COLUMNS] for at in range(0, len(text), _BODY_COLUMNS)]
        if len(text) % _BODY_COLUMNS == 0:
            lines.append(b"")
        return b"\n".join(lines) + b"\n"


class Header(NamedTuple):
    """A parsed header; `raw` is every byte of it, so that its length is the payload's start."""

    stanzas: tuple[Stanza, ...]
    raw: bytes

    def check_seal(self, file_key: bytes) -> None:
        """Raise Damaged unless this header was sealed with `file_key`."""
        sealed, _, code = self.raw.rpartition(b" ")
        expected = unpadded.encode(_seal(file_key, sealed))
        if not hmac.compare_digest(expected, code.rstrip(b"\n")):
            raise Damaged(Part.SEAL, "the header was altered")


def build(stanzas: Iterable[Stanza], file_key: bytes) -> bytes:
    """Return the bytes of a header with these stanzas, sealed with `file_key`."""
    sealed = VERSION + b"".join(stanza.encode() for stanza in stanzas) + b"---"
    return sealed + b" " + unpadded.encode(_seal(file_key, sealed)) + b"\n"


def read(source: Source) -> tuple[Header, Source]:
    """Return the header at the front of a binary age file, and a source of the payload."""
    taken = bytearray()
    step = memoryview(bytearray(_STEP_BYTES))
    while (end := _end_of_header(taken)) is None:
        count = fill(source, step)
        if count == 0:
            raise Damaged(Part.HEADER, "it ends before the header does")
        taken += step[:count]
    return parse(bytes(taken[:end])), Resumed(bytes(taken[end:]), source)


def parse(raw: bytes) -> Header:
    """Return the header whose every byte is `raw`; Damaged if it is not exactly one."""
    lines = raw.removeprefix(VERSION).split(b"\n")
    if not raw.startswith(VERSION) or not raw.endswith(b"\n") or len(lines) < 2:
        raise NotSealed
    seal, *stanza_lines = lines[-2], *lines[:-2]
    code = unpadded.decode(seal.removeprefix(b"--- "))
    if not seal.startswith(b"--- ") or code is None or len(code) != sha256().digest_size:
        raise Damaged(Part.HEADER, "its seal is not well formed")
    return Header(tuple(_stanzas(stanza_lines)), raw)


def _end_of_header(taken: bytearray) -> int | None:
    """Return where the header in `taken` ends, or None if more must be read to know."""
    if not taken.startswith(VERSION[: len(taken)]):
        raise NotSealed
    seal = taken.find(b"\n---")
    newline = taken.find(b"\n", seal + 1) if seal >= 0 else -1
    if newline >= 0:
        return newline + 1
    if len(taken) > HEADER_LIMIT_BYTES:
        raise Damaged(Part.HEADER, "the header does not end")
    return None


def _stanzas(lines: list[bytes]) -> Iterable[Stanza]:
    rest = iter(lines)
    for line in rest:
        marker, *arguments = line.split(b" ")
        if marker != b"->" or not arguments or not all(map(_ARGUMENT.fullmatch, arguments)):
            raise Damaged(Part.HEADER, "a stanza does not begin as one")
        text = bytearray()
        while True:
            body_line = next(rest, None)
            if body_line is None or len(body_line) > _BODY_COLUMNS:
                raise Damaged(Part.HEADER, "a stanza does not end as one")
            text += body_line
            if len(body_line) < _BODY_COLUMNS:
                break
        body = unpadded.decode(bytes(text))
        if body is None:
            raise Damaged(Part.HEADER, "a stanza is not well formed")
        yield Stanza(tuple(argument.decode("ascii") for argument in arguments), body)


def _seal(file_key: bytes, sealed: bytes) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, sealed, "sha256")
