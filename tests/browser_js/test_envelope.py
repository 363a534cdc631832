"""Letters with an inner lock: what one side locks and signs, the other opens and believes."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.altered import altered
from tests.browser_js.letters import ANA, ESTATE, WRITTEN
from untilthen.sealing import age, envelope, padding
from untilthen.sealing.envelope import Address, Envelope, Signed, open_envelope
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import (
    InnerLock,
    Lock,
    WithKeys,
    WithPassphrase,
    passphrase_of,
)
from untilthen.sealing.sign import SigningKey

FINN = HybridIdentity(bytes(range(96, 128)))
FILES = HybridIdentity(bytes(range(128, 160)))
OWNER = SigningKey.from_owner_seed(ANA.reveal_seed()).public
UUID = "11111111-2222-4333-8444-555555555555"
ADDRESS = Address("9f2c1a04be", UUID, 3, (5, 6))
TYPED = "  Pepper der\u00a0Zoe\u0308 "
TEXT = WRITTEN | {"attachment_key": FILES.reveal()}
LETTER = json.dumps(TEXT).encode()
BOTH = (ESTATE.recipient, ANA.recipient)
NAMES = [str(recipient) for recipient in BOTH]
LOCKS: dict[str, InnerLock] = {
    "none": None,
    "passphrase": WithPassphrase(TYPED, "der Hund", work_factor=10),
    "keys": WithKeys((FINN.recipient,)),
}
BY: dict[str, dict[str, str]] = {
    "none": {},
    "passphrase": {"passphrase": TYPED.strip()},
    "keys": {"identity": FINN.reveal()},
}
SEAL = """(draft) =>
  outcome(async () => modules.toBase64(await modules.sealEnvelope(draft)))"""
OPEN = """([sealed, key, by]) => outcome(async () => {
  const { fromBase64, openEnvelope, unlockEnvelope } = modules;
  const envelope = await openEnvelope(fromBase64(sealed), key);
  const { content, ...said } = envelope;
  return by === null ? said : { said, text: await unlockEnvelope(envelope, by) };
})"""


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def sealed(lock: str) -> bytes:
    return envelope.sealed_envelope(ADDRESS, LETTER, LOCKS[lock], owner=ANA, recipients=BOTH)


def draft(lock: str) -> dict[str, Any]:
    """Return what a page gives to be sealed."""
    which = {"plan": "9f2c1a04be", "letter": UUID, "version": 3, "to": [6, 5], "lock": lock}
    ways = {"hint": "der Hund", "passphrase": TYPED, "keys": [str(FINN.recipient)]}
    outer = {"recipients": NAMES, "ownerIdentity": ANA.reveal()}
    return {**which, **ways, **outer, "text": TEXT}


def opened(file: bytes) -> Envelope:
    return open_envelope(padding.unpad(age.decrypt_bytes(file, [ESTATE])))


def in_seal(content: Envelope | bytes) -> str:
    """Return an envelope as it is, sealed by somebody who knows only the public keys."""
    inside = envelope.build(content) if isinstance(content, Envelope) else content
    return base64_of(age.encrypt_bytes(padding.pad_text(inside), BOTH))


@pytest.mark.parametrize("lock", LOCKS)
def test_what_python_sealed_the_browser_opens_and_believes(modules: Page, lock: str) -> None:
    file = base64_of(sealed(lock))
    for key in (ESTATE, ANA):
        got = modules.evaluate(OPEN, [file, key.reveal(), BY[lock]])["value"]
        assert got["text"] == TEXT
        assert got["said"] == {
            "plan": "9f2c1a04be",
            "letter": UUID,
            "version": 3,
            "to": [5, 6],
            "lock": lock,
            "hint": "der Hund" if lock == "passphrase" else "",
            "signer": OWNER,
            "signed": "ok",
        }
    got = modules.evaluate(OPEN, [file, FINN.reveal(), BY[lock]])
    assert got == {"kind": "not_for_this_key"}


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_browser_sealed_python_opens_and_believes(modules: Page, lock: str) -> None:
    file = base64.b64decode(modules.evaluate(SEAL, draft(lock))["value"])
    found = opened(file)
    assert (found.address, found.lock, found.signed) == (ADDRESS, Lock(lock), Signed.OK)
    assert found.hint == ("der Hund" if lock == "passphrase" else "")
    envelope.verify(found, OWNER)
    ways = {"passphrase": "Pepper der Zo\u00eb"} if lock == "passphrase" else {}
    for reader in (FINN, ANA):  # the owner rereads what is locked to somebody's key
        content = envelope.unlock(found, identities=[reader], **ways)
        assert json.loads(content) == TEXT


def test_a_wrong_passphrase_or_key_is_not_this_one_and_never_damage(modules: Page) -> None:
    file = base64_of(sealed("passphrase"))
    for by in ({"passphrase": "pepper der Zoë"}, {"passphrase": " "}, {"identity": FINN.reveal()}):
        got = modules.evaluate(OPEN, [file, ESTATE.reveal(), by])
        assert got == {"kind": "not_for_this_key"}
    for by in ({"passphrase": TYPED}, {"identity": ESTATE.reveal()}, {}):
        got = modules.evaluate(OPEN, [base64_of(sealed("keys")), ESTATE.reveal(), by])
        assert got == {"kind": "not_for_this_key"}


def test_a_letter_is_locked_to_somebody(modules: Page) -> None:
    nobody: list[dict[str, object]] = [
        {"lock": "passphrase", "passphrase": " \u3000"},
        {"lock": "keys", "keys": []},
        {
            "lock": "keys",
            "keys": ["age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"],
        },
        {"lock": "padlock"},
        {"ownerIdentity": "AGE-SECRET-KEY-1QQQQ"},
    ]
    for changes in nobody:
        assert modules.evaluate(SEAL, draft("none") | changes) == {"kind": "bad_key"}
    nowhere: list[dict[str, object]] = [
        {"letter": "7"},
        {"plan": "x\ny"},
        {"to": [0]},
        {"version": 0},
    ]
    for changes in nowhere:
        assert modules.evaluate(SEAL, draft("none") | changes) == {"kind": "damaged"}


@pytest.mark.parametrize(
    "typed",
    [
        "Pepper",
        " a\tb\r\nc ",
        "a\u00a0\u2003b",
        "\u2028a\u1680b\x85",
        "Zoe\u0308",
        "\ufb01",
        "a\x1fb",
    ],
)
def test_a_passphrase_means_the_same_on_both_sides(modules: Page, typed: str) -> None:
    got = modules.evaluate("typed => modules.passphraseOf(typed)", typed)
    assert got == passphrase_of(typed)


def test_an_unsigned_or_wrongly_signed_letter_opens_but_says_so(modules: Page) -> None:
    whole = opened(sealed("none"))
    other = SigningKey.from_seed(bytes(32))
    by_other = other.sign(whole.statement(), envelope.NAMESPACE)
    for changed, says in (
        (whole, "ok"),
        (replace(whole, signer="", signature=""), "unsigned"),
        (replace(whole, signature=""), "wrong"),
        (replace(whole, signer=""), "wrong"),
        (replace(whole, signer=other.public), "wrong"),
        (replace(whole, signature=by_other), "wrong"),
        (replace(whole, signature="Ana"), "wrong"),
        (replace(whole, hint="der Hund"), "wrong"),
        (replace(whole, address=replace(ADDRESS, to=(5,))), "wrong"),
        (replace(whole, content=whole.content + b" "), "wrong"),
        (replace(whole, signer=other.public, signature=by_other), "ok"),
    ):
        assert changed.signed == says
        got = modules.evaluate(OPEN, [in_seal(changed), ANA.reveal(), {}])["value"]
        assert (got["said"]["signed"], got["said"]["signer"]) == (says, changed.signer)
        assert got["text"] == TEXT


@pytest.mark.parametrize("lock", LOCKS)
def test_no_broken_file_shows_a_word(modules: Page, lock: str) -> None:
    file = sealed(lock)
    flips = [file[:at] + bytes([file[at] ^ 4]) + file[at + 1 :] for at in range(0, len(file), 400)]
    for broken in (*flips, file[:-1], file[: len(file) // 2], b"", file + b"\0", file + file):
        got = modules.evaluate(OPEN, [base64_of(broken), ANA.reveal(), None])
        assert got in ({"kind": "damaged"}, {"kind": "not_for_this_key"})


def test_a_broken_inner_lock_shows_no_word_either(modules: Page) -> None:
    whole = opened(sealed("keys"))
    inside = whole.content
    for broken in (inside[:-1], inside + b"\0", altered(inside, -9), inside[:300]):
        spoiled = in_seal(replace(whole, content=broken))
        got = modules.evaluate(OPEN, [spoiled, ANA.reveal(), BY["keys"]])
        assert got == {"kind": "damaged"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("plan", "9f2c\n"),
        ("letter", "7"),
        ("version", 0),
        ("version", 1.5),
        ("to", [-1]),
        ("to", [6, 5]),
        ("to", ["5"]),
        ("lock", "padlock"),
        ("lock", "keys"),
        ("hint", "\ud800"),
        ("hint", None),
        ("content", "AAF="),
        ("content", "AA==\n"),
        ("content", None),
        ("signer", None),
        ("signature", 1),
        ("v", 0),
    ],
)
def test_a_wrong_field_is_damage(modules: Page, field: str, value: object) -> None:
    fields = json.loads(envelope.build(opened(sealed("none")))) | {field: value}
    spoiled = in_seal(json.dumps(fields).encode())
    got = modules.evaluate(OPEN, [spoiled, ANA.reveal(), None])
    assert got == {"kind": "damaged"}


def test_what_is_no_envelope_or_a_later_one_says_so(modules: Page) -> None:
    later = in_seal(b'{"v": 2}')
    assert modules.evaluate(OPEN, [later, ANA.reveal(), None]) == {"kind": "newer"}
    without = in_seal(LETTER)  # a letter with no envelope around it
    marked = in_seal(b"\xef\xbb\xbf" + envelope.build(opened(sealed("none"))))
    for content in (without, marked, in_seal(b"[]"), in_seal(b"")):
        assert modules.evaluate(OPEN, [content, ANA.reveal(), None]) == {"kind": "damaged"}


def test_the_key_of_the_files_is_checked_like_every_field(modules: Page) -> None:
    for key in ("", None, "AGE-SECRET-KEY-1QQQ"):
        text = json.dumps(TEXT | {"attachment_key": key}).encode()
        whole = envelope.sealed_envelope(ADDRESS, text, None, owner=ANA, recipients=BOTH)
        got = modules.evaluate(OPEN, [base64_of(whole), ANA.reveal(), {}])
        assert got == {"kind": "damaged"}
