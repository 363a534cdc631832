"""A letter behind its door, as its reader finds it after release: Finn, person 5 of Ana's plan."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser_js.conftest import Visit
from tests.browser_js.letters import ANA, DELIVERY, ESTATE, TOKEN, at_the_door
from tests.browser_js.server import World
from untilthen.letters.views.reading import OPENS_LATER
from untilthen.sealing.age import encrypt_bytes
from untilthen.sealing.envelope import Address, Envelope, build, sealed_envelope
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import InnerLock, Lock
from untilthen.sealing.padding import pad_text
from untilthen.sealing.sign import SigningKey

TEXT = "/l/41/text/"
FILES = "/l/41/files/"
OWN_KEY = "/l/41/own-key/"
BOTH = (ESTATE.recipient, ANA.recipient)
OURS = Address("9f2c1a04be", "11111111-2222-4333-8444-555555555555", 3, (5, 6))
SIGNER = SigningKey.from_owner_seed(ANA.reveal_seed()).public
OPENED: dict[str, object] = {
    "token": TOKEN,
    "delivery_id": DELIVERY,
    "text_url": TEXT,
    "file_url_prefix": FILES,
    "own_key_url": OWN_KEY,
    "owner_name": "Ana Berg",
    "plan_id": OURS.plan,
    "letter_id": OURS.letter,
    "person_number": 5,
    "signer": SIGNER,
    "attachment_urls": [f"{FILES}photo/"],
    "open_commands": OPENS_LATER,
    "stays_until": "2027-05-25T07:00:00+00:00",
    "zones": ["Europe/Berlin", "Asia/Kolkata"],
}


def enveloped(
    text: dict[str, Any],
    lock: InnerLock = None,
    *,
    address: Address = OURS,
    signer: HybridIdentity = ANA,
) -> bytes:
    """Return a letter as Ana's browser seals it: locked to its reader, signed, and sealed."""
    letter = json.dumps(text).encode()
    return sealed_envelope(address, letter, lock, owner=signer, recipients=BOTH)


def unsigned(text: dict[str, Any]) -> bytes:
    """Return a letter that somebody sealed who knows only the public keys."""
    return in_seal(Envelope(OURS, Lock.NONE, "", json.dumps(text).encode()))


def in_seal(envelope: Envelope) -> bytes:
    """Return an envelope as it is, sealed to the estate and to Ana."""
    return encrypt_bytes(pad_text(build(envelope)), BOTH)


def open_at_the_door(
    visit: Visit, world: World, text: bytes, files: dict[str, bytes], letter: str = OURS.letter
) -> Page:
    """Hand a sealed letter over at the door and open its page."""
    world.blobs[TEXT] = at_the_door(text)
    for name, sealed in files.items():
        world.blobs[f"{FILES}{name}/"] = at_the_door(sealed)
    return visit("/l/41/", "letters/opened.html", OPENED | {"letter_id": letter})
