"""Signatures as OpenSSH makes them (SSHSIG, Ed25519, SHA-512), so that `ssh-keygen -Y verify`
can tell without us that a letter is the owner's.
"""

import base64
import re
from dataclasses import dataclass
from hashlib import sha512

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from untilthen.sealing.errors import BadKey, NotSigned, NotWhatWasSigned, SignedByAnother
from untilthen.sealing.fields import from_base64

SEED_BYTES = 32
OWNER, CLOSING = "owner", "closing"
"""What ssh-keygen is to call the key of an owner, and of a service that signs closing notes."""
_INFO = b"until-then signing v1"
_CLOSING_INFO = b"until-then closing v1"
BEGIN = "-----BEGIN SSH SIGNATURE-----"
END = "-----END SSH SIGNATURE-----"
_COLUMNS = 70
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_KIND = b"ssh-ed25519"
_KIND_TEXT = re.compile(rb"[a-z0-9@.-]{1,64}")
_HASH = b"sha512"
_PUBLIC_BYTES = 32


class SigningKey:
    """A secret Ed25519 key; neither repr nor str shows it."""

    def __init__(self, seed: bytes) -> None:
        """Grow the key from its 32-byte seed; BadKey if the length is another."""
        if len(seed) != SEED_BYTES:
            raise BadKey("a signing key of the wrong length")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = _key_text(_key_blob(self._key.public_key().public_bytes_raw()))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Return the key that grows from a 32-byte seed."""
        return cls(seed)

    @classmethod
    def from_owner_seed(cls, owner_seed: bytes) -> "SigningKey":
        """Return the signing key of whoever holds the owner key with this 32-byte seed."""
        return cls(HKDF(SHA256(), SEED_BYTES, salt=None, info=_INFO).derive(owner_seed))

    @classmethod
    def from_master_key(cls, master_key: bytes) -> "SigningKey":
        """Return the key with which the service that has this master key signs closing notes."""
        return cls(HKDF(SHA256(), SEED_BYTES, salt=None, info=_CLOSING_INFO).derive(master_key))

    def sign(self, message: bytes, namespace: str) -> str:
        """Return the armored signature over `message`, good in `namespace` only."""
        name = namespace.encode("ascii")
        raw = self._key.sign(_signed_data(message, name))
        parts = (from_key_text(self.public), name, b"", _HASH, _string(_KIND) + _string(raw))
        blob = _MAGIC + _VERSION + b"".join(map(_string, parts))
        text = base64.b64encode(blob).decode("ascii")
        lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
        return "\n".join([BEGIN, *lines, END, ""])

    def __repr__(self) -> str:
        return f"SigningKey(for {self.public})"


def verify(message: bytes, signature: str, namespace: str, public: str) -> None:
    """Raise NotSigned, SignedByAnother or NotWhatWasSigned unless `public` signed `message`.

    `public` is `ssh-ed25519 AAAA…` without a comment; BadKey if it is not.
    """
    key = Ed25519PublicKey.from_public_bytes(_public_bytes(from_key_text(public)))
    found = _read(signature)
    if _key_text(found.key) != public:
        raise SignedByAnother(_key_text(found.key))
    if found.namespace != namespace.encode("ascii"):
        raise NotWhatWasSigned
    kind, raw = _strings(found.signature, 2)
    if kind != _KIND:
        raise NotSigned("it is of another kind than its key")
    try:
        key.verify(raw, _signed_data(message, found.namespace))
    except InvalidSignature:
        raise NotWhatWasSigned from None


def signer_of(signature: str) -> str:
    """Return the public key that a signature names, `ssh-ed25519 AAAA…`; or NotSigned."""
    return _key_text(_read(signature).key)


def allowed_signers(public: str, who: str = OWNER) -> str:
    """Return the one line of a file that tells ssh-keygen whose signature counts; or BadKey."""
    _public_bytes(from_key_text(public))
    return f"{who} {public}\n"


def from_key_text(public: str) -> bytes:
    """Return the key as OpenSSH encodes it, from `ssh-ed25519 AAAA…`; BadKey if it is none."""
    blob = from_base64(public.removeprefix("ssh-ed25519 "))
    if blob is None or not public.startswith("ssh-ed25519 "):
        raise BadKey("it is no public key for signatures")
    _public_bytes(blob)
    return blob


@dataclass(frozen=True, slots=True)
class _Signature:
    key: bytes
    namespace: bytes
    signature: bytes


def _read(text: str) -> _Signature:
    """Return the fields of an armored signature; its key may be of any kind."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    if len(lines) < 3 or lines[0] != BEGIN or lines[-1] != END:
        raise NotSigned("there is no signature")
    blob = from_base64("".join(lines[1:-1]))
    head = _MAGIC + _VERSION
    if blob is None or not blob.startswith(head):
        raise NotSigned("the signature is not well formed")
    key, namespace, reserved, hashed, signature = _strings(blob[len(head) :], 5)
    if reserved or hashed != _HASH:
        raise NotSigned("the signature is of a form that is not read here")
    return _Signature(key, namespace, signature)


def _signed_data(message: bytes, namespace: bytes) -> bytes:
    parts = (namespace, b"", _HASH, sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _key_blob(raw: bytes) -> bytes:
    return _string(_KIND) + _string(raw)


def _key_text(blob: bytes) -> str:
    kind = blob[4 : 4 + int.from_bytes(blob[:4], "big")]
    if not _KIND_TEXT.fullmatch(kind):
        raise NotSigned("the signature names no key")
    return f"{kind.decode('ascii')} {base64.b64encode(blob).decode('ascii')}"


def _public_bytes(blob: bytes) -> bytes:
    raw = blob[-_PUBLIC_BYTES:]
    if len(raw) != _PUBLIC_BYTES or blob != _key_blob(raw):
        raise BadKey("it is no public key for signatures")
    return raw


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _strings(data: bytes, count: int) -> list[bytes]:
    """Return exactly `count` strings, each led by its length, with nothing after them."""
    found = []
    for _ in range(count):
        length = int.from_bytes(data[:4], "big")
        if len(data) < 4 + length:
            raise NotSigned("the signature is cut short")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise NotSigned("something follows the signature")
    return found
