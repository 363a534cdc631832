"""Letters: what was written comes back, and what is no letter is refused by its field."""

import json
from dataclasses import replace
from typing import Any

import pytest

from untilthen.sealing.errors import NotALetter, UnreadableLetter
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.letter import Attachment, Letter, ReadHint, build, parse

PHOTO = Attachment("f1", "lake.jpg", "image/jpeg", 123, "ab" * 32, "Us at the lake")
LETTER = Letter(
    "de", "Für Finn", "Lieber Finn,", "Zeile 1\n\nZeile 2", "Ana", ReadHint.ALONE, (PHOTO,)
)


def fields(**changes: object) -> bytes:
    return json.dumps({**json.loads(build(LETTER)), **changes}).encode()


def test_a_letter_comes_back_as_it_was_written() -> None:
    assert parse(build(LETTER)) == LETTER
    assert json.loads(build(LETTER))["v"] == 1
    assert "Für" in build(LETTER).decode("utf-8")


def test_a_letter_with_more_fields_than_we_know_still_opens() -> None:
    assert parse(fields(mood="calm")) == LETTER


def test_an_attachment_without_words_has_an_empty_transcript() -> None:
    bare: dict[str, Any] = json.loads(build(LETTER))
    del bare["attachments"][0]["transcript"]
    assert parse(json.dumps(bare).encode()).attachments[0].transcript == ""


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"1", b"{}", b"[" * 100_000, b"%PDF"])
def test_what_is_no_letter_is_called_none(content: bytes) -> None:
    with pytest.raises(NotALetter):
        parse(content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("v", "1"),
        ("language", "not a language"),
        ("language", 5),
        ("label", None),
        ("salutation", ["x"]),
        ("body", 1),
        ("sign_off", {}),
        ("read_hint", "loudly"),
        ("attachments", None),
        ("attachments", ["x"]),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    with pytest.raises(UnreadableLetter) as caught:
        parse(fields(**{field: value}))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("file", 1),
        ("name", None),
        ("type", 2),
        ("size", -1),
        ("size", True),
        ("size", 1.5),
        ("sha256", "AB" * 32),
        ("sha256", "ab"),
        ("transcript", 3),
    ],
)
def test_a_wrong_field_of_an_attachment_is_named(field: str, value: object) -> None:
    broken = {**json.loads(build(LETTER))["attachments"][0], field: value}
    with pytest.raises(UnreadableLetter) as caught:
        parse(fields(attachments=[broken]))
    assert caught.value.field == field


def test_a_letter_with_an_inner_lock_carries_the_key_of_its_files() -> None:
    key = HybridIdentity(bytes(range(32))).reveal()
    locked = replace(LETTER, attachment_key=key)
    assert parse(build(locked)) == locked
    assert key not in repr(locked)
    assert "attachment_key" not in json.loads(build(LETTER))


@pytest.mark.parametrize("key", ["", None, "AGE-SECRET-KEY-1QQQ", "age1pq1x"])
def test_a_key_that_opens_no_file_is_named(key: object) -> None:
    with pytest.raises(UnreadableLetter) as caught:
        parse(fields(attachment_key=key))
    assert caught.value.field == "attachment_key"
