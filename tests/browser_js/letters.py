"""Keys and a letter for these tests: Ana's own key, her estate's, and what she wrote to Finn."""

import io
import json
from typing import Any

from untilthen.sealing import age, letter, padding, rewrap
from untilthen.sealing.door import door_identity
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.recipients import Recipient
from untilthen.sealing.scrypt import PassphraseRecipient

ANA = HybridIdentity(bytes(range(32)))
ESTATE = HybridIdentity(bytes(range(32, 64)))
STRANGER = HybridIdentity(bytes(range(64, 96)))
WORDS = "evil insect justice desert increase general"
TOKEN = "dG9rZW4tb2YtZmlubg"
DELIVERY = "41"
DOOR = door_identity(TOKEN, DELIVERY)

WRITTEN: dict[str, Any] = {
    "v": 1,
    "language": "de",
    "label": "Für Finn",
    "salutation": "Lieber Finn,",
    "body": "der Kaffee steht auf dem Flur.\nJeden Morgen.\n\nPepper weiß, wo der Ball liegt.",
    "sign_off": "Deine Ana",
    "read_hint": "someone",
    "attachments": [],
}
KINDS = [
    {
        "word": "farewell",
        "name": "A farewell",
        "hint": "",
        "prompts": [
            {"question": "Which moment do you keep?", "starter": "A moment I keep is"},
            {"question": "Is there something you are sorry for?", "starter": "I am sorry for"},
        ],
    },
    {
        "word": "to_child",
        "name": "To a child",
        "hint": "Short sentences last.",
        "prompts": [{"question": "Whom can they always ask?", "starter": "You can always ask"}],
    },
]


def locked_key(identity: HybridIdentity, words: str = WORDS) -> str:
    """Return a key locked with words as the server keeps it, but quick to open."""
    way = PassphraseRecipient(words, work_factor=10)
    return age.encrypt_bytes(identity.reveal().encode("ascii"), [way], armored=True).decode("ascii")


def sealed_text(text: dict[str, Any], *recipients: Recipient) -> bytes:
    """Return a letter's text sealed by the Python side."""
    return age.encrypt_bytes(padding.pad_text(json.dumps(text).encode("utf-8")), recipients)


def opened_text(sealed: bytes, identity: HybridIdentity) -> letter.Letter:
    """Return the letter in sealed bytes, opened by the Python side."""
    return letter.parse(padding.unpad(age.decrypt_bytes(sealed, [identity])))


def sealed_file(content: bytes, *recipients: Recipient) -> bytes:
    """Return an attachment sealed by the Python side."""
    total = padding.attachment_size(len(content))
    framed = len(content).to_bytes(padding.LENGTH_BYTES, "big") + content
    return age.encrypt_bytes(framed.ljust(total, b"\0"), recipients)


def at_the_door(sealed: bytes) -> bytes:
    """Return the file as the server hands it out after release: a new header, the same payload."""
    raw, _ = rewrap.read_header(io.BytesIO(sealed))
    return rewrap.rewrap(raw, ESTATE, [DOOR.recipient]) + sealed[len(raw) :]
