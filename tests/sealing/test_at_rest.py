"""What lies in our rows opens with its own key and for its own purpose only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from untilthen.sealing.at_rest import mark, open_at_rest, same, seal_at_rest
from untilthen.sealing.errors import Damaged

KEY, OTHER = bytes(range(32)), bytes(32)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_again(content: bytes, purpose: str) -> None:
    assert open_at_rest(KEY, seal_at_rest(KEY, content, purpose), purpose) == content


def test_sealing_twice_looks_different() -> None:
    assert seal_at_rest(KEY, b"Ana", "person") != seal_at_rest(KEY, b"Ana", "person")


@pytest.mark.parametrize(("key", "purpose"), [(OTHER, "person"), (KEY, "switch")])
def test_another_key_or_purpose_opens_nothing(key: bytes, purpose: str) -> None:
    sealed = seal_at_rest(KEY, b"Ana", "person")
    with pytest.raises(Damaged):
        open_at_rest(key, sealed, purpose)


def test_any_flipped_bit_is_found() -> None:
    sealed = seal_at_rest(KEY, b"Ana", "person")
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Damaged):
            open_at_rest(KEY, bytes(changed), "person")


def test_a_row_cut_short_is_damaged() -> None:
    sealed = seal_at_rest(KEY, b"Ana", "person")
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            open_at_rest(KEY, sealed[:length], "person")


def test_parts_of_a_mark_do_not_run_together() -> None:
    assert mark(KEY, b"ab", b"c") != mark(KEY, b"a", b"bc")
    assert same(mark(KEY, b"ab"), mark(KEY, b"ab"))
    assert not same(mark(KEY, b"ab"), mark(OTHER, b"ab"))
