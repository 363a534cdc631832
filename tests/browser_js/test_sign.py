"""Signatures, proofs, fingerprints and manifests: the browser makes and reads the same bytes."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser_js.letters import ANA, ESTATE, STRANGER
from untilthen.sealing import manifest, proof, sign, statement
from untilthen.sealing.errors import UnreadableManifest, UnreadableStatement
from untilthen.sealing.fingerprint import fingerprint
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.sign import SigningKey

NAMESPACE = "until-then-letter"
MESSAGE = "Lieber Finn, der Kaffee steht auf dem Flur.\n"
KEY = SigningKey.from_owner_seed(ANA.reveal_seed())
WORDS = "academic acid acne acquire acrobat activity"
BEN = proof.part_key(WORDS)
UNTIL = datetime(2027, 3, 1, 9, 10, tzinfo=UTC)
HEAD = ("https://until.example", "9f2c1a04be", 2, 1)
DRILL = statement.DrillStatement(*HEAD, bytes(range(200, 232)), UNTIL)
SURE = statement.SureStatement(*HEAD, 3, str(ESTATE.recipient), bytes(range(32)), UNTIL)

SIGN = """([message, namespace, identity]) => {
  const { sign, signingKeyOf, utf8 } = modules;
  return sign(utf8(message), namespace, signingKeyOf(identity));
}"""
VERIFY = """([message, signature, namespace]) =>
  outcome(() => modules.verify(modules.utf8(message), signature, namespace))"""
PART = "words => outcome(() => modules.partKeyOf(words).public)"
PROVE = """([words, statement]) =>
  outcome(() => modules.partKeyOf(words).sign(modules.fromBase64(statement)))"""
CHECK = """([key, statement, signature]) =>
  outcome(() => modules.checkProof(key, modules.fromBase64(statement), signature))"""
REWRITE = """(statement) => outcome(() => {
  const { fromBase64, lineOf, parseStatement, statementIn, statementOf, toBase64 } = modules;
  const said = parseStatement(fromBase64(statement));
  return [said, toBase64(statementOf(said)), lineOf(statementIn(lineOf(fromBase64(statement))))];
})"""
MANIFEST = """(content) => outcome(() => {
  const { buildManifest, fromBase64, parseManifest, toBase64 } = modules;
  return toBase64(buildManifest(parseManifest(fromBase64(content))));
})"""
FINGERPRINT = "key => outcome(() => modules.fingerprintOf(key))"


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


@pytest.mark.parametrize("message", ["", "x", MESSAGE, "Für Finn 🐕 " * 20_000])
def test_both_sides_sign_alike_and_believe_each_other(modules: Page, message: str) -> None:
    ours = KEY.sign(message.encode(), NAMESPACE)
    assert modules.evaluate(SIGN, [message, NAMESPACE, ANA.reveal()]) == ours
    assert modules.evaluate(VERIFY, [message, ours, NAMESPACE]) == {"value": KEY.public}


def test_what_was_changed_after_signing_is_noticed(modules: Page) -> None:
    ours = KEY.sign(MESSAGE.encode(), NAMESPACE)
    changed = {"kind": "not_what_was_signed"}
    assert modules.evaluate(VERIFY, [MESSAGE + " ", ours, NAMESPACE]) == changed
    assert modules.evaluate(VERIFY, [MESSAGE, ours, manifest.NAMESPACE]) == changed
    for spoiled in ("", "Ana", ours[:-40], ours + "more", ours.replace("U1NI", "U1NJ")):
        got = modules.evaluate(VERIFY, [MESSAGE, spoiled, NAMESPACE])
        assert got == {"kind": "not_signed"}
    with_returns = ours.replace("\n", "\r\n")
    assert modules.evaluate(VERIFY, [MESSAGE, with_returns, NAMESPACE]) == {"value": KEY.public}


def test_what_follows_a_signature_is_noticed(modules: Page) -> None:
    lines = KEY.sign(MESSAGE.encode(), NAMESPACE).splitlines()
    blob = base64.b64decode("".join(lines[1:-1]))
    for longer in (blob + b"\0", blob[:-1]):
        text = "\n".join([lines[0], base64_of(longer), lines[-1]])
        assert modules.evaluate(VERIFY, [MESSAGE, text, NAMESPACE]) == {"kind": "not_signed"}


def test_a_key_that_fits_everything_fits_nothing(modules: Page) -> None:
    key = b"\x01" + bytes(31)  # the neutral point: its "signature" would hold for any text
    said = [base64_of(key), base64_of(DRILL.to_bytes()), base64_of(key + bytes(32))]
    assert modules.evaluate(CHECK, said) == {"kind": "not_what_was_signed"}


def test_no_flipped_bit_passes_as_the_owners(modules: Page) -> None:
    flips = """([message, signature, namespace, owner]) => {
      const { fromBase64, toBase64, utf8, verify } = modules;
      const lines = signature.trim().split("\\n");
      const blob = fromBase64(lines.slice(1, -1).join(""));
      let refused = 0;
      for (let bit = 0; bit < blob.length * 8; bit += 5) {
        const flipped = blob.slice();
        flipped[bit >> 3] ^= 1 << (bit & 7);
        const text = [lines[0], toBase64(flipped), lines.at(-1), ""].join("\\n");
        try {
          if (verify(utf8(message), text, namespace) !== owner) refused++;
        } catch (error) {
          if (["not_signed", "not_what_was_signed"].includes(error.kind)) refused++;
        }
      }
      return refused === Math.ceil(blob.length * 8 / 5);
    }"""
    ours = KEY.sign(MESSAGE.encode(), NAMESPACE)
    assert modules.evaluate(flips, [MESSAGE, ours, NAMESPACE, KEY.public]) is True


def test_both_sides_read_the_same_six_words_of_a_key(modules: Page) -> None:
    for key in (KEY.public, str(ANA.recipient), str(STRANGER.recipient)):
        assert modules.evaluate(FINGERPRINT, key) == {"value": fingerprint(key)}
    for text in (f"{KEY.public} ana", ANA.reveal(), "", f"{KEY.public}\n"):
        assert modules.evaluate(FINGERPRINT, text) == {"kind": "bad_key"}


def test_the_same_words_grow_the_same_part_key(modules: Page) -> None:
    for typed in (WORDS, f"  {WORDS.upper()}\n", WORDS.replace(" ", "\n  ")):
        assert modules.evaluate(PART, typed) == {"value": BEN.public}
    for nothing in ("", " ", "größe"):
        assert modules.evaluate(PART, nothing) == {"kind": "bad_key"}


@pytest.mark.parametrize("said", [DRILL, SURE])
def test_statements_and_proofs_are_the_same_bytes(
    modules: Page, said: statement.DrillStatement | statement.SureStatement
) -> None:
    content = said.to_bytes()
    signature = BEN.sign(content)
    assert modules.evaluate(PROVE, [WORDS, base64_of(content)]) == {"value": signature}
    read, written, line = modules.evaluate(REWRITE, base64_of(content))["value"]
    assert base64.b64decode(written) == content
    assert line == statement.to_line(content)
    assert (read["set"], read["person"], read.get("vigil")) == (2, 1, getattr(said, "vigil", None))
    checked = modules.evaluate(CHECK, [BEN.public, base64_of(content), signature])
    assert checked == {"value": read}


def test_a_proof_of_another_part_or_for_another_day_does_not_count(modules: Page) -> None:
    content, signature = base64_of(DRILL.to_bytes()), BEN.sign(DRILL.to_bytes())
    chidi = proof.part_key("actress adapt adequate").public
    later = base64_of(DRILL.to_bytes().replace(b"2027", b"2028"))
    for key, said in (
        (chidi, content),
        (BEN.public, later),
        (BEN.public, base64_of(SURE.to_bytes())),
    ):
        assert modules.evaluate(CHECK, [key, said, signature]) == {"kind": "not_what_was_signed"}
    assert modules.evaluate(CHECK, [BEN.public, content, "AAAA"]) == {"kind": "not_signed"}
    assert modules.evaluate(CHECK, ["AAAA", content, signature]) == {"kind": "bad_key"}


def test_ben_signs_nothing_that_is_not_quite_a_statement(modules: Page) -> None:
    drill, sure = DRILL.to_bytes(), SURE.to_bytes()
    for content in (
        b"",
        b"I am sure",
        drill.replace(b"drill", b"sure"),
        sure.replace(b"sure", b"drill"),
        drill.replace(b"set: 2", b"set: 02"),
        drill.replace(b"https", b"ftp"),
        drill.replace(b"person: 1", b"person: 1 "),
        drill.replace(b"03-01", b"02-30"),
        drill.replace(b"00Z\n", b"00Z"),
        drill + b"\n",
        b"\xef\xbb\xbf" + drill,
        sure.replace(b"age1pq1", b"age1pq"),
    ):
        with pytest.raises(UnreadableStatement):
            statement.parse(content)
        assert modules.evaluate(PROVE, [WORDS, base64_of(content)]) == {"kind": "damaged"}


def plan() -> manifest.Manifest:
    """Return Ana's plan as she signs it."""
    uuid = "11111111-2222-4333-8444-555555555555"
    name = manifest.name_hash(ANA.reveal_seed(), "Ben Böhm")
    finn = manifest.name_hash(ANA.reveal_seed(), "Finn")
    return manifest.Manifest(
        plan="9f2c1a04be",
        number=7,
        made_at=UNTIL,
        set=2,
        estate=str(ESTATE.recipient),
        owner=str(ANA.recipient),
        people=(
            manifest.Person(1, name, str(STRANGER.recipient), 0, BEN.public, compared=True),
            manifest.Person(5, finn, "", None, "", compared=False),
        ),
        letters=(manifest.Letter(uuid, 3, (5,), Lock.KEYS, (manifest.File(uuid, "ab" * 32),)),),
    )


def test_both_sides_write_the_same_manifest(modules: Page) -> None:
    content = manifest.build(plan())
    again = modules.evaluate(MANIFEST, base64_of(content))["value"]
    assert base64.b64decode(again) == content
    hashed = modules.evaluate(
        "([identity, name]) => modules.nameHash(identity, name)", [ANA.reveal(), "Ben Böhm"]
    )
    assert hashed == plan().people[0].name
    text = content.decode()
    signature = modules.evaluate(SIGN, [text, manifest.NAMESPACE, ANA.reveal()])
    sign.verify(content, signature, manifest.NAMESPACE, KEY.public)


def test_a_manifest_that_is_not_right_is_refused_on_both_sides(modules: Page) -> None:
    whole: dict[str, Any] = json.loads(manifest.build(plan()))
    ben, finn = whole["people"]
    (letter,) = whole["letters"]
    for changes in (
        {"plan": "../etc"},
        {"number": 0},
        {"made_at": "2027-02-30T08:00:00Z"},
        {"estate": ""},
        {"set": 0},
        {"owner": ""},
        {"people": [finn, ben]},
        {"people": [ben, ben]},
        {"people": [ben | {"name": "Ben"}]},
        {"people": [ben | {"part": 16}]},
        {"people": [ben | {"proof": ""}]},
        {"people": [finn | {"proof": BEN.public}]},
        {"people": [ben | {"compared": 1}]},
        {"people": [{key: value for key, value in finn.items() if key != "part"}]},
        {"letters": [letter | {"to": [5, 1]}]},
        {"letters": [letter | {"to": [0]}]},
        {"letters": [letter | {"lock": "padlock"}]},
        {"letters": [letter | {"files": [{"file": "../x", "sha256": "ab" * 32}]}]},
        {"letters": [letter, letter]},
    ):
        content = json.dumps(whole | changes, sort_keys=True, separators=(",", ":")).encode()
        with pytest.raises(UnreadableManifest):
            manifest.parse(content)
        assert modules.evaluate(MANIFEST, base64_of(content)) == {"kind": "damaged"}, changes
    later = json.dumps(whole | {"v": 2}).encode()
    assert modules.evaluate(MANIFEST, base64_of(later)) == {"kind": "newer"}
    for content in (json.dumps(whole).encode(), manifest.build(plan()) + b"\n", b"[]", b"\xff"):
        assert modules.evaluate(MANIFEST, base64_of(content)) == {"kind": "damaged"}
