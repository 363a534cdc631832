"""Padding: sizes say little, content comes back, and a wrong frame is damage."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sealing.dribble import Dribble
from untilthen.sealing import padding
from untilthen.sealing.errors import Damaged, SizeChanged
from untilthen.sealing.sources import fill


@pytest.mark.parametrize(
    ("content", "text", "attachment"),
    [
        (0, 4096, 4096),
        (4088, 4096, 4096),
        (4089, 8192, 4352),
        (8184, 8192, 8192),
        (8185, 16384, 8704),
        (16376, 16384, 16384),
        (16377, 32768, 17408),
        (1_000_000, 1_048_576, 1_015_808),
        (5_000_000, 8_388_608, 5_242_880),
    ],
)
def test_sizes_grow_in_the_agreed_steps(content: int, text: int, attachment: int) -> None:
    assert padding.text_size(content) == text
    assert padding.attachment_size(content) == attachment


@given(st.integers(0, 1 << 40))
def test_an_attachment_grows_by_a_sixteenth_at_most(content: int) -> None:
    size = padding.attachment_size(content)
    assert content + 8 <= size <= max(4096, (content + 8) * 17 // 16 + 1)
    assert padding.attachment_size(size - 8) == size


@given(st.binary(max_size=10_000))
def test_a_padded_text_comes_back(content: bytes) -> None:
    framed = padding.pad_text(content)
    assert len(framed) == padding.text_size(len(content))
    assert padding.unpad(framed) == content


@pytest.mark.parametrize("size", [0, 1, 4088, 4089, 100_000])
def test_a_padded_attachment_comes_back_however_slowly(size: int) -> None:
    content = os.urandom(size)
    source = padding.PaddedAttachment(Dribble(content, most=700), size)
    framed = memoryview(bytearray(padding.attachment_size(size) + 1))
    assert fill(source, framed) == padding.attachment_size(size)
    opened = io.BytesIO()
    sink = padding.UnpaddingSink(opened)
    for start in range(0, len(framed) - 1, 5):
        sink.write(framed[start : min(start + 5, len(framed) - 1)])
    sink.finish()
    assert opened.getvalue() == content


@pytest.mark.parametrize("real", [99, 101])
def test_a_file_that_changes_while_it_is_sealed_is_noticed(real: int) -> None:
    source = padding.PaddedAttachment(io.BytesIO(bytes(real)), 100)
    with pytest.raises(SizeChanged):
        fill(source, memoryview(bytearray(8192)))


@pytest.mark.parametrize(
    "framed",
    [
        b"",
        bytes(7),
        (5).to_bytes(8, "big") + b"four",
        (3).to_bytes(8, "big") + b"four".ljust(4088, b"\0"),
        (4).to_bytes(8, "big") + b"four" + bytes(4083) + b"x",
        b"\xff" * 4096,
    ],
)
def test_a_frame_that_is_none_is_damage(framed: bytes) -> None:
    with pytest.raises(Damaged):
        padding.unpad(framed)
