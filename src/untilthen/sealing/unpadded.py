"""Base64 without padding, as age headers write it: one way only to write any bytes.

A second spelling of the same bytes would let a header change without its seal noticing.
"""

import base64
import binascii


def encode(data: bytes) -> bytes:
    """Return `data` as base64 without padding."""
    return base64.b64encode(data).rstrip(b"=")


def decode(text: bytes) -> bytes | None:
    """Return the bytes that `text` stands for, or None if it is not their one spelling."""
    padded = text + b"=" * (-len(text) % 4)
    try:
        data = binascii.a2b_base64(padded, strict_mode=True)
    except binascii.Error:
        return None
    return data if encode(data) == text else None
