"""Passphrases: they open, they are refused when wrong, and no file may stall the machine."""

import re

import pytest

from untilthen.sealing import age
from untilthen.sealing.errors import BadKey, Damaged, NotForThisKey, RefusedRecipients, TooCostly
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.scrypt import PassphraseIdentity, PassphraseRecipient


def test_the_passphrase_opens_and_another_does_not() -> None:
    sealed = age.encrypt_bytes(b"key", [PassphraseRecipient("harbor", work_factor=10)])
    assert age.decrypt_bytes(sealed, [PassphraseIdentity("harbor")]) == b"key"
    with pytest.raises(NotForThisKey):
        age.decrypt_bytes(sealed, [PassphraseIdentity("harbour")])


def test_the_usual_cost_is_two_to_the_eighteenth() -> None:
    sealed = age.encrypt_bytes(b"key", [PassphraseRecipient("harbor")])
    assert re.search(rb"\n-> scrypt \S{22} 18\n", sealed)


@pytest.mark.parametrize("work_factor", [21, 30, 64])
def test_a_file_that_asks_too_much_work_is_refused_before_any_is_done(work_factor: int) -> None:
    sealed = age.encrypt_bytes(b"key", [PassphraseRecipient("harbor", work_factor=10)])
    costly = re.sub(rb"(-> scrypt \S+ )10\n", rb"\g<1>%d\n" % work_factor, sealed)
    with pytest.raises(TooCostly) as caught:
        age.decrypt_bytes(costly, [PassphraseIdentity("harbor")])
    assert (caught.value.work_factor, caught.value.limit) == (work_factor, 20)


def test_a_caller_may_set_a_lower_limit() -> None:
    sealed = age.encrypt_bytes(b"key", [PassphraseRecipient("harbor", work_factor=11)])
    with pytest.raises(TooCostly):
        age.decrypt_bytes(sealed, [PassphraseIdentity("harbor", limit=10)])


def test_a_passphrase_among_other_ways_in_is_refused_on_both_sides(ana: HybridIdentity) -> None:
    passphrase = PassphraseRecipient("harbor", work_factor=1)
    with pytest.raises(RefusedRecipients):
        age.encrypt_bytes(b"key", [passphrase, ana.recipient])
    doubled = re.sub(
        rb"(-> scrypt [^-]+)", rb"\1\1", age.encrypt_bytes(b"key", [passphrase]), count=1
    )
    with pytest.raises(Damaged, match="alone"):
        age.decrypt_bytes(doubled, [PassphraseIdentity("harbor")])


def test_no_passphrase_is_empty_and_no_cost_is_beyond_what_we_open() -> None:
    with pytest.raises(BadKey):
        PassphraseRecipient("")
    with pytest.raises(TooCostly):
        PassphraseRecipient("harbor", work_factor=21)
