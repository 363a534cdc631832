"""Ana at her desk: what the server tells her pages of her plan, and letters as she sealed them."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser_js.letters import ANA, ESTATE
from tests.browser_js.server import World
from untilthen.sealing.age import decrypt_bytes
from untilthen.sealing.envelope import Address, Envelope, Signed, open_envelope, sealed_envelope
from untilthen.sealing.hybrid import HybridIdentity
from untilthen.sealing.innerlock import InnerLock
from untilthen.sealing.letter import Letter, parse
from untilthen.sealing.padding import unpad
from untilthen.sealing.sign import SigningKey

PLAN = "9f2c1a04be"
LETTER = "77777777-2222-4333-8444-555555555555"
FACTS: dict[str, Any] = {
    "plan": PLAN,
    "estate": str(ESTATE.recipient),
    "owner": str(ANA.recipient),
    "signer": SigningKey.from_owner_seed(ANA.reveal_seed()).public,
    "letters": [],
    "beside": None,
}
MANIFEST: dict[str, Any] = {
    "plan": PLAN,
    "number": 1,
    "set": 1,
    "estate": str(ESTATE.recipient),
    "owner": str(ANA.recipient),
    "people": [],
    "letters": [],
    "signed": None,
    "current": True,
}


def desk(world: World) -> None:
    """Let the server know Ana's plan, with one set in force and nothing to sign."""
    world.blobs["/seal/facts/"] = json.dumps(FACTS).encode("utf-8")
    world.blobs["/manifest/"] = json.dumps(MANIFEST).encode("utf-8")


def unlock_tab(page: Page) -> None:
    """Unlock Ana's key in this tab, as an earlier page would have left it."""
    page.evaluate("key => sessionStorage.setItem('until-then owner key', key)", ANA.reveal())


def own_letter(
    text: dict[str, Any],
    lock: InnerLock = None,
    *,
    owner: HybridIdentity = ANA,
    signer: HybridIdentity | None = None,
) -> bytes:
    """Return a letter as its owner's browser sealed it, to whom it is now opened again."""
    address = Address(PLAN, LETTER, 2, (4,))
    content = json.dumps(text).encode("utf-8")
    both = [ESTATE.recipient, owner.recipient]
    return sealed_envelope(address, content, lock, owner=signer or owner, recipients=both)


def sent_envelope(sealed: bytes, identity: HybridIdentity) -> Envelope:
    """Return the envelope in what a page sent, whose signature must hold."""
    envelope = open_envelope(unpad(decrypt_bytes(sealed, [identity])))
    assert (envelope.signed, envelope.signer) == (Signed.OK, FACTS["signer"])
    return envelope


def sent_letter(sealed: bytes, identity: HybridIdentity) -> Letter:
    """Return the letter in what a page sent without an inner lock."""
    return parse(sent_envelope(sealed, identity).content)
