"""Fingerprints: six words that are the same for everybody, and of the key alone."""

from hashlib import sha256

import pytest

from untilthen.sealing.errors import BadKey
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.passphrase import words
from untilthen.sealing.sign import SigningKey

SIGNER = SigningKey.from_seed(bytes(range(32))).public


def test_a_fingerprint_is_the_words_its_format_says(ana: HybridIdentity) -> None:
    for key in (SIGNER, str(ana.recipient)):
        digest = sha256(f"until-then fingerprint v1:{key}".encode()).digest()
        numbers = [int.from_bytes(digest[at : at + 2], "big") % 1024 for at in range(0, 12, 2)]
        assert fingerprint(key) == " ".join(words()[number] for number in numbers)


def test_every_reader_ever_sees_the_same_words() -> None:
    assert fingerprint(SIGNER) == "strategy become explain penalty location echo"


def test_another_key_has_other_words(ana: HybridIdentity, stranger: HybridIdentity) -> None:
    assert fingerprint(str(ana.recipient)) != fingerprint(str(stranger.recipient))


def test_a_comment_or_a_secret_has_no_fingerprint(ana: HybridIdentity) -> None:
    for text in ("", f"{SIGNER} ana@desk", f"{SIGNER}\n", ana.reveal(), "age1pq1short"):
        with pytest.raises(BadKey):
            fingerprint(text)
