"""Seal small things at rest under a plan's key.

AES-256-GCM, a random nonce of 12 bytes in front, and the purpose bound to it.
"""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from untilthen.sealing.errors import Damaged, Part

KEY_BYTES = 32
NONCE_BYTES = 12


def seal_at_rest(key: bytes, content: bytes, purpose: str) -> bytes:
    """Return `content` sealed under the 32-byte `key`; only the same `purpose` opens it again."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, purpose.encode())


def open_at_rest(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """Return what was sealed; raises Damaged for another key, another purpose or a changed byte."""
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, body, purpose.encode())
    except (InvalidTag, ValueError) as problem:  # ValueError: too short to hold a nonce
        raise Damaged(Part.SEAL, f"{purpose} does not open with its key") from problem


def mark(key: bytes, *parts: bytes) -> bytes:
    """Return the 32-byte HMAC-SHA256 of `parts`, each led by its length."""
    maker = hmac.new(key, digestmod=sha256)
    for part in parts:
        maker.update(len(part).to_bytes(4, "big") + part)
    return maker.digest()


def same(one: bytes, other: bytes) -> bool:
    """Return whether two marks are equal, taking as long either way."""
    return hmac.compare_digest(one, other)
