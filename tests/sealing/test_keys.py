"""Keys: read, printed, never shown by accident, and refused when a character is wrong."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from untilthen.sealing import bech32, keys
from untilthen.sealing.errors import BadKey, RefusedRecipients
from untilthen.sealing.hybrid import HybridIdentity, HybridRecipient
from untilthen.sealing.recipients import Recipient, check_together
from untilthen.sealing.scrypt import PassphraseRecipient
from untilthen.sealing.x25519 import X25519Identity, X25519Recipient


def test_a_key_read_back_from_its_text_is_the_same_key(ana: HybridIdentity) -> None:
    text = ana.reveal()
    assert text.startswith("AGE-SECRET-KEY-PQ-1")
    assert len(text) == 77
    again = keys.parse_identity(f"  {text}\n")
    assert isinstance(again, HybridIdentity)
    assert again.reveal_seed() == ana.reveal_seed()
    assert again.recipient == ana.recipient
    assert len(str(ana.recipient)) == 1959
    assert keys.parse_recipient(str(ana.recipient)) == ana.recipient


def test_a_classic_key_is_read_and_printed_too() -> None:
    text = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
    identity = keys.parse_identity(text)
    assert isinstance(identity, X25519Identity)
    assert identity.reveal() == text
    assert keys.parse_recipient(str(identity.recipient)) == identity.recipient


def test_a_secret_never_shows_by_accident(ana: HybridIdentity) -> None:
    classic = X25519Identity(bytes(range(32)))
    for identity in (ana, classic):
        secret = identity.reveal()[20:40].lower()
        for shown in (repr(identity), str(identity), f"{identity}", repr([identity])):
            assert secret not in shown.lower()
    assert "six words" not in repr(PassphraseRecipient("six words"))
    with pytest.raises(TypeError):
        pickle.dumps(ana)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text[:-1], "checksum"),
        (lambda text: text[:30] + ("Q" if text[30] != "Q" else "P") + text[31:], "checksum"),
        (lambda text: text[:30] + "b" + text[31:], "mixed"),
        (lambda text: text[:30] + "B" + text[31:], "no key has"),
        (lambda text: text.lower(), "capital letters"),
        (lambda _: "", "begin"),
        (lambda _: "AGE-SECRET-KEY-PQ-1", "checksum"),
        (lambda _: bech32.encode("age-secret-key-pq-", bytes(31)).upper(), "length"),
        (lambda _: bech32.encode("age-secret-key-", bytes(33)).upper(), "length"),
        (lambda _: bech32.encode("other-", bytes(32)).upper(), "not a secret key"),
    ],
)
def test_a_key_with_a_slip_is_refused_with_the_reason(
    ana: HybridIdentity, change: Callable[[str], str], reason: str
) -> None:
    with pytest.raises(BadKey, match=reason):
        keys.parse_identity(change(ana.reveal()))


@pytest.mark.parametrize(
    "text",
    [
        bech32.encode("age1pq", bytes(1215)),
        bech32.encode("age1pq", b"\xff" * 1216),
        bech32.encode("age", bytes(31)),
        bech32.encode("age", bytes(32)).upper(),
        bech32.encode("other", bytes(32)),
    ],
)
def test_a_recipient_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        keys.parse_recipient(text)


def test_a_recipient_that_gives_everyone_the_same_secret_is_refused() -> None:
    with pytest.raises(BadKey, match="same secret"):
        X25519Recipient(bytes(32)).wrap(bytes(16))


def test_a_key_file_may_hold_remarks_and_several_keys(ana: HybridIdentity) -> None:
    text = f"# made 2027-03-01\n\n{ana.reveal()}\r\n{X25519Identity(bytes(32)).reveal()}\n"
    assert [type(identity) for identity in keys.read_identities(text)] == [
        HybridIdentity,
        X25519Identity,
    ]
    with pytest.raises(BadKey, match="no key"):
        keys.read_identities("# nothing here\n")


def test_only_recipients_of_one_strength_share_a_file(
    ana: HybridIdentity, estate: HybridIdentity
) -> None:
    classic = X25519Identity(bytes(range(32))).recipient
    passphrase = PassphraseRecipient("a", work_factor=1)
    check_together([ana.recipient, estate.recipient])
    check_together([classic, classic])
    check_together([passphrase])
    mixtures: list[list[Recipient]] = [
        [],
        [ana.recipient, classic],
        [classic, ana.recipient],
        [passphrase, ana.recipient],
        [passphrase, classic],
        [passphrase, passphrase],
    ]
    for refused in mixtures:
        with pytest.raises(RefusedRecipients):
            check_together(refused)


@given(prefix=st.text("abcxyz0123456789-", min_size=1), data=st.binary(max_size=200))
def test_any_bytes_come_back_from_bech32(prefix: str, data: bytes) -> None:
    assert bech32.decode(bech32.encode(prefix, data)) == (prefix, data)
    assert bech32.decode(bech32.encode(prefix, data).upper()) == (prefix, data)


@given(
    data=st.binary(min_size=1, max_size=40), place=st.integers(0, 10**6), step=st.integers(1, 31)
)
def test_one_wrong_character_is_always_found(data: bytes, place: int, step: int) -> None:
    text = bech32.encode("age", data)
    at = 4 + place % (len(text) - 4)
    wrong = bech32.ALPHABET[(bech32.ALPHABET.index(text[at]) + step) % 32]
    with pytest.raises(BadKey):
        bech32.decode(text[:at] + wrong + text[at + 1 :])


@pytest.mark.parametrize("text", ["age1q9n9svku", "age1qyq3l7zdt"])
def test_bytes_have_one_spelling_only(text: str) -> None:
    assert bech32.decode("age1qywnyetw") == ("age", b"\x01")
    with pytest.raises(BadKey, match="left over"):
        bech32.decode(text)


def test_recipients_compare_by_their_key(ana: HybridIdentity, estate: HybridIdentity) -> None:
    same = keys.parse_recipient(str(ana.recipient))
    assert isinstance(same, HybridRecipient)
    assert len({ana.recipient, same, estate.recipient}) == 2
