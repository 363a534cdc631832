"""Envelopes: locked to Finn, signed by Ana, and refused where anything about them is not right."""

import base64
import json
from dataclasses import replace
from hashlib import sha256

import pytest

from tests.altered import altered
from untilthen.sealing import age, letter, padding
from untilthen.sealing.envelope import (
    Address,
    Envelope,
    Signed,
    build,
    open_envelope,
    sealed_envelope,
    unlock,
    verify,
)
from untilthen.sealing.errors import (
    BadKey,
    Damaged,
    NotALetter,
    NotForThisKey,
    NotSigned,
    NotWhatWasSigned,
    RefusedRecipients,
    SignedByAnother,
    UnreadableLetter,
)
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import (
    InnerLock,
    Lock,
    WithKeys,
    WithPassphrase,
    passphrase_of,
)
from untilthen.sealing.recipients import Identity
from untilthen.sealing.sign import SigningKey

ANA = HybridIdentity(bytes(range(32)))
ESTATE = HybridIdentity(bytes(range(32, 64)))
FINN = HybridIdentity(bytes(range(64, 96)))
GITA = HybridIdentity(bytes(range(96, 128)))
OWNER = SigningKey.from_owner_seed(bytes(range(32))).public
ADDRESS = Address("9f2c1a04be", "11111111-2222-4333-8444-555555555555", 3, (5, 6))
KEY = HybridIdentity(bytes(range(9, 41))).reveal()
WRITTEN = letter.build(
    letter.Letter("de", "", "Lieber Finn,", "Pepper", "Ana", letter.ReadHint.ANY, (), KEY)
)
PASSPHRASE = WithPassphrase("Pepper der Hund", "wie der Hund heißt", work_factor=8)
LOCKS: list[InnerLock] = [None, PASSPHRASE, WithKeys((FINN.recipient, GITA.recipient))]


def sealed(lock: InnerLock) -> bytes:
    both = [ESTATE.recipient, ANA.recipient]
    return sealed_envelope(ADDRESS, WRITTEN, lock, owner=ANA, recipients=both)


def opened(file: bytes, identity: HybridIdentity = ESTATE) -> Envelope:
    return open_envelope(padding.unpad(age.decrypt_bytes(file, [identity])))


def fields(envelope: Envelope, **changes: object) -> bytes:
    return json.dumps({**json.loads(build(envelope)), **changes}).encode()


@pytest.mark.parametrize("lock", LOCKS)
def test_what_ana_sealed_is_signed_and_opens(lock: InnerLock) -> None:
    file = sealed(lock)
    for identity in (ESTATE, ANA):
        envelope = opened(file, identity)
        assert envelope.address == ADDRESS
        assert (envelope.signed, envelope.signer) == (Signed.OK, OWNER)
        verify(envelope, OWNER)
        typed = PASSPHRASE.typed
        assert unlock(envelope, identities=[FINN], passphrase=typed) == WRITTEN
    with pytest.raises(NotForThisKey):
        opened(file, FINN)


def test_without_an_inner_lock_the_content_is_the_letter() -> None:
    envelope = opened(sealed(None))
    assert (envelope.lock, envelope.hint, envelope.content) == (Lock.NONE, "", WRITTEN)
    assert letter.parse(unlock(envelope)).attachment_key == KEY


def test_under_a_passphrase_the_estate_reads_nothing() -> None:
    envelope = opened(sealed(PASSPHRASE))
    assert (envelope.lock, envelope.hint) == (Lock.PASSPHRASE, "wie der Hund heißt")
    assert b"Pepper" not in envelope.content
    for identities in ([], [ESTATE, ANA, FINN]):
        with pytest.raises(NotForThisKey):
            unlock(envelope, identities=identities)


@pytest.mark.parametrize("typed", ["", " ", "pepper der Hund", "Pepper der Hun", "PepperderHund"])
def test_a_wrong_passphrase_is_not_this_one_and_never_damage(typed: str) -> None:
    with pytest.raises(NotForThisKey):
        unlock(opened(sealed(PASSPHRASE)), passphrase=typed)


def test_under_keys_only_those_it_is_for_and_the_owner_read() -> None:
    envelope = opened(sealed(LOCKS[2]))
    assert envelope.lock == Lock.KEYS
    for identity in (FINN, GITA, ANA):
        assert unlock(envelope, identities=[identity]) == WRITTEN
    nobody: list[list[Identity]] = [[], [ESTATE]]
    for identities in nobody:
        with pytest.raises(NotForThisKey):
            unlock(envelope, identities=identities, passphrase="Pepper der Hund")


def test_a_letter_is_locked_to_somebody() -> None:
    with pytest.raises(RefusedRecipients):
        sealed(WithKeys(()))
    with pytest.raises(BadKey):
        sealed(WithPassphrase(" \u3000\n"))
    assert "Pepper" not in repr(PASSPHRASE)
    only_ana = opened(sealed(WithKeys((ANA.recipient,))))
    assert only_ana.content.count(b"-> mlkem768x25519") == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Pepper der Hund", "Pepper der Hund"),
        ("  Pepper\tder \u00a0\n Hund\u3000", "Pepper der Hund"),
        ("\u2028Pepper\u1680der\x85Hund\u2003", "Pepper der Hund"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\ufb01ne \uff11", "fine 1"),
        ("a\u200bb", "a\u200bb"),
        ("a\x1fb", "a\x1fb"),
        ("Groß", "Groß"),
    ],
)
def test_a_passphrase_is_what_was_meant_however_it_was_typed(typed: str, meant: str) -> None:
    assert passphrase_of(typed) == meant


def test_the_signature_is_over_the_lines_its_format_says() -> None:
    envelope = opened(sealed(PASSPHRASE))
    assert envelope.statement().decode() == (
        "until-then letter v1\nplan: 9f2c1a04be\n"
        "letter: 11111111-2222-4333-8444-555555555555\nversion: 3\nto: 5 6\nlock: passphrase\n"
        f"hint: {sha256('wie der Hund heißt'.encode()).hexdigest()}\n"
        f"content: {sha256(envelope.content).hexdigest()}\n"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"plan": "9f2c1a04bf"},
        {"letter": "11111111-2222-4333-8444-555555555556"},
        {"version": 4},
        {"to": [5]},
        {"to": [5, 6, 7]},
        {"hint": "wie der Hund heiße"},
        {"lock": "keys"},
        {"content": base64.b64encode(b"age-encryption.org/v1\nforged").decode()},
        {"signer": SigningKey.from_seed(bytes(32)).public},
        {"signer": ""},
        {"signer": "Ana"},
        {"signature": ""},
        {"signature": "Ana"},
    ],
)
def test_a_letter_changed_after_signing_opens_but_says_so(changes: dict[str, object]) -> None:
    envelope = opened(sealed(PASSPHRASE))
    forged = open_envelope(fields(envelope, **changes))
    assert forged.signed == Signed.WRONG
    with pytest.raises((NotSigned, NotWhatWasSigned)):
        verify(forged, OWNER)


def test_an_unsigned_letter_opens_but_says_so() -> None:
    bare = replace(opened(sealed(None)), signer="", signature="")
    again = open_envelope(build(bare))
    assert (again.signed, unlock(again)) == (Signed.UNSIGNED, WRITTEN)
    with pytest.raises(NotSigned):
        verify(again, OWNER)


def test_a_letter_signed_by_another_key_is_known_by_who_asks() -> None:
    both = [ESTATE.recipient, ANA.recipient]
    forged = opened(sealed_envelope(ADDRESS, WRITTEN, None, owner=GITA, recipients=both))
    assert forged.signed == Signed.OK
    assert forged.signer != OWNER
    with pytest.raises(SignedByAnother):
        verify(forged, OWNER)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_broken_file_shows_a_word(lock: InnerLock) -> None:
    file = sealed(lock)
    flips = range(0, len(file), max(1, len(file) // 150))
    flipped = [file[:at] + bytes([file[at] ^ 4]) + file[at + 1 :] for at in flips]
    cut = [file[:length] for length in (0, 10, 500, len(file) // 2, len(file) - 1)]
    for broken in (*flipped, *cut, file + b"\0", file + file):
        with pytest.raises((Damaged, NotForThisKey)):
            opened(broken)


def test_a_broken_inner_lock_shows_no_word_either() -> None:
    envelope = opened(sealed(LOCKS[2]))
    inside = envelope.content
    for broken in (inside[:-1], inside + b"\0", altered(inside, -9), inside[:300]):
        with pytest.raises(Damaged):
            unlock(replace(envelope, content=broken), identities=[FINN])


def test_a_lock_of_the_other_kind_is_not_for_this_key() -> None:
    under_keys = replace(opened(sealed(LOCKS[2])), lock=Lock.PASSPHRASE)
    with pytest.raises(NotForThisKey):
        unlock(under_keys, passphrase="Pepper der Hund")


def test_the_size_does_not_tell_how_long_a_letter_is() -> None:
    both = [ESTATE.recipient, ANA.recipient]
    for lock in LOCKS[1:]:
        sizes = {
            len(sealed_envelope(ADDRESS, b"x" * size, lock, owner=ANA, recipients=both))
            for size in (1, 100, 4000)
        }
        assert len(sizes) == 1


def test_a_field_of_a_later_writer_is_passed_over() -> None:
    envelope = opened(sealed(None))
    assert open_envelope(fields(envelope, mood="calm")) == envelope


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"1", b"{}", WRITTEN, b"\xef\xbb\xbf{}"])
def test_what_is_no_envelope_is_called_none(content: bytes) -> None:
    with pytest.raises(NotALetter):
        open_envelope(content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 2),
        ("v", True),
        ("plan", "9f2c\n"),
        ("plan", 5),
        ("letter", "7"),
        ("letter", "11111111-2222-4333-8444-55555555555A"),
        ("version", 0),
        ("version", "3"),
        ("version", 2**31),
        ("to", [-1]),
        ("to", 5),
        ("to", [6, 5]),
        ("to", [5, 5]),
        ("to", [0]),
        ("to", [True]),
        ("to", ["5"]),
        ("lock", "padlock"),
        ("lock", None),
        ("hint", 1),
        ("hint", "\ud800"),
        ("content", "!"),
        ("content", "AAA"),
        ("content", "AAF="),
        ("content", "AA==\n"),
        ("signer", None),
        ("signature", 1),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    with pytest.raises(UnreadableLetter) as caught:
        open_envelope(fields(opened(sealed(None)), **{field: value}))
    assert caught.value.field == field


def test_what_should_be_locked_and_is_not_is_no_letter() -> None:
    for lock in ("passphrase", "keys"):
        with pytest.raises(UnreadableLetter) as caught:
            open_envelope(fields(opened(sealed(None)), lock=lock))
        assert caught.value.field == "content"
