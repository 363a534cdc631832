"""Another implementation of age agrees: what it seals we open, what we seal it opens."""

import pyrage
import pytest

from untilthen.sealing import age, keys
from untilthen.sealing.scrypt import PassphraseIdentity, PassphraseRecipient

SIZES = [0, 1, 65536, 200_000]


@pytest.mark.parametrize("size", SIZES)
def test_classic_keys_agree_both_ways(size: int) -> None:
    theirs = pyrage.x25519.Identity.generate()
    ours = keys.parse_identity(str(theirs))
    assert str(ours.recipient) == str(theirs.to_public())
    content = bytes(size)
    assert age.decrypt_bytes(pyrage.encrypt(content, [theirs.to_public()]), [ours]) == content
    assert pyrage.decrypt(age.encrypt_bytes(content, [ours.recipient]), [theirs]) == content


def test_several_recipients_and_armor_agree() -> None:
    theirs = [pyrage.x25519.Identity.generate() for _ in range(3)]
    ours = [keys.parse_identity(str(identity)) for identity in theirs]
    sealed = pyrage.encrypt(b"dear", [identity.to_public() for identity in theirs], armored=True)
    for identity in ours:
        assert age.decrypt_bytes(sealed, [identity]) == b"dear"
    armored = age.encrypt_bytes(b"x" * 100, [i.recipient for i in ours], armored=True)
    for identity in theirs:
        assert pyrage.decrypt(armored, [identity]) == b"x" * 100


def test_passphrases_agree_both_ways() -> None:
    sealed = pyrage.passphrase.encrypt(b"key", "harbor")
    assert age.decrypt_bytes(sealed, [PassphraseIdentity("harbor")]) == b"key"
    ours = age.encrypt_bytes(b"key", [PassphraseRecipient("härbor", work_factor=12)])
    assert pyrage.passphrase.decrypt(ours, "härbor") == b"key"
