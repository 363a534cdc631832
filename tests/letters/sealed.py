"""Letters sealed in Python as the browser seals them: to the estate and to Ana's own key."""

import json
from dataclasses import dataclass

from untilthen.sealing import age, letter, padding
from untilthen.sealing.hybrid import HybridIdentity

ESTATE = HybridIdentity(bytes(range(32)))
OWN = HybridIdentity(bytes(range(32, 64)))


@dataclass(frozen=True)
class Sealed:
    """One letter's words, and the name its file gets."""

    body: str
    name: str = "letter-1"


COFFEE = Sealed("Finn, the coffee was never about the coffee.", "coffee")
UMBRELLA = Sealed("Gita, you still owe me one umbrella; keep it.", "umbrella")


def sealed_words(written: Sealed) -> bytes:
    """Return a letter's sealed text."""
    text = {
        "v": 1,
        "language": "en",
        "label": written.name,
        "salutation": "",
        "body": written.body,
        "sign_off": "",
        "read_hint": "any",
        "attachments": [],
    }
    return sealed_bytes(padding.pad_text(json.dumps(text).encode()))


def sealed_bytes(framed: bytes) -> bytes:
    """Return a frame sealed to the estate and to Ana."""
    return age.encrypt_bytes(framed, [ESTATE.recipient, OWN.recipient])


def sealed_file(content: bytes) -> bytes:
    """Return an attachment sealed to the estate and to Ana."""
    framed = len(content).to_bytes(8, "big") + content
    return sealed_bytes(framed.ljust(padding.attachment_size(len(content)), b"\0"))


def body_in(sealed: bytes, identity: HybridIdentity) -> str:
    """Return the words of a sealed letter."""
    return letter.parse(padding.unpad(age.decrypt_bytes(sealed, [identity]))).body
