"""Rewrapping: another reader, the same payload, and no way round the old reader's key."""

import io
import os

import pytest

from tests.sealing.dribble import Dribble
from untilthen.sealing import age
from untilthen.sealing.errors import Damaged, NotForThisKey, Part, RefusedRecipients
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.rewrap import header_length, read_header, rewrap
from untilthen.sealing.x25519 import X25519Identity

CONTENT = os.urandom(100_000)


def test_the_new_reader_opens_and_the_old_ones_no_longer_do(
    ana: HybridIdentity, estate: HybridIdentity, stranger: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(CONTENT, [estate.recipient, ana.recipient])
    end = header_length(Dribble(sealed, most=7))
    raw, payload = read_header(io.BytesIO(sealed))
    assert raw == sealed[:end]
    moved = rewrap(raw, estate, [stranger.recipient]) + sealed[end:]
    assert age.decrypt_bytes(moved, [stranger]) == CONTENT
    for before in (ana, estate):
        with pytest.raises(NotForThisKey):
            age.decrypt_bytes(moved, [before])
    rest = bytearray()
    while piece := payload.readinto(memoryview(buffer := bytearray(5000))):
        rest += buffer[:piece]
    assert rest == sealed[end:]


def test_a_header_is_rewrapped_only_by_who_can_open_it(
    ana: HybridIdentity, stranger: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(CONTENT, [ana.recipient])
    raw = sealed[: header_length(io.BytesIO(sealed))]
    with pytest.raises(NotForThisKey):
        rewrap(raw, stranger, [stranger.recipient])
    with pytest.raises(RefusedRecipients):
        rewrap(raw, ana, [stranger.recipient, X25519Identity(bytes(range(32))).recipient])


def test_a_header_that_was_altered_is_never_sealed_anew(
    ana: HybridIdentity, estate: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(CONTENT, [estate.recipient, ana.recipient])
    raw = sealed[: header_length(io.BytesIO(sealed))]
    altered = raw.replace(b"-> mlkem", b"-> grease x\n\n-> mlkem", 1)
    with pytest.raises(Damaged) as caught:
        rewrap(altered, ana, [ana.recipient])
    assert caught.value.part is Part.SEAL
    for not_exactly_one in (raw + b"x", raw[:-1], b"", raw + raw):
        with pytest.raises(Damaged):
            rewrap(not_exactly_one, ana, [ana.recipient])
