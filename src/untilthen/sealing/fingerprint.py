"""A public key as six words, to be printed on cards and compared by voice.

60 bits: enough that nobody makes a second key with the same words for a conversation.
"""

import re
from hashlib import sha256

from untilthen.sealing.errors import BadKey
from untilthen.sealing.fields import RECIPIENT
from untilthen.sealing.passphrase import RANDOM_BYTES, six_words

_LABEL = "until-then fingerprint v1:"
_SIGNER = re.compile(r"ssh-ed25519 [A-Za-z0-9+/]+={0,2}")


def fingerprint(key_text: str) -> str:
    """Return the six words of `age1pq1…` or `ssh-ed25519 AAAA…`; BadKey if it is neither."""
    # With a comment or a line's end the words would be others, and somebody would be alarmed.
    if not RECIPIENT.fullmatch(key_text) and not _SIGNER.fullmatch(key_text):
        raise BadKey("it is no public key that has a fingerprint")
    return six_words(sha256((_LABEL + key_text).encode("ascii")).digest()[:RANDOM_BYTES])
