"""The search itself: it finds a sentence that is there, however it is written."""

import base64
import json
import sqlite3
from pathlib import Path

import pytest

from tests.e2e.search import found_under, written

SENTENCE = "Finn, der Kaffee war nie nur für den Kaffee da."


@pytest.mark.parametrize("way", sorted(written(SENTENCE)))
def test_a_planted_sentence_is_found_however_it_is_written(tmp_path: Path, way: str) -> None:
    (tmp_path / "planted").write_bytes(b"before " + written(SENTENCE)[way] + b" after")
    [*found] = found_under([tmp_path], [SENTENCE])
    assert any(way in find for find in found)


def test_a_sentence_planted_where_it_would_really_lie_is_found(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute("create table letters (text blob)")
        database.execute("insert into letters values (?)", [f"Dear Finn: {SENTENCE}".encode()])
    wrapped = base64.encodebytes(b"x" + json.dumps({"body": SENTENCE * 3}).encode())
    (tmp_path / "mail").write_bytes(wrapped)
    found = found_under([tmp_path], [SENTENCE])
    assert {find.split(": ")[0].rsplit("/", 1)[1] for find in found} == {"db.sqlite3", "mail"}


@pytest.mark.parametrize("way", ["as it is", "hex", "base64, shifted 1"])
def test_a_piece_of_a_file_is_found_in_a_long_stream(tmp_path: Path, way: str) -> None:
    piece = bytes(range(200, 248))
    stream = bytes(6_000_000) + written(piece)[way] + bytes(1_000_000)
    (tmp_path / "traffic").write_bytes(stream)
    assert any(way in find for find in found_under([tmp_path], [piece]))


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("Gita, you still owe me one umbrella.")
    assert found_under([tmp_path], [SENTENCE]) == []
