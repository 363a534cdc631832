"""Payloads at every border of their chunks: whole, slow, altered, cut short and drawn out."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sealing.dribble import Dribble, Sip
from untilthen.sealing import age, header, stream
from untilthen.sealing.errors import Damaged, NotForThisKey, Part, SealingError
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.stream import CHUNK_BYTES, NONCE_BYTES, SEALED_CHUNK_BYTES

KEY = bytes(range(16))
BORDERS = [0, 1, 65535, 65536, 65537, 131072, 16 * 65536 - 1, 16 * 65536, 16 * 65536 + 1]


def sealed_payload(content: bytes) -> bytes:
    sealed = io.BytesIO()
    stream.encrypt(KEY, io.BytesIO(content), sealed)
    return sealed.getvalue()


def opened_payload(sealed: bytes) -> bytes:
    content = io.BytesIO()
    stream.decrypt(KEY, io.BytesIO(sealed), content)
    return content.getvalue()


@pytest.mark.parametrize("size", BORDERS)
def test_content_of_any_size_comes_back_whole(size: int) -> None:
    content = os.urandom(size)
    sealed = sealed_payload(content)
    chunks = max(1, -(-size // CHUNK_BYTES))
    assert len(sealed) == NONCE_BYTES + size + 16 * chunks
    assert opened_payload(sealed) == content


@pytest.mark.parametrize("size", BORDERS)
def test_slow_reading_and_writing_change_nothing(size: int) -> None:
    content = os.urandom(size)
    sealed = Sip(most=30_000)
    stream.encrypt(KEY, Dribble(content, most=20_000), sealed)
    assert opened_payload(bytes(sealed.taken)) == content
    opened = Sip(most=30_000)
    stream.decrypt(KEY, Dribble(bytes(sealed.taken), most=20_000), opened)
    assert opened.taken == content


@pytest.mark.parametrize("size", BORDERS)
def test_a_file_cut_short_is_damaged_and_says_so(size: int) -> None:
    sealed = sealed_payload(bytes(size))
    after_nonce = range(NONCE_BYTES, len(sealed), SEALED_CHUNK_BYTES)
    for border in {*after_nonce, len(sealed) - 1, len(sealed) - 16, len(sealed) - 17}:
        if NONCE_BYTES <= border < len(sealed):
            with pytest.raises(Damaged, match="cut short") as caught:
                opened_payload(sealed[:border])
            assert caught.value.part is Part.PAYLOAD
    with pytest.raises(Damaged) as caught:
        opened_payload(sealed[: NONCE_BYTES - 1])
    assert caught.value.part is Part.HEADER


@pytest.mark.parametrize("size", BORDERS)
@pytest.mark.parametrize("added", [1, 16, 17, SEALED_CHUNK_BYTES])
def test_anything_after_the_end_is_damage(size: int, added: int) -> None:
    with pytest.raises(Damaged) as caught:
        opened_payload(sealed_payload(bytes(size)) + bytes(added))
    assert caught.value.part is Part.PAYLOAD


def test_chunks_in_another_order_are_damage() -> None:
    sealed = sealed_payload(os.urandom(3 * CHUNK_BYTES))
    nonce, chunks = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    first, second = chunks[:SEALED_CHUNK_BYTES], chunks[SEALED_CHUNK_BYTES:][:SEALED_CHUNK_BYTES]
    with pytest.raises(Damaged):
        opened_payload(nonce + second + first + chunks[2 * SEALED_CHUNK_BYTES :])


@pytest.mark.parametrize("size", [0, 40, CHUNK_BYTES])
def test_a_flipped_bit_anywhere_never_opens(
    size: int, ana: HybridIdentity, estate: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(bytes(size), [estate.recipient, ana.recipient])
    payload_start = len(header.read(io.BytesIO(sealed))[0].raw)
    places = [*range(payload_start + 80), *range(payload_start + 80, len(sealed), 997)]
    for place in [place for place in places if place < len(sealed)]:
        altered = bytearray(sealed)
        altered[place] ^= 1 << place % 8
        with pytest.raises((Damaged, NotForThisKey)) as caught:
            age.decrypt_bytes(bytes(altered), [ana])
        if place >= payload_start:
            assert isinstance(caught.value, Damaged)
            assert caught.value.part is Part.PAYLOAD


def test_a_stranger_is_told_so_and_not_that_the_file_is_damaged(
    ana: HybridIdentity, stranger: HybridIdentity
) -> None:
    sealed = age.encrypt_bytes(b"dear Finn", [ana.recipient])
    with pytest.raises(NotForThisKey):
        age.decrypt_bytes(sealed, [stranger])
    assert age.decrypt_bytes(sealed, [stranger, ana]) == b"dear Finn"


def test_a_header_altered_for_another_reader_is_damage_and_not_a_wrong_key(
    ana: HybridIdentity, estate: HybridIdentity
) -> None:
    sealed = bytearray(age.encrypt_bytes(b"dear Finn", [estate.recipient, ana.recipient]))
    place = sealed.index(b"mlkem768x25519 ") + 40
    sealed[place] = ord("A") if sealed[place] != ord("A") else ord("B")
    with pytest.raises(Damaged) as caught:
        age.decrypt_bytes(bytes(sealed), [ana])
    assert caught.value.part is Part.SEAL


def test_the_same_content_never_seals_to_the_same_bytes(ana: HybridIdentity) -> None:
    assert age.encrypt_bytes(b"x", [ana.recipient]) != age.encrypt_bytes(b"x", [ana.recipient])


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=3000),
    repeat=st.sampled_from([1, 22, 44]),
    most=st.integers(500, 70_000),
    armored=st.booleans(),
)
def test_whatever_was_sealed_opens_as_it_was(
    ana: HybridIdentity, content: bytes, repeat: int, most: int, *, armored: bool
) -> None:
    sealed = io.BytesIO()
    source = Dribble(content * repeat, most=most)
    age.encrypt(source, sealed, [ana.recipient], armored=armored)
    opened = io.BytesIO()
    age.decrypt(Dribble(sealed.getvalue(), most=most), opened, [ana])
    assert opened.getvalue() == content * repeat


@settings(max_examples=200, deadline=None)
@given(noise=st.binary(max_size=400), begin=st.sampled_from([b"", header.VERSION, b"-----BEGIN "]))
def test_noise_is_refused_in_words_and_never_opens(
    ana: HybridIdentity, noise: bytes, begin: bytes
) -> None:
    with pytest.raises(SealingError):
        age.decrypt_bytes(begin + noise, [ana])


def test_memory_stays_small_however_long_the_file(ana: HybridIdentity) -> None:
    class Endless(io.RawIOBase):
        left = 1 << 26
        largest = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
            self.largest = max(self.largest, len(buffer))
            count = min(self.left, len(buffer))
            self.left -= count
            return count

    class Counting:
        total = 0

        def write(self, data: memoryview, /) -> int:
            self.total += len(data)
            return len(data)

    source, sink = Endless(), Counting()
    age.encrypt(source, sink, [ana.recipient])
    assert sink.total > 1 << 26
    assert source.largest <= (1 << 20) + 1


def test_a_header_without_end_is_given_up(ana: HybridIdentity) -> None:
    with pytest.raises(Damaged, match="does not end"):
        age.decrypt_bytes(header.VERSION + b"-> X x\n" + b"A" * (1 << 21), [ana])
