"""Proofs: Ben shows that he holds his part, once, for what was asked, and nobody else can."""

import base64
import hmac
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from untilthen.sealing.errors import BadKey, NotSigned, NotWhatWasSigned, UnreadableStatement
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.proof import PartKey, check, part_key
from untilthen.sealing.statement import (
    DrillStatement,
    SureStatement,
    from_line,
    parse,
    to_line,
)

RELEASE = str(HybridIdentity(bytes(range(32))).recipient)
NONCE = bytes(range(200, 232))
UNTIL = datetime(2027, 3, 1, 9, 10, tzinfo=UTC)
DRILL = DrillStatement("https://until.example", "9f2c1a04be", 2, 1, NONCE, UNTIL)
SURE = SureStatement("https://until.example", "9f2c1a04be", 2, 1, 3, RELEASE, NONCE, UNTIL)
BEN = part_key("academic acid acne acquire acrobat activity")
CHIDI = part_key("actress adapt adequate adjust admit adorn")


def test_i_have_it_is_written_as_the_format_says() -> None:
    nonce = base64.urlsafe_b64encode(NONCE).decode().rstrip("=")
    assert DRILL.to_bytes().decode() == (
        "until-then drill v1\norigin: https://until.example\nplan: 9f2c1a04be\nset: 2\n"
        f"person: 1\nnonce: {nonce}\nexpires: 2027-03-01T09:10:00Z\n"
    )


def test_i_am_sure_names_the_vigil_and_the_release_key_too() -> None:
    assert SURE.to_bytes().decode() == DRILL.to_bytes().decode().replace("drill", "sure").replace(
        "nonce:", f"vigil: 3\nrelease: {RELEASE}\nnonce:"
    )


def test_a_moment_is_written_in_utc_wherever_ben_lives() -> None:
    there = replace(DRILL, expires=UNTIL.astimezone(ZoneInfo("Europe/Berlin")))
    assert there.to_bytes() == DRILL.to_bytes()


def test_what_was_written_is_read_back() -> None:
    assert DrillStatement.parse(DRILL.to_bytes()) == DRILL
    assert SureStatement.parse(SURE.to_bytes()) == SURE
    assert parse(SURE.to_bytes()) == SURE
    assert from_line(f" {to_line(DRILL.to_bytes())}\n") == DRILL.to_bytes()


def test_a_drill_never_stands_for_i_am_sure() -> None:
    with pytest.raises(UnreadableStatement):
        SureStatement.parse(DRILL.to_bytes())
    with pytest.raises(UnreadableStatement):
        DrillStatement.parse(SURE.to_bytes())


def test_ben_proves_his_part_and_only_his() -> None:
    for statement in (DRILL, SURE):
        content = statement.to_bytes()
        signature = BEN.sign(content)
        assert check(BEN.public, content, signature) == statement
        assert len(base64.b64decode(signature, validate=True)) == 64
        with pytest.raises(NotWhatWasSigned):
            check(CHIDI.public, content, signature)
        with pytest.raises(NotWhatWasSigned):
            check(BEN.public, replace(statement, nonce=bytes(32)).to_bytes(), signature)
        with pytest.raises(NotWhatWasSigned):
            check(BEN.public, replace(statement, person=2).to_bytes(), signature)


def test_a_drill_signed_is_no_i_am_sure() -> None:
    with pytest.raises(NotWhatWasSigned):
        check(BEN.public, SURE.to_bytes(), BEN.sign(DRILL.to_bytes()))


def test_the_part_key_grows_from_the_words_as_the_format_says() -> None:
    words = b"academic acid acne acquire acrobat activity"
    # HKDF by hand: one block of HMAC is all that 32 bytes need.
    secret = hmac.new(bytes(32), words, sha256).digest()
    seed = hmac.new(secret, b"until-then part v1\x01", sha256).digest()
    assert PartKey(seed).public == BEN.public


def test_the_words_may_be_typed_with_any_spacing_and_case() -> None:
    typed = part_key("  Academic ACID\nacne  acquire\tacrobat activity ")
    assert typed.public == BEN.public
    assert part_key("academic acid acne acquire acrobat acting").public != BEN.public
    assert "academic" not in repr(BEN)
    for nothing in ("", " \n", "größe"):
        with pytest.raises(BadKey):
            part_key(nothing)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("drill v1", "drill v2"),
        ("drill v1", "sure v1"),
        ("https", "ftp"),
        ("until.example", "until.example\nplan: 1"),
        ("9f2c1a04be", "9F2C1A04BE"),
        ("set: 2", "set: 02"),
        ("set: 2", "set: -2"),
        ("set: 2\n", ""),
        ("person: 1", "person: 1 "),
        ("person: 1", "person: \u00b9"),
        ("nonce: ", "nonce: A"),
        ("09:10:00Z", "09:10:00+00:00"),
        ("09:10:00Z", "09:70:00Z"),
        ("03-01", "02-30"),
        ("00Z\n", "00Z"),
        ("00Z\n", "00Z\n\n"),
        ("00Z\n", "00Z\r\n"),
        ("until", "\ufeffuntil"),
    ],
)
def test_ben_signs_nothing_that_is_not_quite_a_statement(was: str, becomes: str) -> None:
    content = DRILL.to_bytes().decode().replace(was, becomes, 1).encode("utf-8")
    assert content != DRILL.to_bytes()
    for act in (parse, BEN.sign):
        with pytest.raises(UnreadableStatement):
            act(content)


def test_a_second_spelling_of_the_nonce_is_refused() -> None:
    nonce = base64.urlsafe_b64encode(NONCE).decode().rstrip("=")
    other = nonce[:-1] + chr(ord(nonce[-1]) + 1)
    with pytest.raises(UnreadableStatement):
        parse(DRILL.to_bytes().replace(nonce.encode(), other.encode()))


def test_a_release_key_must_be_one_that_is_sealed_to() -> None:
    for key in ("", RELEASE[:-1], RELEASE.upper(), RELEASE.replace("age1pq1", "age1")):
        with pytest.raises(UnreadableStatement):
            parse(replace(SURE, release=key).to_bytes())


def test_what_has_not_the_form_of_a_signature_is_none() -> None:
    content = DRILL.to_bytes()
    good = BEN.sign(content)
    for text in ("", "AAAA", good[:-1], good + "\n", good.rstrip("="), "größe"):
        with pytest.raises(NotSigned):
            check(BEN.public, content, text)
    for key in ("", "AAAA", BEN.public + " "):
        with pytest.raises(BadKey):
            check(key, content, good)
    with pytest.raises(UnreadableStatement):
        check(BEN.public, b"I am sure", good)


@pytest.mark.parametrize("line", ["", "=", "A", "ab cd", "größe", "SSBhbSBzdXJl"])
def test_a_line_that_holds_no_statement_is_refused(line: str) -> None:
    with pytest.raises(UnreadableStatement):
        from_line(line)
