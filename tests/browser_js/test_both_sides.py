"""What one side seals the other opens: browser and Python agree on every byte they share."""

import base64
import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_js.letters import ANA, ESTATE, STRANGER, WRITTEN, opened_text, sealed_text
from untilthen.sealing import age, padding
from untilthen.sealing.door import door_identity
from untilthen.sealing.errors import NotForThisKey
from untilthen.sealing.scrypt import PassphraseIdentity, PassphraseRecipient

SEAL_TEXT = """async ([text, recipients]) =>
  outcome(async () => modules.toBase64(await modules.sealText(text, recipients)))"""
OPEN_TEXT = """async ([sealed, key]) =>
  outcome(() => modules.openText(modules.fromBase64(sealed), key))"""
SEAL_FILE = """async ([content, recipients]) => {
  const sealed = await modules.sealFile(new Blob([modules.fromBase64(content)]), recipients);
  const bytes = new Uint8Array(await new Response(sealed.stream).arrayBuffer());
  return [modules.toBase64(bytes), sealed.size, sealed.contentHash()];
}"""


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def sealed_in_browser(page: Page, text: dict[str, Any]) -> bytes:
    names = [str(ESTATE.recipient), str(ANA.recipient)]
    return base64.b64decode(page.evaluate(SEAL_TEXT, [text, names])["value"])


def test_a_letter_sealed_in_the_browser_opens_in_python_for_estate_and_owner(modules: Page) -> None:
    sealed = sealed_in_browser(modules, WRITTEN)
    for identity in (ESTATE, ANA):
        assert opened_text(sealed, identity).body == WRITTEN["body"]
    with pytest.raises(NotForThisKey):
        opened_text(sealed, STRANGER)


def test_a_letter_sealed_in_python_opens_in_the_browser(modules: Page) -> None:
    sealed = base64_of(sealed_text(WRITTEN, ESTATE.recipient, ANA.recipient))
    for identity in (ESTATE, ANA):
        assert modules.evaluate(OPEN_TEXT, [sealed, identity.reveal()]) == {"value": WRITTEN}
    assert modules.evaluate(OPEN_TEXT, [sealed, STRANGER.reveal()]) == {"kind": "not_for_this_key"}


def test_letters_of_different_lengths_look_alike(modules: Page) -> None:
    long = WRITTEN | {"body": "x" * 3000}
    assert len(sealed_in_browser(modules, WRITTEN)) == len(sealed_in_browser(modules, long))


@pytest.mark.parametrize("size", [0, 1, 4088, 4089, 65_536, 1_000_000])
def test_files_are_padded_alike_on_both_sides(modules: Page, size: int) -> None:
    content = bytes(i % 251 for i in range(size))
    names = [str(ESTATE.recipient), str(ANA.recipient)]
    sealed, stated, _ = modules.evaluate(SEAL_FILE, [base64_of(content), names])
    assert len(base64.b64decode(sealed)) == stated
    framed = age.decrypt_bytes(base64.b64decode(sealed), [ANA])
    assert len(framed) == padding.attachment_size(size)
    assert padding.unpad(framed) == content
    assert modules.evaluate("size => modules.textTotal(size)", size) == padding.text_size(size)


def test_only_strong_recipients_are_sealed_to(modules: Page) -> None:
    weak = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    for names in ([str(ANA.recipient), weak], [weak], [], [str(ANA.recipient)] * 2, ["age1pq1x"]):
        assert modules.evaluate(SEAL_TEXT, [WRITTEN, names]) == {"kind": "bad_key"}


def test_both_sides_make_the_same_door(modules: Page) -> None:
    made = modules.evaluate("([token, id]) => modules.doorIdentity(token, id)", ["a-token", "17"])
    assert made == door_identity("a-token", "17").reveal()


def test_the_recipient_of_a_seed_is_the_same_on_both_sides(modules: Page) -> None:
    made = modules.evaluate("identity => modules.recipientOf(identity)", ANA.reveal())
    assert made == str(ANA.recipient)


def test_a_key_locked_with_words_opens_on_the_other_side(modules: Page) -> None:
    words = "academic acid acne acquire acrobat activity"
    lock = "([key, words]) => modules.lockWithWords(key, words.split(' '))"
    locked = modules.evaluate(lock, [ANA.reveal(), words])
    opened = age.decrypt_bytes(locked.encode("ascii"), [PassphraseIdentity(words)])
    assert opened.decode("ascii") == ANA.reveal()
    assert "-> scrypt " in base64.b64decode("".join(locked.splitlines()[1:-1])).decode("latin-1")

    ours = age.encrypt_bytes(ANA.reveal().encode(), [PassphraseRecipient(words)], armored=True)
    unlock = "([file, words]) => outcome(() => modules.openWithWords(file, words.split(' ')))"
    again = modules.evaluate(unlock, [ours.decode("ascii"), words])
    assert again == {"value": ANA.reveal()}
    other = modules.evaluate(unlock, [ours.decode("ascii"), words.replace("acid", "acne")])
    assert other == {"kind": "not_for_this_key"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{}", "damaged"),
        (b"[]", "damaged"),
        (b"\xff", "damaged"),
        (json.dumps(WRITTEN | {"v": 2}).encode(), "newer"),
        (json.dumps(WRITTEN | {"body": 7}).encode(), "damaged"),
        (json.dumps(WRITTEN | {"attachments": [{"file": "a"}]}).encode(), "damaged"),
    ],
)
def test_what_is_no_letter_is_not_shown(modules: Page, content: bytes, kind: str) -> None:
    sealed = age.encrypt_bytes(padding.pad_text(content), [ANA.recipient])
    assert modules.evaluate(OPEN_TEXT, [base64_of(sealed), ANA.reveal()]) == {"kind": kind}


def test_a_broken_frame_is_damage(modules: Page) -> None:
    whole = padding.pad_text(json.dumps(WRITTEN).encode())
    too_long = (5000).to_bytes(8, "big") + whole[8:]
    for frame in (b"", whole[:7], too_long, whole[:-1] + b"x", b"\xff" * 8 + whole[8:]):
        sealed = age.encrypt_bytes(frame, [ANA.recipient])
        got = modules.evaluate(OPEN_TEXT, [base64_of(sealed), ANA.reveal()])
        assert got == {"kind": "damaged"}
